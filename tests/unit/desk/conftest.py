"""The vault, its clock and a case for each test, as for the ledger."""

from tests.unit.ledger.conftest import Clock, case, clock, vault

__all__ = ["Clock", "case", "clock", "vault"]
