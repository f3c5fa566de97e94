"""What came in while the vault was locked, sealed for its public key."""
