"""Padded sizes: how long a payload is made, so that its size tells little of its content's.

Padmé (Nikitin, Barman, Lueks, Underwood, Hubaux, Ford: "Reducing Metadata Leakage from Encrypted
Files and Communication with PURBs", 2019, section 4): a size keeps only its highest bits, about as
many as its exponent has. It costs at most 12 %, and less the longer the content is (3 % from 128
KiB on). Knows sizes only, no bytes.
"""

from __future__ import annotations

SHORTEST = 4096


def padme(size: int) -> int:
    """The Padmé size of ``size`` bytes, at least as many. ValueError for a negative size."""
    if size < 0:
        raise ValueError("a size is not negative")
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    kept = exponent.bit_length()
    step = 1 << (exponent - kept)
    return -(-size // step) * step


def padded_size(size: int) -> int:
    """The length of a stored plaintext for content of ``size`` bytes: Padmé, 4 KiB at the least."""
    return max(SHORTEST, padme(size))
