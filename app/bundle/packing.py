"""Making a bundle: complete and checked as its recipient will check it, or refused.

Streamed straight into the encryption and read back from the disk. No byte of it touches a disk
unencrypted except the page that explains and the passphrase file, which lies beside the bundle.
FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.bundle.contents import bag_files, made_at
from app.bundle.keyfiles import check_recipients, write_key_files
from app.bundle.partwriting import bundle_file, part_size_for
from app.bundle.place import (
    check_room,
    durable_file,
    durable_folder,
    forget_cached,
    free_name,
    settle,
    translated,
    unfinished_folder,
)
from app.bundle.plan import BundleMade, BundlePlan, Entry
from app.bundle.verify import Result, VerifyResult, verify
from app.bundle.verify.outer import KEY, open_outer
from app.bundle.verify.sums import SideBySide
from app.bundle.verify.unlock import BadKeyFile, key_from_passphrase
from app.bundle.verify.zipform import dos_stamp
from app.bundle.zipwrite import ZipWriter
from app.errors import AccessProblem, EnvironmentProblem, InputProblem, IntegrityProblem
from app.jobs import Job
from app.paths import resources, viewer_page
from crypto.age import (
    PayloadWriter,
    ScryptRecipient,
    X25519Identity,
    encrypt,
    make_header,
    new_file_key,
)
from crypto.eager import EagerFile
from crypto.errors import OutOfMemory
from crypto.sshsig import SigningKey, fingerprint
from crypto.words import entropy_bits, generate

WORK_FACTOR = 18
MIN_BITS = 65
_PAGES = ("READ-ME.html", "READ-ME.txt", "verify.sh")
_SPARE = 4 * 1024 * 1024


def pack(
    plan: BundlePlan,
    out: Path,
    *,
    signer: SigningKey,
    passphrase_words: Sequence[str],
    made_ms: int,
    job: Job,
    work_factor: int = WORK_FACTOR,
    part_size: int | None = None,
) -> BundleMade:
    """Make a bundle as a new folder in `out`, with its passphrase in a file beside that folder.

    `out` is made if it is not there. `passphrase_words` is the list the passphrase is drawn
    from, `made_ms` the time in UTC milliseconds, `work_factor` log2 of scrypt's cost, `part_size`
    the bytes of a part where it is more than one of these; also where the file system of `out`
    can't hold it in one. Complete or refused: on any failure nothing of it is left. Raises
    InputProblem (BND-036; BND-022, BND-023, BND-027, BND-033: its recipients),
    EnvironmentProblem (ENV-001,
    ENV-004, ENV-005, ENV-010), IntegrityProblem (VLT-007, VLT-010: an exhibit or the log is
    damaged; BND-005: it did not pass its own check), Cancelled, and whatever an entry's `open`
    raises. A recipient whose key file can't be made is named in `keys`, and the others get theirs.
    """
    check_recipients(plan.recipients, passphrase=plan.passphrase)
    passphrase = new_passphrase(passphrase_words) if plan.passphrase else ""
    with translated(out), SideBySide() as lanes:
        durable_folder(out)
        files = bag_files(plan, signer=signer, made_ms=made_ms, lanes=lanes)
        room = sum(entry.size for _, entry in files) * 1001 // 1000 + _SPARE
        part_size = part_size_for(out, room, part_size)
        check_room(out, room)
        with unfinished_folder(out) as folder:
            identity = X25519Identity.generate()
            lock = ScryptRecipient(passphrase, work_factor) if passphrase else None
            with ThreadPoolExecutor(1, thread_name_prefix="key") as beside:
                # The passphrase takes a second of its own: it passes while the bundle is written.
                locked = beside.submit(_locked, identity, lock)
                size = _write_bundle(folder, files, identity, made_ms, job, lanes, part_size)
                keys = write_key_files(folder, identity, plan.recipients)
                _write_rest(folder, locked.result())
            if not passphrase and all(one.problem for one in keys):
                raise InputProblem("BND-027")
            result = _read_back(folder, passphrase, identity, signer, job)
            made = _put_in_place(folder, out, passphrase, made_ms)
    manifest = result.opened.manifest if result.opened else ""
    parts = -(-size // part_size) if part_size else 1
    return BundleMade(made[0], passphrase, made[1], result.checks, size, manifest, keys, parts)


def new_passphrase(words: Sequence[str]) -> str:
    """A fresh passphrase of as many words as 65 bits take (six from a list of 2,048)."""
    count = 1
    while entropy_bits(len(words), count) < MIN_BITS:
        count += 1
    return generate(words, count)


def _write_bundle(
    folder: Path,
    files: Sequence[tuple[str, Entry]],
    identity: X25519Identity,
    made_ms: int,
    job: Job,
    lanes: SideBySide,
    part_size: int | None,
) -> int:
    with bundle_file(folder, part_size) as file:
        file_key = new_file_key()
        file.write(make_header(file_key, [identity.recipient]))
        writer = PayloadWriter(EagerFile(file), file_key)
        _write_archive(writer.write, files, made_ms, job, lanes)
        writer.finish()
        return file.tell()


def _write_rest(folder: Path, key_file: bytes | None) -> None:
    if key_file is not None:
        with durable_file(folder / KEY) as file:
            file.write(key_file)
    for name in _PAGES:
        with durable_file(folder / name) as file:
            file.write((resources() / "viewer" / name).read_bytes())
    if viewer_page().is_file():  # a checkout without set-up's page still makes bundles
        with durable_file(folder / viewer_page().name) as file:
            file.write(viewer_page().read_bytes())
    settle(folder)


def _write_archive(
    write: Callable[[bytes | memoryview], object],
    files: Sequence[tuple[str, Entry]],
    made_ms: int,
    job: Job,
    lanes: SideBySide,
) -> None:
    archive = ZipWriter(write, dos_stamp(made_at(made_ms)), lanes)
    job.phase("bundle.pack", sum(entry.size for _, entry in files), "bytes")
    done = 0
    for path, entry in files:

        def tick(count: int, before: int = done) -> None:
            job.check()
            job.advance(before + count)

        archive.add(path, entry, tick)
        done += entry.size
    archive.finish()


def _locked(identity: X25519Identity, lock: ScryptRecipient | None) -> bytes | None:
    """The bytes of the passphrase's key file; None where there is no passphrase."""
    if lock is None:
        return None
    text, out = io.BytesIO(f"{identity}\n".encode("ascii")), io.BytesIO()
    try:
        encrypt(text, out, [lock])
    except OutOfMemory as error:
        raise EnvironmentProblem("ENV-010") from error
    return out.getvalue()


def _read_back(
    folder: Path, passphrase: str, identity: X25519Identity, signer: SigningKey, job: Job
) -> VerifyResult:
    """Check the new bundle from the disk, with nothing but what its recipient gets."""
    for path in sorted(folder.iterdir()):
        forget_cached(path)
    with ThreadPoolExecutor(1, thread_name_prefix="key") as beside:
        # Whoever made it knows what the passphrase has to give, so reading need not wait for it.
        opened = beside.submit(_opened, folder, passphrase)
        result = verify(folder, identity=str(identity), job=job)
        wanted = str(identity) if passphrase else ""
        ours = (Result.PASSED, fingerprint(signer.public_line()), wanted)
        if (result.result, result.fingerprint, opened.result()) != ours:
            raise IntegrityProblem("BND-005")
    return result


def _opened(folder: Path, passphrase: str) -> str:
    """The identity that the key file on the disk gives for the passphrase; empty if none.

    Without a passphrase, what a bundle of that kind has to have: no such file.
    """
    with open_outer(folder) as outer:
        if not passphrase and outer.key is None:
            return ""
        try:
            return str(key_from_passphrase(outer.key or b"", passphrase))
        except (BadKeyFile, AccessProblem):
            return ""


def _put_in_place(folder: Path, out: Path, passphrase: str, made_ms: int) -> tuple[Path, Path]:
    name = free_name(out, made_ms)
    target, beside = out / name, out / f"{name}-passphrase.txt"
    if not passphrase:
        folder.rename(target)
        settle(out)
        return target, beside
    with durable_file(beside) as file:
        file.write(f"{passphrase}\n".encode("ascii"))
    settle(out)  # before the bundle has its name: without its passphrase it is worth nothing
    try:
        folder.rename(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    settle(out)
    return target, beside
