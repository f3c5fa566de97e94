"""Verifying a bundle.

Everything is read once, authenticated and summed up, then judged check by check.

Stands alone: reaches no vault, no network, no screen, and writes nothing at all. Memory is the same
for any size.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from app.bundle.verify.checks import (
    NAME_WITH_COUNT,
    NAMES,
    NEEDS,
    Check,
    CheckFailed,
    CheckId,
    NotChecked,
    Opened,
    Passed,
    State,
    VerifyResult,
    add_up,
)
from app.bundle.verify.manifest import EXHIBIT, MANIFEST_PATH
from app.bundle.verify.names import TOP
from app.bundle.verify.outer import Outer, open_outer
from app.bundle.verify.parts import first_wrong
from app.bundle.verify.reader import BundleReader
from app.bundle.verify.steps import STEPS, Learned
from app.bundle.verify.sums import SideBySide
from app.bundle.verify.unlock import (
    BadKeyFile,
    has_key_files,
    key_from_passphrase,
    keys_from_identity,
)
from app.bundle.verify.zipread import BadZip, EntryReader, read_directory
from app.domain.ids import is_id
from app.domain.text.textsafe import one_line
from app.errors import AccessProblem
from app.i18n import N_
from app.jobs import Job
from crypto.age import X25519Identity, open_file
from crypto.errors import BadEncoding, CryptoError, WrongKey
from crypto.sshsig import fingerprint

BAD_ZIP = {
    "end": N_("Something stands before or after the archive, or its end is missing."),
    "count": N_("It claims more files than a bundle can hold."),
    "directory": N_(
        "A file in it is packed, linked, locked or described in another way than allowed. {name}"
    ),
    "name": N_("A file in it has a name that is not allowed. {name}"),
    "twice": N_("A file stands in it twice. {name}"),
    "layout": N_("Files in it overlap or leave gaps. {name}"),
    "local": N_("A file in it is described in two different ways. {name}"),
    "size": N_("A file in it is larger than it can be. {name}"),
}
_NOT_NEEDED = N_("Not checked, because check {number} did not pass.")
_UNREADABLE = N_("The bytes that are needed for it are damaged.")


def verify(
    bundle: Path,
    *,
    passphrase: str | None = None,
    identity: str | None = None,
    expected_key: str | None = None,
    asked: int = 0,
    job: Job | None = None,
) -> VerifyResult:
    """Check a bundle (its folder, `bundle.age` in it, or a ZIP of it) as its recipient does.

    Opened by the passphrase, or by an age identity (the text of an identity file): a recipient's,
    for which a key file lies beside it, or the bundle's own. `expected_key` is the OpenSSH
    public key line that the recipient knows the sender by, or its fingerprint
    `SHA256:…`, `asked` the number of an entry of the log whose head the result shall tell.
    Raises InputProblem (INP-002),
    AccessProblem (BND-001, BND-006), FormatProblem (BND-002, BND-004, BND-007), EnvironmentProblem
    (ENV-003, ENV-010), Cancelled. Everything else ends as a check.
    """
    if passphrase is None and identity is None:
        raise AccessProblem("BND-006")
    with open_outer(bundle) as outer:
        return _Verification(expected_key, job or Job(), asked).run(outer, passphrase, identity)


class _Verification:
    """One run: the checks so far, and what they learned."""

    def __init__(self, expected_key: str | None, job: Job, asked: int) -> None:
        self._asked = asked
        self._expected_key = expected_key
        self._job = job
        self._done: dict[CheckId, Check] = {}
        self._known: Learned | None = None
        self._reading = ""
        self._own_key = False

    def run(self, outer: Outer, passphrase: str | None, identity: str | None) -> VerifyResult:
        if outer.lacking is not None:
            self._fail(CheckId.OUTER, outer.lacking.why, **outer.lacking.values)
        elif outer.bundle is not None:
            keys = self._keys(outer, passphrase, identity)
            if keys is not None:
                self._read_all(outer.bundle, keys)
                self._name_part(outer)
        for step in CheckId:
            if step not in self._done:
                self._judge(step)
        checks = tuple(self._done[step] for step in CheckId)
        return VerifyResult(add_up(checks), checks, self._fingerprint(), self._opened())

    def _keys(
        self, outer: Outer, passphrase: str | None, identity: str | None
    ) -> list[tuple[X25519Identity, str]] | None:
        """1. The key file is there, is one, and the passphrase or the recipient's key opens it."""
        try:
            if identity is not None:
                self._own_key = True
                return list(keys_from_identity(identity, outer.files))
            if outer.key is None:
                if has_key_files(outer.files):
                    self._fail(CheckId.OUTER, N_("It opens with a recipient's key file alone."))
                else:
                    self._fail(CheckId.OUTER, N_("key-passphrase.age is not there."))
                return None
            return [(key_from_passphrase(outer.key, passphrase or ""), "")]
        except BadKeyFile:
            self._fail(CheckId.OUTER, N_("key-passphrase.age is damaged."))
            return None

    def _opened_by(
        self, source: BinaryIO, keys: Sequence[tuple[X25519Identity, str]]
    ) -> BinaryIO | None:
        """1. The plaintext by the first of the keys that opens it. Raises as `open_file`."""
        for key, name in keys:
            source.seek(0)
            try:
                plain = cast("BinaryIO", open_file(source, [key]))
            except WrongKey:
                continue
            if name:
                self._pass(CheckId.OUTER, N_("Opened with {name}."), name=name)
            else:
                self._pass(CheckId.OUTER)
            return plain
        if self._own_key and not any(name for _, name in keys):
            self._fail(CheckId.OUTER, N_("No key file beside it is for this key."))
        else:
            self._fail(CheckId.OUTER, N_("The key beside it does not open it."))
        return None

    def _read_all(self, source: BinaryIO, keys: Sequence[tuple[X25519Identity, str]]) -> None:
        """1 to 3. Open, authenticate every byte to the last-chunk flag, and sum every file up."""
        try:
            plain = self._opened_by(source, keys)
        except CryptoError:
            self._pass(CheckId.OUTER)
            self._fail(CheckId.WHOLE, N_("Its beginning is damaged."))
            return
        if plain is None:
            return
        try:
            self._sum_up(plain)
        except CryptoError:
            where = N_("Bytes in it were changed or cut off.")
            if self._reading:
                where = N_("Bytes in {name} were changed or cut off.")
            self._fail(CheckId.WHOLE, where, name=one_line(self._reading, 80))
        else:
            self._pass(CheckId.WHOLE)

    def _name_part(self, outer: Outer) -> None:
        """2. Where bytes are damaged and the bundle came in parts: which part is the wrong one."""
        check = self._done[CheckId.OUTER], self._done.get(CheckId.WHOLE)
        if not outer.parts or all(one is None or one.state is State.PASSED for one in check):
            return
        wrong = first_wrong(outer.files, outer.parts, lambda _done: self._job.check())
        if wrong:
            step = CheckId.OUTER if check[0].state is State.FAILED else CheckId.WHOLE
            why = N_("Part {number} of {count} is not the one that parts.sha256 names.")
            self._fail(step, why, number=wrong, count=len(outer.parts))

    def _sum_up(self, plain: BinaryIO) -> None:
        self._job.phase("verify.read", plain.seek(0, io.SEEK_END), "bytes")
        try:
            self._known = Learned(BundleReader(plain, read_directory(plain)), self._expected_key)
            self._known.asked = self._asked
            self._sum_entries(plain, self._known)
        except BadZip as error:
            self._fail(CheckId.ARCHIVE, BAD_ZIP[error.reason], name=one_line(error.name, 80))
            plain.seek(0)
            with SideBySide() as lanes:
                lanes.sums(plain, tick=self._tick)
            return
        self._pass(CheckId.ARCHIVE)

    def _sum_entries(self, plain: BinaryIO, known: Learned) -> None:
        with SideBySide() as lanes:
            for entry in known.reader.entries:
                begin, self._reading = entry.data_offset, entry.name.removeprefix(TOP)
                source = cast("BinaryIO", EntryReader(plain, entry))
                sums = lanes.sums(source, tick=partial(self._tick_from, begin))
                known.sums[entry.name.removeprefix(TOP)] = sums
                if sums.crc32 != entry.crc32 and not known.bad_crc:
                    known.bad_crc = entry.name
        self._reading = ""

    def _tick(self, done: int) -> None:
        self._job.check()
        self._job.advance(done)

    def _tick_from(self, begin: int, done: int) -> None:
        self._tick(begin + done)

    def _judge(self, step: CheckId) -> None:
        self._job.check()
        lacking = [need for need in NEEDS[step] if self._done[need].state is not State.PASSED]
        if lacking:
            self._skip(step, _NOT_NEEDED, number=int(lacking[0]))
        elif step is CheckId.ARCHIVE or self._known is None:
            # The directory could not be reached because bytes on the way to it are damaged.
            self._skip(step, _NOT_NEEDED, number=int(CheckId.WHOLE))
        else:
            self._run_step(step, self._known)

    def _run_step(self, step: CheckId, known: Learned) -> None:
        try:
            said = STEPS[step](known)
        except CheckFailed as error:
            self._fail(step, error.why, **error.values)
        except NotChecked as error:
            self._skip(step, error.why, optional=error.optional, **error.values)
        except (CryptoError, BadZip):
            self._skip(step, _UNREADABLE)
        else:
            passed = said if isinstance(said, Passed) else Passed(said)
            self._pass(step, passed.why, **passed.values)

    def _pass(self, step: CheckId, why: str = "", **values: str | int) -> None:
        self._note(step, State.PASSED, why, values)

    def _fail(self, step: CheckId, why: str, **values: str | int) -> None:
        self._note(step, State.FAILED, why, values)

    def _skip(
        self, step: CheckId, why: str, *, optional: bool = False, **values: str | int
    ) -> None:
        self._note(step, State.NOT_CHECKED, why, values, optional=optional)

    def _note(
        self,
        step: CheckId,
        state: State,
        why: str,
        values: Mapping[str, str | int] | None = None,
        *,
        optional: bool = False,
    ) -> None:
        name, values = NAMES[step], values or {}
        if step is CheckId.HASHES and self._known is not None and self._known.listed:
            name, values = NAME_WITH_COUNT, {**values, "count": len(self._known.listed)}
        self._done[step] = Check(int(step), name, state, why, values, optional)

    def _fingerprint(self) -> str:
        if self._known is None or self._known.manifest is None:
            return ""
        try:
            return fingerprint(self._known.manifest.public_key)
        except BadEncoding:
            return ""

    def _opened(self) -> Opened | None:
        known = self._known
        if known is None or known.manifest is None or MANIFEST_PATH not in known.sums:
            return None
        said = known.manifest
        exhibits = tuple(
            (PurePosixPath(one.path).stem, one.item)
            for one in said.files
            if one.item and is_id(one.item, "item") and EXHIBIT.fullmatch(one.path)
        )
        return Opened(
            known.sums[MANIFEST_PATH].sha256, said.case, said.made_at, said.public_key,
            said.number, said.head, exhibits, known.log.asked_head if known.log else "",
        )  # fmt: skip
