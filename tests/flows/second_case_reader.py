"""A case's key and log, from FORMAT.md alone: "A case's key and log". Knows nothing of the product."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.flows.second_reader import Vault, _subkey, canonical, sha256

LEAVING = ("bundle.made", "document.made", "case.handed")


def keeps_to_the_vault(vault: Vault, case: str) -> bool:
    """Whether the first act by which something left does not say that the log was the case's."""
    left = [one for one in vault.log()[0] if one["case"] == case and one["act"] in LEAVING]
    return bool(left) and left[0]["details"].get("log") != "case"


def case_key(vault: Vault, case: str) -> str:
    """The case's own public key, as an OpenSSH line."""
    seed = _subkey(vault._master + case.encode("ascii"), "case-signing")
    public = ed25519.Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


def case_heads(vault: Vault, case: str) -> list[str]:
    """The heads of the case's own log, by number."""
    heads = [sha256(b"ongi/v1/chain-genesis").hex()]
    for entry in vault.log()[0]:
        if entry["case"] != case:
            continue
        details = dict(entry["details"])
        if "recipients" in details:
            details["keys"] = len(details.pop("recipients").split(" "))
        own = entry | {"number": len(heads), "details": details}
        told = bytes.fromhex(heads[-1]) + sha256(canonical(own))
        heads.append(sha256(b"ongi/v1/chain-link\0" + told).hex())
    return heads
