"""What belongs to handing over, side by side: whom it is sealed for, and what comes back."""

from __future__ import annotations

from app.vault.index.index import Index
from app.vault.stores.questions import QuestionsKept
from app.vault.stores.receipts import Receipts
from app.vault.stores.recipient_keys import RecipientKeys
from app.vault.stores.stamps import Stamps


class Handover:
    """The stores."""

    def __init__(self, index: Index) -> None:
        self.keys = RecipientKeys(index)
        self.stamps = Stamps(index)
        self.receipts = Receipts(index)
        self.questions = QuestionsKept(index)
