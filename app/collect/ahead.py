"""Looks at files before they are taken: kind, size, what each says of itself. Stores nothing.

The same judgement as an intake's own: found, refused or kept out for the same reasons. What minor
mode keeps out is not decoded either. The words inside are read by the limited worker; its previews
are not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.collect.first_look import FirstLook, first_look
from app.collect.media import MediaWorker
from app.collect.minor_guard import keeps_out, refusal
from app.collect.walk import Found, walk
from app.domain.evidence.ahead import FACTS_READ, Ahead
from app.domain.evidence.intake import Refused
from app.domain.text.textsafe import LINES, visible
from app.jobs import Job

_FACT_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file, and what its beginning says; None where that can't be read."""

    file: Found
    look: FirstLook | None
    code: str = ""


def look_ahead(
    paths: Sequence[Path], vault: Path, job: Job, *, minor_mode: bool, looked_through: bool
) -> tuple[Ahead, ...]:
    """Every file under the paths, in the order in which they would be taken.

    `vault` is the vault's own folder, which is kept out. Raises InputProblem INP-002,
    EnvironmentProblem ENV-005, Cancelled.
    """
    job.phase("collect.walk")
    given = list(_found(paths, vault, job))
    seen = list(_seen(given, job))
    exports = {
        one.file.folder for one in seen if one.look is not None and one.look.importer is not None
    }
    job.phase("collect.look", len(seen), "files")
    rows = [Ahead(one.path, code=one.code) for one in given if isinstance(one, Refused)]
    with MediaWorker() as worker:
        left = FACTS_READ
        for number, one in enumerate(seen, 1):
            job.check()
            row = _row(
                one,
                worker if left > 0 else None,
                job,
                in_export=any(home == one.file.folder or home in one.file.folder.parents
                              for home in exports),
                minor_mode=minor_mode,
                looked_through=looked_through,
            )  # fmt: skip
            left -= 1 if row.read else 0
            rows.append(row)
            job.advance(number)
    return tuple(rows)


def _found(paths: Sequence[Path], vault: Path, job: Job) -> Iterator[Found | Refused]:
    known: set[Path] = set()
    for path in paths:
        for one in walk(path, vault):
            job.check()
            if isinstance(one, Refused):
                yield one
            elif one.path not in known:
                known.add(one.path)
                yield one


def _seen(given: Sequence[Found | Refused], job: Job) -> Iterator[_Seen]:
    names: dict[Path, set[str]] = {}
    files = [one for one in given if isinstance(one, Found)]
    for file in files:
        names.setdefault(file.folder, set()).add(file.path.name)
    siblings = {folder: frozenset(inside) for folder, inside in names.items()}
    for file in files:
        job.check()
        try:
            with file.opened() as src:
                look = first_look(file, src, siblings[file.folder])
            yield _Seen(file, look, "" if look is not None else "ENV-006")
        except FileNotFoundError:
            yield _Seen(file, None, "ENV-002")
        except OSError:
            yield _Seen(file, None, "ENV-003")


def _row(
    seen: _Seen,
    worker: MediaWorker | None,
    job: Job,
    *,
    in_export: bool,
    minor_mode: bool,
    looked_through: bool,
) -> Ahead:
    file, look = seen.file, seen.look
    if look is None:
        return Ahead(file.origin, size=file.size(), code=seen.code)
    code = ""
    if minor_mode:
        code = _kept_out(file, look, worker, job, in_export=in_export, sure=looked_through)
    facts: dict[str, str] = {}
    read = False
    if worker is not None and not code and look.importer is None:
        facts, read = _facts(file, look, worker, job)
    return Ahead(
        place=file.origin,
        kind=look.kind,
        media_type=look.media_type,
        size=look.standing.size,
        modified=look.standing.modified,
        facts=facts,
        read=read,
        chat=look.importer.name if look.importer is not None else "",
        code=code,
    )


def _kept_out(
    file: Found,
    look: FirstLook,
    worker: MediaWorker | None,
    job: Job,
    *,
    in_export: bool,
    sure: bool,
) -> str:
    """Why minor mode will keep a file out, as far as it can be told before."""
    if worker is not None:
        try:
            with file.opened() as src:
                return refusal(look, src, worker, job, looked_through=sure, in_export=in_export)
        except OSError:
            return "ENV-003"
    is_out = keeps_out(look.kind, looked_through=sure, in_export=in_export)
    return "COL-004" if is_out else ""


def _facts(
    file: Found, look: FirstLook, worker: MediaWorker, job: Job
) -> tuple[dict[str, str], bool]:
    """What a file says of itself, and whether it was asked at all."""
    try:
        with file.opened() as src:
            if file.standing(src) is None:
                return {}, False
            seen = worker.facts(src, look.kind, look.media_type, job.check)
    except OSError:
        return {}, False
    told = {**(seen.page.facts if seen.page is not None else {}), **seen.facts}
    facts = {name: visible(said, _FACT_LIMIT, keep=LINES) for name, said in told.items()}
    if seen.problem:
        facts["problem"] = seen.problem
    return facts, True
