"""Case files: one case of a vault, sealed and signed, for another vault to take in and merge.

Knows records and bytes, no screen and no tables of its own. FORMAT.md, section "Case file".
"""
