"""Everything on disk: key slots, encrypted index, blobs, journal, lock, custody log, check-up.

`Vault` is the one way in. No Qt, no network, no plaintext of evidence outside the encrypted index
and blobs.
"""

from app.vault.backup.backup import BackupMade, NotCopied
from app.vault.blobs.storing import SealedBlob, StoredBlob
from app.vault.checkup.checkup import CheckResult, Damage
from app.vault.deleting.cases import CaseSetAside
from app.vault.deleting.deleting import UNDO_DAYS, UNDO_MS, SetAside
from app.vault.status import VaultStatus
from app.vault.stores.chats import Day, NumberGap
from app.vault.stores.item_shape import ItemRow
from app.vault.stores.search import Hit, SearchPage, passage_of
from app.vault.stores.written import WrittenText
from app.vault.vault import Vault

__all__ = [
    "UNDO_DAYS",
    "UNDO_MS",
    "BackupMade",
    "CaseSetAside",
    "CheckResult",
    "Damage",
    "Day",
    "Hit",
    "ItemRow",
    "NotCopied",
    "NumberGap",
    "SealedBlob",
    "SearchPage",
    "SetAside",
    "StoredBlob",
    "Vault",
    "VaultStatus",
    "WrittenText",
    "passage_of",
]
