"""age version 1 (C2SP specification): bytes sealed for public keys or a passphrase, and opened.

Streams of any size, random access, and header and payload usable apart: header bytes followed by
payload bytes are a standard age file. No plugins, no SSH keys, no settings.
"""

from crypto.age.armor import ArmorWriter, dearmor
from crypto.age.files import decrypt, encrypt, open_file
from crypto.age.header import make_header, open_header, parse_header, read_header
from crypto.age.hybrid import HybridIdentity, HybridRecipient
from crypto.age.keytext import read_identities, read_recipient, read_recipients, spoken, spoken_text
from crypto.age.reader import PayloadReader
from crypto.age.scrypt import ScryptIdentity, ScryptRecipient
from crypto.age.stanza import Identity, Recipient, Stanza, new_file_key
from crypto.age.writer import PayloadWriter
from crypto.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "ArmorWriter",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "PayloadReader",
    "PayloadWriter",
    "Recipient",
    "ScryptIdentity",
    "ScryptRecipient",
    "Stanza",
    "X25519Identity",
    "X25519Recipient",
    "dearmor",
    "decrypt",
    "encrypt",
    "make_header",
    "new_file_key",
    "open_file",
    "open_header",
    "parse_header",
    "read_header",
    "read_identities",
    "read_recipient",
    "read_recipients",
    "spoken",
    "spoken_text",
]
