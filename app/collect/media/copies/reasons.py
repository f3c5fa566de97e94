"""Why a copy was not made though the original can be read: words between worker and program."""

WHY = "copy.problem"
OUTSIDE = "outside"
NO_FRAME = "no_frame"
CHANGING = "changing"
