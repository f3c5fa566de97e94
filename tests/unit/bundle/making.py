"""Small real bundles for the tests, and ways to open one up, change it and close it again."""

import hashlib
import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.bundle import BundleMade, BundlePlan, Entry, entry_of, pack, wordlist
from app.bundle.log import entry_bytes
from app.bundle.verify.bag import BAGIT, PAYLOAD, TAG_MANIFEST, TAGGED, write_manifest
from app.bundle.verify.outer import BUNDLE, KEY
from app.bundle.verify.sums import SideBySide
from app.bundle.zipwrite import ZipWriter
from app.domain.custody import Act, CustodyEntry
from app.jobs import Job
from crypto.age import ScryptIdentity, X25519Identity, decrypt, encrypt
from crypto.chain import GENESIS, link
from crypto.sshsig import SigningKey

CASE, OTHER_CASE = "c-000000000001", "c-000000000002"
MADE_MS = 1_795_395_600_000  # 2026-11-23 01:00:00 UTC
SIGNER = SigningKey.from_seed(bytes(range(32)))
NAMES = ("방 화면.png", "=cmd|'/C calc'!A0", "../../etc/passwd\u202e.jpg")
HIDDEN_NAME = "다른 사건의 파일.jpg"
REPORT, OTHER_REPORT = "d-000000000001", "d-000000000009"


def chained(entries: Sequence[CustodyEntry]) -> list[CustodyEntry]:
    head, result = GENESIS, []
    for number, entry in enumerate(entries, 1):
        one = CustodyEntry(number, entry.at_ms, entry.act, entry.subject, entry.case, entry.details)
        head = link(head, entry_bytes(one))
        result.append(
            CustodyEntry(number, one.at_ms, one.act, one.subject, one.case, one.details, head.hex())
        )
    return result


def exhibits(contents: Sequence[bytes]) -> list[Entry]:
    return [
        Entry(
            name=f"exhibits/E{number:03d}.jpg",
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            crc32=zlib.crc32(data),
            open=lambda data=data: io.BytesIO(data),
            original_name=NAMES[(number - 1) % len(NAMES)],
            item_id=f"i-{number:012d}",
            media_type="image/jpeg",
        )
        for number, data in enumerate(contents, 1)
    ]


def log_for(items: Sequence[Entry]) -> list[CustodyEntry]:
    taken = [
        CustodyEntry(
            0, MADE_MS - 5, Act.ITEM_TAKEN, one.item_id, CASE, {"sha256": one.sha256, "name": "x"}
        )
        for one in items
    ]
    return chained(
        [
            CustodyEntry(0, MADE_MS - 9, Act.VAULT_CREATED, "vault", None),
            CustodyEntry(0, MADE_MS - 8, Act.CASE_CREATED, OTHER_CASE, OTHER_CASE),
            CustodyEntry(
                0,
                MADE_MS - 7,
                Act.ITEM_TAKEN,
                "i-900000000000",
                OTHER_CASE,
                {"name": HIDDEN_NAME, "sha256": "0" * 64},
            ),
            CustodyEntry(0, MADE_MS - 6, Act.CASE_CREATED, CASE, CASE),
            *taken,
            CustodyEntry(
                0,
                MADE_MS - 4,
                Act.ITEM_TAKEN,
                "i-800000000000",
                CASE,
                {"name": HIDDEN_NAME, "sha256": "1" * 64},
            ),
            CustodyEntry(0, MADE_MS - 3, Act.REPORT_SAVED, REPORT, CASE),
            CustodyEntry(0, MADE_MS - 2, Act.REPORT_SAVED, OTHER_REPORT, CASE),
        ]
    )


def plan_of(
    contents: Sequence[bytes] = (b"first picture", b"second" * 40_000, b""),
    *,
    log: Callable[[list[Entry]], list[CustodyEntry]] = log_for,
) -> BundlePlan:
    items = exhibits(contents)
    documents = [
        entry_of("report.pdf", b"%PDF-1.7 not really", "application/pdf"),
        entry_of("links.csv", "주소\r\n".encode("utf-8-sig"), "text/csv"),
    ]
    entries = log(items)
    return BundlePlan(CASE, [*documents, *items], lambda: iter(entries), frozenset({REPORT}))


def make(
    out: Path,
    plan: BundlePlan | None = None,
    job: Job | None = None,
    *,
    part_size: int | None = None,
) -> BundleMade:
    return pack(
        plan or plan_of(),
        out,
        signer=SIGNER,
        passphrase_words=wordlist(),
        made_ms=MADE_MS,
        job=job or Job(),
        work_factor=4,
        part_size=part_size,
    )


def identity_of(made: BundleMade) -> X25519Identity:
    out = io.BytesIO()
    with (made.path / KEY).open("rb") as file:
        decrypt(file, out, [ScryptIdentity(made.passphrase)])
    return X25519Identity.parse(out.getvalue().decode().strip())


def archive_of(made: BundleMade) -> bytes:
    out = io.BytesIO()
    with (made.path / BUNDLE).open("rb") as file:
        decrypt(file, out, [identity_of(made)])
    return out.getvalue()


def put_archive(made: BundleMade, archive: bytes) -> None:
    """Seal another archive for the same bundle, as somebody who knows the passphrase can."""
    with (made.path / BUNDLE).open("wb") as file:
        encrypt(io.BytesIO(archive), file, [identity_of(made).recipient])


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with SideBySide() as lanes:
        writer = ZipWriter(out.write, 0x5D770800, lanes)
        for path, data in files.items():
            writer.add(path, entry_of(path, data, ""), lambda _done: None)
        writer.finish()
    return out.getvalue()


def rebagged(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with both BagIt manifests made again to fit them."""

    def sums(names: Sequence[str]) -> dict[str, str]:
        return {name: hashlib.sha256(result[name]).hexdigest() for name in names}

    result = dict(files)
    result["manifest-sha256.txt"] = write_manifest(
        sums([n for n in files if n.startswith(PAYLOAD)])
    )
    result[TAG_MANIFEST] = write_manifest(sums(list(TAGGED)))
    assert BAGIT in result
    return result
