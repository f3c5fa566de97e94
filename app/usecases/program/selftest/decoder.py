"""The process that decodes what offenders made: it works, and can neither write nor reach out."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from app.bundle.verify.checks import CheckFailed, NotChecked, Passed
from app.collect.media import MediaWorker
from app.domain.evidence.items import ItemKind
from app.i18n import N_
from app.usecases.items.reading_words import can_read
from app.usecases.program.selftest.made_files import made_files
from app.usecases.program.selftest.trial import Trial, sample_files

_NO_SIZE = re.compile(r"^Max (?:file size|core file size) +0 +0 ", re.MULTILINE)
_NO_NEW_RIGHTS = re.compile(r"^NoNewPrivs:\s+1$", re.MULTILINE)


def decoder_works(_trial: Trial) -> Passed:
    """It gives a small picture of every kind of file there is a decoder for."""
    count = 0
    with MediaWorker() as worker:
        for kind, media_type, data in made_files():
            seen = worker.inspect(io.BytesIO(data), kind, media_type)
            if seen.problem or not seen.preview_jpeg:
                raise CheckFailed(N_("Not as it should be: {name}."), name=media_type)
            count += 1
    return Passed(N_("Kinds of files: {count}."), {"count": count})


def words_are_read(_trial: Trial) -> Passed:
    """It reads words in a picture, where the data for that came along."""
    if not can_read():
        raise NotChecked(N_("The data for reading did not come along."), optional=True)
    with MediaWorker() as worker, _picture().open("rb") as src:
        told, problem = worker.ask(src, "image/png", "words")
    if problem or len(told) <= len(b'""'):
        raise CheckFailed(N_("Nothing was read."))
    return Passed()


def _picture() -> Path:
    return next(one for one in sample_files() if one.suffix == ".png")


def decoder_is_confined(_trial: Trial) -> Passed:
    """Its limits as the system tells them: no file grows, no new rights, a network of its own."""
    if sys.platform != "linux":
        raise NotChecked(N_("This system does not tell it."))
    with MediaWorker() as worker, _picture().open("rb") as src:
        worker.inspect(src, ItemKind.PICTURE, "image/png")
        its = Path(f"/proc/{worker.worker_pid}")
        try:
            limits = (its / "limits").read_text("ascii")
            status = (its / "status").read_text("utf-8", "replace")
        except OSError:
            raise NotChecked(N_("This system does not tell it.")) from None
        if len(_NO_SIZE.findall(limits)) != 2 or not _NO_NEW_RIGHTS.search(status):
            raise CheckFailed(N_("It could write files."))
        return (
            Passed()
            if _has_its_own_network(its)
            else Passed(N_("Whether its network is its own, this system does not tell."))
        )


def _has_its_own_network(its: Path) -> bool:
    """False as well where that can't be seen; another process's names take rights to read."""
    try:
        return (its / "ns" / "net").readlink() != Path("/proc/self/ns/net").readlink()
    except OSError:
        return False
