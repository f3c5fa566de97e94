"""Packing: complete or refused, nothing readable on the disk, nothing of other cases inside."""

import base64
import csv
import hashlib
import io
import json
import re
import resource
import zlib
from dataclasses import replace

import making
import pytest

from app.bundle import Entry, new_passphrase, packing, wordlist
from app.bundle.verify import open_bundle
from app.errors import Cancelled, EnvironmentProblem, IntegrityProblem
from app.jobs import Job
from app.paths import resources, viewer_page


def left(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_folder_holds_what_it_should_and_the_passphrase_lies_beside(tmp_path):
    made = making.make(tmp_path)
    assert left(tmp_path) == ["bundle-20261123-1", "bundle-20261123-1-passphrase.txt"]
    page = ["OPEN.html"] if viewer_page().is_file() else []
    rest = ["READ-ME.html", "READ-ME.txt", "bundle.age", "key-passphrase.age", "verify.sh"]
    assert left(made.path) == page + rest
    assert made.passphrase_file.read_text() == made.passphrase + "\n"
    assert made.passphrase_file.stat().st_mode & 0o777 == 0o600
    assert made.size == (made.path / "bundle.age").stat().st_size
    assert making.make(tmp_path).path.name == "bundle-20261123-2"


def test_nothing_of_the_evidence_is_readable_on_the_disk(tmp_path):
    making.make(tmp_path)
    files = (path for path in tmp_path.rglob("*") if path.is_file())
    # The page is the same in every bundle (test_page.py) and names what logs can hold.
    written = b"".join(
        path.read_bytes() for path in files if path.name not in ("OPEN.html", "verify.sh")
    )
    for marker in (b"first picture", "화면".encode(), b"E001", b"item.taken", making.CASE.encode()):
        assert marker not in written


def test_other_cases_and_items_left_out_are_withheld_from_the_log(tmp_path):
    made = making.make(tmp_path)
    archive = making.archive_of(made)
    for hidden in (
        making.HIDDEN_NAME.encode(),
        making.OTHER_CASE.encode(),
        making.OTHER_REPORT.encode(),
        b"i-900000000000",
        b"i-800000000000",
    ):
        assert hidden not in archive
    with open_bundle(made.path, passphrase=made.passphrase) as bundle:
        lines = bundle.read("data/custody/log.jsonl", 1 << 20).splitlines()
    shown = [json.loads(line)["entry"]["act"] for line in lines if b'"entry"' in line]
    assert shown == ["case.created", "item.taken", "item.taken", "item.taken", "report.saved"]
    assert len(lines) == 10


def test_original_names_are_kept_and_no_cell_is_a_formula(tmp_path):
    made = making.make(tmp_path)
    with open_bundle(made.path, passphrase=made.passphrase) as bundle:
        table = bundle.read("data/exhibits/names.csv", 1 << 20).decode("utf-8-sig")
        listed = json.loads(bundle.read("data/proofs/manifest.json", 1 << 20))
    names = [row[1] for row in csv.reader(io.StringIO(table))][1:]
    assert names == ["방 화면.png", "'=cmd|'/C calc'!A0", "../../etc/passwd[U+202E].jpg"]
    assert [line["name"] for line in listed["files"] if "name" in line] == list(making.NAMES)


def test_name_that_is_no_text_is_spelled_out(tmp_path):
    plan = making.plan_of((b"x",))
    entries = [
        replace(one, original_name="a\udcff.jpg") if one.item_id else one for one in plan.entries
    ]
    assert making.make(tmp_path, replace(plan, entries=entries)).checks


@pytest.mark.parametrize("size", [1, 20 * 1024 * 1024], ids=["one piece", "many pieces"])
def test_exhibit_with_other_bytes_is_refused_and_nothing_is_left(tmp_path, size):
    plan = making.plan_of((b"a" * size,))
    entries = [
        replace(one, open=lambda: io.BytesIO(b"b" * size)) if one.item_id else one
        for one in plan.entries
    ]
    with pytest.raises(IntegrityProblem, match="VLT-007"):
        making.make(tmp_path, replace(plan, entries=entries))
    assert left(tmp_path) == []


def test_exhibit_with_the_right_crc_and_another_sha256_is_refused(tmp_path):
    other = b"c" * 1024 * 1024
    plan = making.plan_of((b"a" * len(other),))
    entries = [
        replace(one, crc32=zlib.crc32(other), open=lambda: io.BytesIO(other))
        if one.item_id
        else one
        for one in plan.entries
    ]
    with pytest.raises(IntegrityProblem, match="BND-005"):
        making.make(tmp_path, replace(plan, entries=entries))
    assert left(tmp_path) == []


def test_log_that_does_not_fit_together_is_not_handed_over(tmp_path):
    def broken(items):
        log = making.log_for(items)
        return [*log[:2], replace(log[2], subject="i-changed00000"), *log[3:]]

    with pytest.raises(IntegrityProblem, match="VLT-010") as caught:
        making.make(tmp_path, making.plan_of(log=broken))
    assert caught.value.values == {"number": 3}
    with pytest.raises(IntegrityProblem, match="VLT-010"):
        making.make(tmp_path, making.plan_of(log=lambda _items: []))
    assert left(tmp_path) == []


def test_stopping_leaves_nothing(tmp_path):
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        making.make(tmp_path, job=job)
    assert left(tmp_path) == []


def test_full_disk_is_said_before_anything_is_written(tmp_path):
    huge = Entry("exhibits/E009.bin", 1 << 52, "0" * 64, 0, io.BytesIO, item_id="i-000000000009")
    plan = making.plan_of()
    with pytest.raises(EnvironmentProblem, match="ENV-001"):
        making.make(tmp_path, replace(plan, entries=[*plan.entries, huge]))
    assert left(tmp_path) == []


def test_disk_that_fills_up_on_the_way_leaves_nothing(tmp_path):
    import signal

    before, handler = (
        resource.getrlimit(resource.RLIMIT_FSIZE),
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
    )
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(EnvironmentProblem, match="ENV-001"):
            making.make(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert left(tmp_path) == []


def test_place_that_is_a_file_is_said_plainly(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(EnvironmentProblem, match="ENV-004"):
        making.make(tmp_path / "x")


@pytest.mark.parametrize("name", ["bundle.age", "key-passphrase.age"])
def test_bundle_whose_read_back_differs_is_not_handed_over(tmp_path, monkeypatch, name):
    def damaging(path):
        if path.name == name:
            data = bytearray(path.read_bytes())
            data[len(data) // 2] ^= 1
            path.write_bytes(data)

    monkeypatch.setattr(packing, "forget_cached", damaging)
    with pytest.raises(IntegrityProblem, match="BND-005"):
        making.make(tmp_path)
    assert left(tmp_path) == []


def test_memory_stays_flat_for_large_exhibits(tmp_path):
    class Zeros(io.RawIOBase):
        def __init__(self, size):
            self.left = size

        def readable(self):
            return True

        def readinto(self, buffer):
            count = min(len(buffer), self.left)
            buffer[:count] = bytes(count)
            self.left -= count
            return count

    size = 96 * 1024 * 1024
    digest = hashlib.sha256(bytes(size)).hexdigest()
    plan = making.plan_of((b"x",))
    sums = {"size": size, "sha256": digest, "crc32": zlib.crc32(bytes(size))}
    big = replace(plan.entries[-1], **sums, open=lambda: io.BufferedReader(Zeros(size)))
    import tracemalloc

    log = making.log_for([big])
    tracemalloc.start()
    made = making.make(tmp_path, replace(plan, entries=[big], log=lambda: iter(log)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert made.size > size
    assert peak < 24 * 1024 * 1024


def test_list_has_2048_words_that_differ_in_four_letters():
    words = wordlist()
    assert len(words) == len({word[:4] for word in words}) == 2048
    assert all(re.fullmatch("[a-z]{4,7}", word) for word in words)
    assert list(words) == sorted(words)


def test_passphrase_has_six_words_of_the_list():
    words = new_passphrase(wordlist()).split("-")
    assert len(words) == 6
    assert set(words) <= set(wordlist())
    assert new_passphrase(wordlist()) != "-".join(words)


def test_page_can_neither_run_nor_fetch_anything():
    page = (resources() / "viewer" / "READ-ME.html").read_text("utf-8")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{policy}"' in page
    assert not re.search(r"<script|<a |<img|<link|https?://|\son\w+=|url\(", page)
