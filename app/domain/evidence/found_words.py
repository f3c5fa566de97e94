"""Words for what platforms and files say of themselves: kinds of rooms, facts inside a file.

The stored value stays the platform's or the file's own; only showing uses these. What is not known
here is shown as it is.
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.evidence.items import ItemKind
from app.domain.text.textsafe import one_line
from app.i18n import N_, Texts

LONGEST_KEY = 40

ROOM_KINDS = {
    "personal_chat": N_("chat of two"),
    "bot_chat": N_("chat with a bot"),
    "saved_messages": N_("notes to oneself"),
    "replies": N_("replies"),
    "verification_codes": N_("login codes"),
    "private_group": N_("private group"),
    "private_supergroup": N_("private large group"),
    "public_supergroup": N_("public large group"),
    "private_channel": N_("private channel"),
    "public_channel": N_("public channel"),
    "private_direct_messages": N_("messages to a channel"),
}

ITEM_KINDS: dict[StrEnum, str] = {
    ItemKind.PICTURE: N_("Picture"),
    ItemKind.VIDEO: N_("Video"),
    ItemKind.AUDIO: N_("Sound"),
    ItemKind.DOCUMENT: N_("Document"),
    ItemKind.CHAT: N_("Chat export"),
    ItemKind.WEB: N_("Web page"),
    ItemKind.TEXT: N_("Text"),
    ItemKind.OTHER: N_("File"),
}

FACTS = {
    "width": N_("Width"),
    "height": N_("Height"),
    "format": N_("Format"),
    "animated": N_("Moving picture"),
    "pages": N_("Pages"),
    "metadata": N_("Notes inside the file"),
    "duration_seconds": N_("Length in seconds"),
    "bits_per_second": N_("Bits per second"),
    "video.frames_per_second": N_("Pictures per second"),
    "video.frames": N_("Single pictures"),
    "audio.samples_per_second": N_("Samples per second"),
    "audio.channels": N_("Channels of sound"),
    "video.codec": N_("Video format"),
    "audio.codec": N_("Sound format"),
    "exif.image_description": N_("Description in the file"),
    "exif.make": N_("Camera maker"),
    "exif.model": N_("Camera model"),
    "exif.software": N_("Program"),
    "exif.date_time": N_("Changed, by the camera's clock"),
    "exif.date_time_original": N_("Taken, by the camera's clock"),
    "exif.date_time_digitized": N_("Stored, by the camera's clock"),
    "exif.offset_time": N_("Time zone of the change"),
    "exif.offset_time_original": N_("Time zone of the taking"),
    "exif.offset_time_digitized": N_("Time zone of the storing"),
    "exif.artist": N_("Author"),
    "exif.user_comment": N_("Comment in the file"),
    "exif.lens_model": N_("Lens"),
    "exif.host_computer": N_("Device"),
    "exif.copyright": N_("Rights"),
    "exif.image_id": N_("Number of the picture"),
    "exif.camera_owner": N_("Owner of the camera"),
    "exif.camera_serial": N_("Serial number of the camera"),
    "exif.lens_serial": N_("Serial number of the lens"),
    "exif.windows_title": N_("Title in the file"),
    "exif.windows_comment": N_("Comment in the file"),
    "exif.windows_author": N_("Author"),
    "iptc.title": N_("Title in the file"),
    "iptc.made": N_("Made on"),
    "iptc.program": N_("Program"),
    "iptc.author": N_("Author"),
    "iptc.copyright": N_("Rights"),
    "iptc.caption": N_("Description in the file"),
    "gps.altitude_metres": N_("Height above the sea in metres"),
    "gps.position": N_("Place in the file (GPS)"),
    "gps.date_time_utc": N_("Time of the place (UTC)"),
    "xmp.digital_source_type": N_("How it was made, by its own words"),
    "xmp.creator_tool": N_("Made with"),
    "xmp.create_date": N_("Made on"),
    "xmp.modify_date": N_("Changed on"),
    "xmp.author": N_("Author"),
    "xmp.document_id": N_("Number of the file, by its own word"),
    "xmp.original_id": N_("Number of the file it came from, by its own word"),
    "text.parameters": N_("Words given to a picture generator"),
    "text.prompt": N_("Words given to a picture generator (prompt)"),
    "text.workflow": N_("Steps of a picture generator"),
    "text.software": N_("Program"),
    "text.description": N_("Description in the file"),
    "text.comment": N_("Comment in the file"),
    "text.author": N_("Author"),
    "text.title": N_("Title in the file"),
    "pdf.title": N_("Title in the file"),
    "pdf.author": N_("Author"),
    "pdf.creator": N_("Made with"),
    "pdf.producer": N_("Program"),
    "pdf.creation_date": N_("Made on"),
    "pdf.mod_date": N_("Changed on"),
    "pdf.subject": N_("What it is about"),
    "pdf.keywords": N_("Keywords"),
    "pdf.version": N_("Version of the format"),
    "pdf.attachments": N_("Files inside"),
    "office.title": N_("Title in the file"),
    "office.subject": N_("What it is about"),
    "office.author": N_("Author"),
    "office.last_saved_by": N_("Last saved by"),
    "office.made": N_("Made on"),
    "office.made_in_words": N_("Made on, as the program wrote it"),
    "office.changed": N_("Changed on"),
    "office.printed": N_("Printed on"),
    "office.program": N_("Program"),
    "office.program_version": N_("Version of the program"),
    "office.company": N_("Company or organisation"),
    "office.manager": N_("Person in charge"),
    "office.pages": N_("Pages"),
    "office.slides": N_("Slides"),
    "office.words": N_("Words"),
    "office.keywords": N_("Keywords"),
    "office.comment": N_("Comment in the file"),
    "office.revision": N_("How often it was saved"),
    "office.minutes_edited": N_("Minutes of editing"),
    "office.time_edited": N_("Time of editing"),
    "office.template": N_("Made from the template"),
    "office.properties": N_("Notes inside the file"),
    "media.creation_time": N_("Made on (UTC)"),
    "media.creation_date": N_("Made on"),
    "media.make": N_("Camera maker"),
    "media.model": N_("Camera model"),
    "media.location": N_("Place in the file (GPS)"),
    "media.title": N_("Title in the file"),
    "media.artist": N_("Author"),
    "media.comment": N_("Comment in the file"),
    "media.encoder": N_("Program"),
    "media.software": N_("Version of the phone's system"),
    "media.identifier": N_("Number of the recording"),
    "media.android_version": N_("Version of Android"),
    "media.brand": N_("Kind of container"),
    "media.date": N_("Date in the file"),
    "media.album": N_("Album"),
    "media.description": N_("Description in the file"),
    "media.copyright": N_("Rights"),
    "media.handler": N_("Written with"),
    "page.url": N_("Address, by the file's own word"),
    "page.title": N_("Title of the page"),
    "page.recorded": N_("Saved, by the file's own word"),
    "page.saved_by": N_("Saved with"),
    "mail.from": N_("Sender, by its own word"),
    "mail.to": N_("Receiver"),
    "mail.cc": N_("Copy to"),
    "mail.reply_to": N_("Replies go to"),
    "mail.subject": N_("Subject"),
    "mail.date": N_("Date, by the sender's word"),
    "mail.message_id": N_("Number of the mail"),
    "mail.received": N_("On its way"),
    "digests.right": N_("Own check sums that fit"),
    "digests.wrong": N_("Own check sums that do not fit"),
    "digests.not_given": N_("Records without a check sum"),
    "digests.not_checked": N_("Check sums that were not checked"),
}

DIGESTS = {
    "right": N_("check sum fits"),
    "wrong": N_("check sum does not fit"),
    "not_given": N_("no check sum"),
    "not_checked": N_("check sum not checked"),
}

FACT_VALUES = {
    ("animated", "yes"): N_("yes"),
    ("metadata", "not readable"): N_("can't be read"),
    ("office.properties", "not readable"): N_("can't be read"),
}


def room_kind_in_words(kind: str, texts: Texts) -> str:
    """The platform's word for a kind of room, in the reader's language where it is known."""
    known = ROOM_KINDS.get(kind)
    return texts.tr(known) if known else one_line(kind, LONGEST_KEY)


def item_kind_in_words(kind: ItemKind, texts: Texts) -> str:
    """The word for a kind of item."""
    return texts.tr(ITEM_KINDS[kind])


def digest_in_words(outcome: str, texts: Texts) -> str:
    """What a part's own check sum came to; nothing where its format has none."""
    known = DIGESTS.get(outcome)
    return texts.tr(known) if known else ""


def fact_value_in_words(name: str, value: str, limit: int, texts: Texts) -> str:
    """The value of a fact: as the file says it, except where it is a word of the reading."""
    known = FACT_VALUES.get((name, value))
    return texts.tr(known) if known else one_line(value, limit)


def fact_in_words(name: str, texts: Texts) -> str:
    """What a fact inside a file is called, in the reader's language where it is known."""
    known = FACTS.get(name)
    return texts.tr(known) if known else one_line(name, LONGEST_KEY)
