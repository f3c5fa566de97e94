"""What belongs to reports beside their answers, side by side: facts, consents, filings, fates."""

from __future__ import annotations

from app.vault.index.index import Index
from app.vault.stores.consents import Consents
from app.vault.stores.corrections import Corrections
from app.vault.stores.fates import Fates
from app.vault.stores.filings import Filings
from app.vault.stores.narrative import Narrative
from app.vault.stores.said import SaidFacts
from app.vault.stores.told_words import ToldWords


class Filed:
    """The six stores."""

    def __init__(self, index: Index) -> None:
        words = ToldWords(index)
        self.said = SaidFacts(index, words)
        self.consents = Consents(index, words)
        self.filings = Filings(index, words)
        self.fates = Fates(index, words)
        self.narrative = Narrative(index, words)
        self.corrections = Corrections(index)
