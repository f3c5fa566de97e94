"""Hand-over: pack, sign and encrypt a case's report and exhibits.

`verify` is the recipient's side of it.
"""

from app.bundle.packing import new_passphrase, pack
from app.bundle.plan import BundleMade, BundlePlan, Entry, KeyFor, KeyMade, entry_of
from app.bundle.wordlist import wordlist

__all__ = [
    "BundleMade",
    "BundlePlan",
    "Entry",
    "KeyFor",
    "KeyMade",
    "entry_of",
    "new_passphrase",
    "pack",
    "wordlist",
]
