"""What fits into a recipient's portal: kinds, sizes and counts, as data of the template.

Plain functions over items; nothing is read, changed or left out here. A limit that nobody found
holds nothing back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evidence.items import Item
from app.errors import InputProblem
from app.report.data.model import Limits

MEGABYTE = 1_000_000
BESIDE = 5
"""Files that go with the parts of a bundle: their list, a key, and the pages."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Items by how they fit. `groups`: what can be handed in together, in the order given."""

    groups: tuple[tuple[Item, ...], ...] = ()
    too_large: tuple[Item, ...] = ()
    not_taken: tuple[Item, ...] = ()


def sort_items(items: Sequence[Item], limits: Limits) -> Sorted:
    """Split into as many groups as count and size ask for, in their order."""
    fitting, too_large, not_taken = [], [], []
    for item in items:
        if not takes_kind(item, limits):
            not_taken.append(item)
        elif not takes_size(item, limits):
            too_large.append(item)
        else:
            fitting.append(item)
    return Sorted(_groups(fitting, limits), tuple(too_large), tuple(not_taken))


def takes_kind(item: Item, limits: Limits) -> bool:
    """Whether files of this kind are taken, as far as that is known."""
    if limits.max_files is not None and limits.max_files.value == 0:
        return False
    if limits.kinds is None:
        return True
    group = item.media_type.partition("/")[0]
    return bool({item.media_type, f"{group}/*", "*/*"} & set(limits.kinds.value))


def takes_size(item: Item, limits: Limits) -> bool:
    """Whether a file of this size is taken, as far as that is known."""
    most = [one.value for one in (limits.max_file_mb, limits.max_total_mb) if one is not None]
    return all(item.size <= one * MEGABYTE for one in most)


def part_size(limits: Limits, total: int) -> int:
    """The size of a part, in bytes, for a bundle of `total` bytes of items.

    Raises InputProblem BND-045 (nothing is known of it), BND-044 (it is more than they take).
    """
    if limits.max_file_mb is None:
        raise InputProblem("BND-045")
    size = limits.max_file_mb.value * MEGABYTE
    over = limits.max_total_mb is not None and total > limits.max_total_mb.value * MEGABYTE
    files = -(-total // size) + BESIDE if size else 0
    if not size or over or (limits.max_files is not None and files > limits.max_files.value):
        raise InputProblem("BND-044")
    return size


def is_known(limits: Limits) -> bool:
    """Whether anything is known of what fits."""
    known = (limits.max_file_mb, limits.max_total_mb, limits.max_files, limits.kinds)
    return any(one is not None for one in known)


def is_sure(limits: Limits) -> bool:
    """Whether all that is known of it was read somewhere."""
    known = (limits.max_file_mb, limits.max_total_mb, limits.max_files, limits.kinds)
    return all(one is None or one.confidence != "M" for one in known)


def _groups(items: Sequence[Item], limits: Limits) -> tuple[tuple[Item, ...], ...]:
    count = limits.max_files.value if limits.max_files else len(items)
    size = limits.max_total_mb.value * MEGABYTE if limits.max_total_mb else None
    groups: list[list[Item]] = []
    for item in items:
        held = groups[-1] if groups else []
        full = len(held) >= count
        if size is not None:
            full = full or sum(one.size for one in held) + item.size > size
        if full or not groups:
            groups.append([item])
        else:
            held.append(item)
    return tuple(tuple(group) for group in groups)
