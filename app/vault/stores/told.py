"""What people tell beside the evidence, side by side.

People, payments, the log, parts of items, and what was left to others to look at.
"""

from __future__ import annotations

from app.vault.index.index import Index
from app.vault.stores.incidents import Incidents
from app.vault.stores.item_parts import ItemParts
from app.vault.stores.looks import Looks
from app.vault.stores.notes import Notes
from app.vault.stores.payments import Payments
from app.vault.stores.people import People
from app.vault.stores.search import Search
from app.vault.stores.told_words import ToldWords


class Told:
    """The five stores."""

    def __init__(self, index: Index, notes: Notes, search: Search) -> None:
        words = ToldWords(index)
        self.people = People(index, words)
        self.payments = Payments(index, words)
        self.incidents = Incidents(index, notes, search)
        self.parts = ItemParts(index, words)
        self.looks = Looks(index)
