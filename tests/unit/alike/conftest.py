from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401
