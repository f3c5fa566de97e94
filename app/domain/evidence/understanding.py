"""What an importer could not read, in words. The codes stand in `NotUnderstood.what`."""

from __future__ import annotations

from app.i18n import N_, Texts

WORDS: dict[str, str] = {
    "unknown_type": N_("a kind of record that is not known here"),
    "unknown_key": N_("a part of the export that is not known here"),
    "unknown_media": N_("a kind of media that is not known here"),
    "bad_time": N_("no time, or one that can't be read"),
    "bad_record": N_("a record that can't be read"),
    "bad_text": N_("a text that can't be read in part"),
    "bad_link": N_("a link that can't be read"),
    "repaired_escape": N_("a control character that the export writes in its own way"),
    "cut_off": N_("the export ends too early from here on"),
    "too_many": N_("more of the same kind"),
    "too_long": N_("a text longer than is read here"),
    "beside_another": N_("not read as a chat, since the same chat lies beside it as JSON"),
    "foreign_messages": N_(
        "kept as a file: it says that it holds messages, but not in a form that is read here"
    ),
    "already_read": N_("the same export was read into this case before: its messages are there"),
    "no_messages": N_("kept in the file as it is: this part of an account holds no messages"),
    "told_before": N_(
        "messages that an export read before has too: each stands there once for each export"
    ),
    "not_read": N_("the chat in this file was not read yet: add the same files once more"),
    "not_looked_inside": N_("kept, not looked into yet: add the same files once more"),
    "day_order_unsure": N_(
        "dates that may be day before month or month before day: they were read as day first"
    ),
    "day_order_asked": N_(
        "kept, not read yet, since its dates can be read in two ways: say which comes first, "
        "day or month, and add the same files once more"
    ),
    "unsure_sender": N_("where the name ends can be read in more than one way"),
    "too_deep": N_("parts within parts, deeper than is read here"),
    "digest_wrong": N_("its own check sum does not fit"),
    "not_listed": N_("in the archive, but not in its own list"),
    "page_not_read": N_("kept, but its words could not be read"),
    "kept_not_read": N_("kept, not read: this kind of mail file is not read here"),
    "rich_words": N_("words that stand there only as rich text, which is not read here"),
    "part_not_read": N_("a part that is another mail, or a pointer to something outside"),
    "reading_stopped": N_("reading stopped here: the rest could not be read safely"),
    "zone_assumed": N_("clock times without a zone: the zone was assumed"),
}


def what_in_words(what: str, texts: Texts) -> str:
    """A code with an optional detail (`unknown_type: poll_v2`) as a phrase with that detail."""
    code, colon, detail = what.partition(":")
    phrase = texts.tr(WORDS.get(code.strip(), WORDS["bad_record"]))
    return f"{phrase} ({detail.strip()})" if colon else phrase
