"""What a file of a message is called, and what became of one that is not here: for screens."""

from __future__ import annotations

from app.i18n import N_

ROLES = {
    "photo": N_("Picture"),
    "image": N_("Picture"),
    "picture": N_("Picture"),
    "video": N_("Video"),
    "video_file": N_("Video"),
    "video_message": N_("Video"),
    "animation": N_("Moving picture"),
    "gif": N_("Moving picture"),
    "sticker": N_("Sticker"),
    "voice": N_("Voice"),
    "voice_message": N_("Voice"),
    "audio": N_("Sound"),
    "audio_file": N_("Sound"),
    "thumbnail": N_("Small picture"),
    "message": N_("Message"),
}
ANY_ROLE = N_("File")

ABSENT = {
    "not_exported": N_("not in the export"),
    "too_large": N_("left out of the export for its size"),
    "unavailable": N_("not there any more when it was exported"),
    "missing_file": N_("not beside the export"),
    "unsafe_path": N_("left where it is: its name leads out of the export"),
    "dropped_minor_mode": N_("kept out: someone under 19 may be shown"),
    "refused": N_("not taken in"),
    "set_aside": N_("set aside"),
    "deleted": N_("removed"),
}
ANY_ABSENT = N_("not here")
