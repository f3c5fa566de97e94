"""The subcommands, by hand: what stands here is all there is. Keys: resources/docs/COMMANDS.md.

A subcommand's module is loaded when it is asked for, so that help and small commands start fast; a
frozen program has to be told of the package `app.cli.commands`.
"""

from __future__ import annotations

import importlib
from typing import NamedTuple

from app.cli.command import Command
from app.i18n import N_

GROUPS = {
    "vault": N_("make a vault, or see what is in one"),
    "key": N_("what opens a vault: see, add, change and remove keys"),
    "case": N_("add a case, or say that someone under 19 is shown"),
    "removed": N_("what was set aside: see it, bring it back, destroy it"),
    "backup": N_("make a backup, try one, restore one"),
    "note": N_("write a note into a case"),
    "log": N_("the incident log: what happened, when and where"),
    "people": N_("people, and the names and accounts they go by"),
    "payments": N_("money that was asked for or paid"),
    "part": N_("what part an item plays in a case"),
    "care": N_("how the window behaves: pictures, pauses, locking"),
    "looks": N_("what is left to others to look at, and what they saw"),
    "consent": N_("what was agreed to, per recipient"),
    "filing": N_("what was handed in, and what came back"),
    "fate": N_("where links stand"),
    "room": N_("a room: what happened to it, who was in it"),
    "narrative": N_("the account of events, line by line"),
    "answer": N_("facts of a case, typed once for all its reports"),
    "waiting": N_("what came in while the vault was locked"),
    "work": N_("work that was stopped and can go on"),
    "desk": N_("a counsellor's desk: all cases, and what comes next"),
    "recipient": N_("whose public keys bundles can be sealed for"),
    "stamp": N_("time stamps: that a bundle's list existed at a time"),
    "receipt": N_("that a bundle was opened: make it, take it in"),
    "questions": N_("what a recipient asks: write it, take it in, answer"),
    "guide": N_("how to keep evidence, step by step"),
}


class Listed(NamedTuple):
    """A subcommand as help shows it: its words, an English message id, and where it lies."""

    path: tuple[str, ...]
    summary: str
    module: str
    name: str

    def load(self) -> Command:
        """The subcommand itself."""
        module = importlib.import_module(f"app.cli.commands.{self.module}")
        command: Command = getattr(module, self.name)
        return command


COMMANDS: tuple[Listed, ...] = (
    Listed(("vault", "create"), N_("make a new vault in an empty folder"), "vault", "CREATE"),
    Listed(("vault", "status"), N_("what is in a vault: cases, items, log"), "vault", "STATUS"),
    Listed(("key", "list"), N_("the keys that open a vault"), "key", "LIST"),
    Listed(("key", "passphrase"), N_("change the passphrase"), "key", "PASSPHRASE"),
    Listed(("key", "add"), N_("add another passphrase"), "key", "ADD"),
    Listed(("key", "remove"), N_("remove a key"), "key", "REMOVE"),
    Listed(
        ("key", "keyring"), N_("open without typing, by this computer's keyring"), "key", "KEYRING"
    ),
    Listed(("key", "counsellor"), N_("a key for a counsellor, as a letter"), "key", "COUNSELLOR"),
    Listed(
        ("key", "make"), N_("make a key of your own, to open bundles with"), "key_pair", "MAKE"
    ),
    Listed(("key", "kit"), N_("make a recovery kit: words to keep"), "kit", "KIT"),
    Listed(("key", "try"), N_("try a recovery kit without risk"), "kit", "TRY"),
    Listed(("key", "forgot"), N_("a new passphrase, by the recovery kit"), "kit", "FORGOT"),
    Listed(("vault", "compact"), N_("write the index anew, in less room"), "compact", "COMPACT"),
    Listed(("vault", "destroy"), N_("destroy a whole vault, after a week"), "ending", "DESTROY"),
    Listed(("vault", "keep"), N_("keep a vault that was set aside"), "ending", "KEEP"),
    Listed(("case", "add"), N_("add a case"), "case", "ADD"),
    Listed(("case", "minor-on"), N_("keep pictures, video and sound out of a case"), "minor", "ON"),
    Listed(("case", "minor-off"), N_("let them in again, for a reason"), "minor", "OFF"),
    Listed(("case", "duty"), N_("the counsellors' duty to report"), "minor", "DUTY_TO_REPORT"),
    Listed(("case", "key"), N_("the key that signs what leaves of a case"), "case_key", "KEY"),
    Listed(("case", "hand"), N_("hand a case to another vault, as a file"), "exchange", "HAND"),
    Listed(("case", "take"), N_("take a case in from another vault"), "exchange", "TAKE"),
    Listed(("case", "conflicts"), N_("what both sides changed"), "exchange", "CONFLICTS"),
    Listed(("case", "decide"), N_("choose which of two versions stands"), "exchange", "DECIDE"),
    Listed(("case", "name"), N_("what a case is called"), "case_file", "NAME"),
    Listed(("case", "number"), N_("the number a case goes by"), "case_file", "NUMBER"),
    Listed(
        ("case", "state"), N_("where a case stands at a centre, and where it stood"), "case_file",
        "STATE",
    ),
    Listed(
        ("case", "facts"), N_("a case in words alone, without pictures"), "plain_facts", "FACTS"
    ),
    Listed(("case", "aside"), N_("set a case aside, to be destroyed after a week"), "case_ending",
           "ASIDE"),
    Listed(("case", "back"), N_("bring back a case that was set aside"), "case_ending", "BACK"),
    Listed(("case", "destroy"), N_("destroy a case that is set aside at once"), "case_ending",
           "DESTROY"),
    Listed(("desk", "mode"), N_("counsellor mode: numbers, states, the work list"), "desk", "MODE"),
    Listed(("desk", "cases"), N_("all cases, by number and state"), "desk", "CASES"),
    Listed(("desk", "work"), N_("what comes next over all cases"), "desk", "WORK"),
    Listed(("note", "add"), N_("write a note into a case"), "note", "ADD"),
    Listed(("memo",), N_("speak a memo straight into the vault"), "memo", "MEMO"),
    Listed(("log", "add"), N_("write down what happened, as far as it is known"), "log", "ADD"),
    Listed(("log", "list"), N_("the incident log in the order of time"), "log", "LIST"),
    Listed(("people", "add"), N_("write down a person as you call them"), "people", "ADD"),
    Listed(("people", "list"), N_("who is written down, and what they go by"), "people", "LIST"),
    Listed(("people", "mark"), N_("write down what a person goes by"), "people", "MARK"),
    Listed(("people", "unmark"), N_("take out what a person goes by"), "people", "UNMARK"),
    Listed(("people", "join"), N_("two people turned out to be one"), "people", "JOIN"),
    Listed(("people", "remove"), N_("take a person out"), "people", "REMOVE"),
    Listed(("payments", "add"), N_("write down a demand or payment"), "payments", "ADD"),
    Listed(("payments", "list"), N_("what was asked for or paid"), "payments", "LIST"),
    Listed(("payments", "remove"), N_("take a demand or payment out"), "payments", "REMOVE"),
    Listed(("part", "add"), N_("say what part an item plays"), "part", "ADD"),
    Listed(("part", "list"), N_("what parts items play"), "part", "LIST"),
    Listed(("part", "remove"), N_("take a part back"), "part", "REMOVE"),
    Listed(("looks", "list"), N_("what is left to others, and what they saw"), "looks", "LIST"),
    Listed(("looks", "leave"), N_("let somebody else look at items instead"), "looks", "LEAVE"),
    Listed(("looks", "say"), N_("say in words what is seen"), "looks", "SAY"),
    Listed(("looks", "back"), N_("ask nobody to look any more"), "looks", "BACK"),
    Listed(("portable",), N_("lay the program onto a stick"), "portable", "PORTABLE"),
    Listed(("care", "show"), N_("how the window behaves with this vault"), "care", "SHOW"),
    Listed(("care", "set"), N_("pictures, pauses, locking: choose how"), "care", "SET"),
    Listed(
        ("collect",), N_("take files, folders and chat exports into a case"), "collect", "COLLECT"
    ),
    Listed(("capture",), N_("take a screenshot from standard input"), "capture", "CAPTURE"),
    Listed(("link",), N_("write links into a case; nothing is opened"), "link", "LINK"),
    Listed(("phones",), N_("picture folders of phones that are connected"), "phones", "PHONES"),
    Listed(("drop",), N_("take files in without a passphrase, sealed at once"), "drop", "DROP"),
    Listed(("waiting", "list"), N_("what waits for its place in a case"), "waiting", "LIST"),
    Listed(("waiting", "place"), N_("take what waits into a case"), "waiting", "PLACE"),
    Listed(("waiting", "discard"), N_("throw away one that waits"), "waiting", "DISCARD"),
    Listed(("work", "list"), N_("what was stopped and can go on"), "work", "LIST"),
    Listed(("work", "resume"), N_("go on where it stopped"), "work", "RESUME"),
    Listed(("work", "drop"), N_("not go on with it; what came in stays"), "work", "DROP"),
    Listed(("list",), N_("the items of a case"), "listing", "LIST"),
    Listed(("item",), N_("one item: what it says of itself, and its words"), "item", "ITEM"),
    Listed(("excerpt",), N_("cut a part out of a chat, as a copy"), "excerpt", "EXCERPT"),
    Listed(("traces",), N_("marks that picture generators leave in an item"), "traces", "TRACES"),
    Listed(("redact",), N_("make a copy of an item with places covered"), "copies", "REDACT"),
    Listed(
        ("mask",), N_("make a copy of a text with registration numbers covered"), "masking", "MASK"
    ),
    Listed(("crop",), N_("make a picture of one part of an item"), "copies", "CROP"),
    Listed(("still",), N_("make a picture of one moment of a film"), "copies", "STILL"),
    Listed(
        ("transcribe",), N_("keep what an item says, typed by you"), "retelling", "TRANSCRIBE"
    ),
    Listed(
        ("translate",), N_("keep a translation of what an item says"), "retelling", "TRANSLATE"
    ),
    Listed(("alike",), N_("the same picture elsewhere; you decide"), "alike", "ALIKE"),
    Listed(("copies",), N_("the copies that were made of an item"), "copies", "COPIES"),
    Listed(("search",), N_("find words in messages, notes and pages"), "search", "SEARCH"),
    Listed(("words",), N_("let a program read the words in pictures"), "words", "WORDS"),
    Listed(
        ("numbers",), N_("where resident registration numbers stand in a case"), "numbers",
        "NUMBERS",
    ),
    Listed(("rooms",), N_("the rooms of a case"), "rooms", "ROOMS"),
    Listed(("room", "life"), N_("what happened to a room, and who was in it"), "rooms", "LIFE"),
    Listed(
        ("room", "decide"), N_("say whether a message leads to the next room"), "rooms", "DECIDE"
    ),
    Listed(("messages",), N_("a room as a chat, some lines of it"), "messages", "MESSAGES"),
    Listed(("accounts",), N_("the accounts of a case"), "accounts", "ACCOUNTS"),
    Listed(("account",), N_("one account: its names, rooms and deeds"), "accounts", "ACCOUNT"),
    Listed(("links",), N_("the links of a case, and what may mislead"), "links", "LINKS"),
    Listed(("marks",), N_("messages that threaten or ask for money"), "marks", "MARKS"),
    Listed(("mark",), N_("say that a message threatens or asks for money"), "marks", "MARK"),
    Listed(("timeline",), N_("the case in the order of time"), "timeline", "TIMELINE"),
    Listed(
        ("narrative", "draft"), N_("draft the account of events anew"), "narrative", "DRAFT"
    ),
    Listed(("narrative", "show"), N_("the account of events as it stands"), "narrative", "SHOW"),
    Listed(("narrative", "edit"), N_("change a line of the account"), "narrative", "EDIT"),
    Listed(("checklist",), N_("what can help a report, and how"), "checklist", "CHECKLIST"),
    Listed(("report",), N_("write a report from a template"), "report", "REPORT"),
    Listed(
        ("report", "begin"), N_("begin a report with what the vault knows"), "beginning", "BEGIN"
    ),
    Listed(
        ("report", "propose"), N_("what the vault could put into a report, and from where"),
        "beginning", "PROPOSE",
    ),
    Listed(
        ("answer", "set"), N_("keep a fact of the case for all its reports"), "answer", "SET"
    ),
    Listed(
        ("answer", "list"), N_("the facts that are kept for all reports of a case"), "answer",
        "LIST",
    ),
    Listed(("answer", "forget"), N_("take a fact back; reports keep theirs"), "answer", "FORGET"),
    Listed(("report", "export"), N_("save a report as a document"), "export", "EXPORT"),
    Listed(("report", "fit"), N_("how it fits into what the recipient takes"), "fit", "FIT"),
    Listed(
        ("report", "identity"), N_("the identity sheet that goes with a pseudonym"), "identity",
        "IDENTITY",
    ),
    Listed(
        ("templates",), N_("the reports that can be written, and their fields"), "report",
        "TEMPLATES",
    ),
    Listed(
        ("directory",), N_("who can help, by any name; nobody is called"), "directory", "DIRECTORY"
    ),
    Listed(
        ("directory", "correct"), N_("keep what your centre knows better of an entry"), "directory",
        "CORRECT",
    ),
    Listed(
        ("directory", "restore"), N_("use again what came with the program"), "directory",
        "RESTORE",
    ),
    Listed(("law",), N_("what the law says, as it was read; no legal advice"), "law", "LAW"),
    Listed(("guide", "list"), N_("the guides to keeping evidence"), "guide", "LIST"),
    Listed(("guide", "show"), N_("one guide, step by step"), "guide", "SHOW"),
    Listed(("limits",), N_("what this program can't do, and what helps"), "guide", "LIMITS"),
    Listed(("consent", "give"), N_("write down what was agreed to"), "consent", "GIVE"),
    Listed(("consent", "withdraw"), N_("take a consent back"), "consent", "WITHDRAW"),
    Listed(("consent", "list"), N_("what was agreed to, per recipient"), "consent", "LIST"),
    Listed(("filing", "add"), N_("write down what was handed in"), "filing", "ADD"),
    Listed(("filing", "step"), N_("write down a step, or take one back"), "filing", "STEP"),
    Listed(("filing", "list"), N_("what was handed in, step by step"), "filing", "LIST"),
    Listed(("filing", "remove"), N_("take what was handed in out"), "filing", "REMOVE"),
    Listed(("fate", "set"), N_("say where links stand, one or many"), "fate", "SET"),
    Listed(("fate", "list"), N_("the links and where they stand"), "fate", "LIST"),
    Listed(("next",), N_("what happens next: dates, and on what they rest"), "next", "NEXT"),
    Listed(
        ("statistics",), N_("figures over all cases that tell of nobody"), "statistics",
        "STATISTICS",
    ),
    Listed(("bundle",), N_("make the encrypted bundle that is handed over"), "bundle", "BUNDLE"),
    Listed(("carry",), N_("a finished bundle onto a stick, or in parts"), "carry", "CARRY"),
    Listed(
        ("recipient", "add"), N_("add a public key to the address book"), "recipient", "ADD"
    ),
    Listed(
        ("recipient", "list"), N_("the public keys in the address book"), "recipient", "LIST"
    ),
    Listed(
        ("recipient", "show"), N_("one public key, with its numbers"), "recipient", "SHOW"
    ),
    Listed(
        ("recipient", "check"), N_("write down that its numbers were compared"), "recipient",
        "CHECK",
    ),
    Listed(
        ("recipient", "later"), N_("let a key open a bundle that is made already"), "recipient",
        "LATER",
    ),
    Listed(("recipient", "remove"), N_("take a public key out"), "recipient", "REMOVE"),
    Listed(("verify",), N_("check a bundle as its recipient does"), "verify", "VERIFY"),
    Listed(
        ("verify-file",), N_("write the verifier as one file, to run alone"), "verify_file",
        "VERIFY_FILE",
    ),
    Listed(
        ("stamp", "authorities"), N_("whom a time stamp can be asked of"), "stamp", "AUTHORITIES"
    ),
    Listed(("stamp", "list"), N_("the time stamps of a case"), "stamp", "LIST"),
    Listed(("stamp", "ask"), N_("ask for a time stamp of a bundle that is made"), "stamp", "ASK"),
    Listed(("stamp", "retry"), N_("ask again for what has not come"), "stamp", "RETRY"),
    Listed(("receipt", "make"), N_("confirm that you opened a bundle"), "receipt", "MAKE"),
    Listed(("receipt", "take"), N_("take in a recipient's receipt"), "receipt", "TAKE"),
    Listed(("receipt", "list"), N_("the receipts of a case"), "receipt", "LIST"),
    Listed(("receipt", "confirm"), N_("say what a receipt answers"), "receipt", "CONFIRM"),
    Listed(("questions", "make"), N_("write questions on a bundle"), "questions", "MAKE"),
    Listed(("questions", "take"), N_("take in a recipient's questions"), "questions", "TAKE"),
    Listed(("questions", "list"), N_("what recipients asked"), "questions", "LIST"),
    Listed(("questions", "answer"), N_("answer a question in words"), "questions", "ANSWER"),
    Listed(("questions", "answers"), N_("the answers as text to copy"), "questions", "ANSWERS"),
    Listed(("check",), N_("read everything back and compare it"), "check", "CHECK"),
    Listed(
        ("rescue",), N_("copy out of a damaged vault what can still be read"), "rescue", "RESCUE"
    ),
    Listed(("remove",), N_("set items aside, to be destroyed after a week"), "removed", "REMOVE"),
    Listed(("removed", "list"), N_("what is set aside"), "removed", "LIST"),
    Listed(("removed", "back"), N_("bring back what was set aside"), "removed", "BACK"),
    Listed(("removed", "destroy"), N_("destroy what is set aside at once"), "removed", "DESTROY"),
    Listed(
        ("backup", "make"), N_("copy a vault to another disk, and check the copy"), "backup", "MAKE"
    ),
    Listed(("backup", "try"), N_("open a backup and read everything in it"), "backup", "TRY"),
    Listed(("backup", "restore"), N_("make a vault of a backup"), "backup", "RESTORE"),
    Listed(("demo",), N_("walk the main job on the samples that come along"), "demo", "DEMO"),
    Listed(
        ("selftest",), N_("let the program try itself: parts, main job, promises, window"),
        "selftest", "SELFTEST",
    ),
    Listed(
        ("bench",), N_("measure speed as ratios, beside what one would use instead"), "bench",
        "BENCH",
    ),
)  # fmt: skip
