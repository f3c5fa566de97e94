"""Index rows of many items, for measuring lists. No list looks at a payload, so these have none."""

from __future__ import annotations

import hashlib
import secrets

from app.domain.custody import Act
from app.domain.evidence.items import Item, ItemKind, Method, Sighting
from app.domain.ids import new_id
from app.domain.times.times import vault_moment
from app.usecases.vault.vaults import OpenVault
from app.vault import StoredBlob

_HEADER = 200


def fill(vault: OpenVault, case: str, items: int) -> None:
    """So many pictures in a case, with their sightings and what the custody log says of them."""
    with vault.transaction():
        for number in range(items):
            sha256 = hashlib.sha256(number.to_bytes(8, "big")).hexdigest()
            name = f"screen-{number:06}.png"
            item = Item(new_id("item"), ItemKind.PICTURE, name, 1, sha256, "image/png", number)
            header = secrets.token_bytes(_HEADER)
            stored = StoredBlob(secrets.token_hex(16), header, sha256, 1, 33, 0)
            vault.items.add(item, stored)
            vault.items.place(item.id, case)
            sighting = Sighting(
                new_id("sighting"), case, vault_moment(number), Method.FILE, item.id
            )
            vault.sightings.add_many([sighting])
            vault.custody.append(Act.ITEM_TAKEN, item.id, case, {"sha256": sha256})
