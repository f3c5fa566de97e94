"""Bytes in, bytes out: encryption, signatures, key slots, hash chains.

Nothing in this package knows a vault, a case, a path or a screen. It imports the standard library
and ``cryptography`` only. Every failure that hostile or damaged bytes can cause is a
:class:`crypto.errors.CryptoError`; anything else that escapes is a bug.
"""
