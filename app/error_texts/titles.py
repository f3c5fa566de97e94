"""What stands above an error's sentence: a title of one to four words.

Each family of codes has one; a code has its own where the family's would tell too little. A title
names what it is about, and lays nothing at anybody's door.
"""

from __future__ import annotations

from app.errors import OngiError
from app.i18n import N_, Texts

FAMILIES = {
    "CAN": N_("Stopped"),
    "BUG": N_("Our own mistake"),
    "ENV": N_("This computer"),
    "INP": N_("What was typed"),
    "VLT": N_("The vault"),
    "COL": N_("Taking in"),
    "RPT": N_("The report"),
    "BND": N_("The bundle"),
    "NET": N_("The time stamp"),
    "POL": N_("A rule"),
}
"""By the letters a code begins with."""

_OF_SOME = {
    N_("No room left"): "ENV-001 BND-039 BND-041",
    N_("File went away"): "ENV-002",
    N_("Unreadable file"): "ENV-003 BND-007 COL-060 COL-070 COL-101",
    N_("Nothing saved there"): "ENV-004",
    N_("The disk"): "ENV-005 VLT-050 BND-038 BND-040",
    N_("File is changing"): "ENV-006",
    N_("No screen here"): "ENV-007",
    N_("No fonts here"): "ENV-008",
    N_("Not in this program"): "ENV-009 ENV-050 BND-065 COL-080 VLT-032",
    N_("Memory is short"): "ENV-010 VLT-016",
    N_("No picture taken"): "ENV-040 ENV-041 COL-040 COL-045 COL-046",
    N_("A picture left behind"): "ENV-042",
    N_("No passphrase yet"): "INP-001 INP-012 BND-006 BND-029",
    N_("Two different passphrases"): "INP-013",
    N_("Length of the passphrase"): "INP-021 VLT-011",
    N_("It does not open"): "VLT-001 VLT-018 BND-001 BND-030",
    N_("Nothing found there"): "INP-002 VLT-002 BND-002 BND-042",
    N_("Not found here"): (
        "INP-003 INP-004 INP-005 INP-007 INP-011 INP-023 INP-029 INP-030 INP-032 INP-033 INP-035 "
        "INP-073 INP-076 INP-077 INP-080 INP-081 INP-082 INP-083 INP-100 INP-101 INP-102 INP-103 "
        "INP-112 INP-115 INP-118 INP-122 INP-124 COL-051 COL-052 COL-062 COL-078 COL-082 COL-083 "
        "COL-084 INP-176 INP-181 INP-184 INP-186 VLT-045 BND-021 BND-058 BND-060 BND-061 NET-009"
    ),
    N_("How it is written"): (
        "INP-006 INP-008 INP-111 INP-125 COL-041 COL-050 COL-053 COL-081 BND-022 BND-025 BND-031 "
        "BND-043 INP-175 INP-180 INP-183 NET-010"
    ),
    N_("Set aside"): "INP-185",
    N_("The folder is used"): "INP-009",
    N_("There already"): "INP-016 INP-075 INP-182 COL-094 BND-023 BND-024 BND-037 BND-056 BND-064",
    N_("Nothing in it yet"): (
        "INP-010 INP-014 INP-072 INP-079 INP-104 INP-110 INP-117 INP-120 INP-121 INP-130 COL-057 "
        "COL-061 COL-073 COL-075 COL-090 NET-012"
    ),
    N_("A registration number"): "INP-015 INP-022 INP-070 INP-150 COL-077",
    N_("More than fits"): (
        "INP-017 INP-071 INP-123 INP-131 COL-043 COL-056 COL-058 COL-071 COL-076 COL-079 COL-095 "
        "COL-102 RPT-004 RPT-036 BND-033 BND-034 BND-036 BND-044 BND-059 NET-011 VLT-023"
    ),
    N_("The command"): "INP-018",
    N_("Another kind of file"): (
        "INP-019 INP-024 COL-002 COL-042 COL-085 COL-100 BND-020 BND-026 BND-028 BND-032 BND-050 "
        "BND-062 RPT-035"
    ),
    N_("Inside the vault"): "INP-020 COL-003",
    N_("The kit's words"): "INP-025 INP-026 INP-027 INP-028 VLT-025 VLT-026 VLT-027",
    N_("Nothing was destroyed"): "INP-031",
    N_("Names of others"): "INP-074",
    N_("The microphone"): "INP-078",
    N_("No sound here"): "INP-160",
    N_("Minor mode"): "COL-004 COL-091 COL-092 COL-093",
    N_("Left out"): "COL-001 COL-005 COL-054 COL-055 COL-059",
    N_("No copy made"): "COL-069 COL-074",
    N_("A place to cover"): "COL-072",
    N_("Open in another window"): "VLT-003",
    N_("From a newer version"): "VLT-004 BND-063 BND-071",
    N_("Something is damaged"): (
        "VLT-005 VLT-006 VLT-007 VLT-008 VLT-015 VLT-017 VLT-022 VLT-028 VLT-029 VLT-035 VLT-041 "
        "VLT-042 VLT-057 BND-003 RPT-001 RPT-003 BND-057"
    ),
    N_("Older than before"): "VLT-009 VLT-013 VLT-036",
    N_("It does not match"): (
        "VLT-010 VLT-014 VLT-046 VLT-047 BND-051 BND-052 BND-053 BND-054 BND-055"
    ),
    N_("The vault is locked"): "VLT-012",
    N_("The last key"): "VLT-019 BND-027",
    N_("The keyring"): "VLT-020 VLT-021",
    N_("Opened to look"): "VLT-024",
    N_("The recovery kit"): "VLT-030 VLT-031",
    N_("Sync programs"): "VLT-040 VLT-043",
    N_("Not encrypted"): "VLT-044",
    N_("Being destroyed"): "VLT-048",
    N_("The backup"): "VLT-049",
    N_("Files that wait"): "VLT-056 VLT-058",
    N_("No document made"): "RPT-002",
    N_("Better not opened"): "BND-004",
    N_("Its own check"): "BND-005",
    N_("Parts of a bundle"): "BND-035",
    N_("The case file"): "BND-070 BND-072 BND-074 BND-075 VLT-061 VLT-062 VLT-064",
    N_("A new key"): "VLT-060",
    N_("Two versions"): "VLT-063 VLT-065",
}

TITLES = {code: title for title, codes in _OF_SOME.items() for code in codes.split()}
"""The codes that have a title of their own."""


def title(error: OngiError, texts: Texts) -> str:
    """The title of an error in a language; its family's where it has none of its own."""
    family = FAMILIES.get(error.code[:3], FAMILIES["BUG"])
    return texts.tr(TITLES.get(error.code, family))
