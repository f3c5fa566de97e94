"""The recipient's side: open a bundle, look into it, check it.

Reaches neither a vault nor the network.

Never writes to a disk, whatever the bundle says. FORMAT.md, sections "Bundle" and "Checks".
"""

from app.bundle.verify.checks import Check, CheckId, Opened, Result, State, VerifyResult
from app.bundle.verify.reader import BundleReader, open_bundle
from app.bundle.verify.run import verify

__all__ = [
    "BundleReader",
    "Check",
    "CheckId",
    "Opened",
    "Result",
    "State",
    "VerifyResult",
    "open_bundle",
    "verify",
]
