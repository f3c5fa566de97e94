"""The ways to open a vault: passphrase, kit, keyring, a counsellor's letter."""
