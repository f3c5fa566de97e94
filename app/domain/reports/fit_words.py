"""What is said of how things fit into a recipient's portal, on the screen and the command line."""

from __future__ import annotations

from app.i18n import N_

NO_FILES = N_("Words and links alone go to this recipient. No file is attached.")
NOT_KNOWN = N_("What size or kind of files they take is not known, so nothing is held back.")
DOUBTFUL = N_("What they take was not read anywhere; ask them if in doubt.")
PARTS = N_("In {count} parts, one after the other")
