"""FORMAT.md is enough: a reader written from it alone opens what the program made."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flows import second_reader
from tests.flows.conftest import ROOT, Ongi
from tests.flows.second_case_reader import case_heads, case_key, keeps_to_the_vault
from tests.flows.second_reader import Bundle, NotAsWrittenError, Sealed, Vault

pytestmark = pytest.mark.skipif(
    not shutil.which("age") or not shutil.which("ssh-keygen") or sys.platform == "win32",
    reason="the second reader uses the age and ssh-keygen programs",
)
SAMPLES = ROOT / "resources" / "samples"
CAME_IN = {"item.taken", "item.made"}
SHOWN = CAME_IN | {
    "case.created", "chat.imported", "report.saved", "person.written", "payment.written",
    "note.written",
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """What the demonstration left behind."""

    vault: Path
    passphrase: str
    bundle: Path
    bundle_passphrase: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    ongi = Ongi(tmp_path_factory.mktemp("second"))
    places = ongi("demo", "--out", ongi.folder / "out", "--json").json["places"]
    return Made(
        Path(places["vault"]),
        Path(places["vault_passphrase_file"]).read_text("utf-8").strip(),
        Path(places["bundle"]),
        Path(places["passphrase_file"]).read_text("utf-8").split()[0],
    )


@pytest.fixture(scope="module")
def vault(made: Made) -> Vault:
    return Vault(made.vault, made.passphrase)


@pytest.fixture(scope="module")
def bundle(made: Made) -> Bundle:
    return Bundle(made.bundle, made.bundle_passphrase)


def test_the_second_reader_knows_nothing_of_the_product() -> None:
    tree = ast.parse(Path(second_reader.__file__).read_text("utf-8"))
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not {name.split(".")[0] for name in imported} & {"app", "crypto", "ui", "tests"}


def test_every_item_of_a_vault_opens_with_age_and_is_the_file_that_came_in(vault: Vault) -> None:
    given = {path.name: path.read_bytes() for path in SAMPLES.rglob("*") if path.is_file()}
    del given["answers.toml"], given["told.toml"]
    kept = {name: content for _, name, content in vault.items()}
    assert kept.pop("copy-1.png") not in given.values()
    assert kept == given


def test_a_working_copy_names_its_parent_and_how_it_was_made(vault: Vault) -> None:
    by_name = {name: (number, content) for number, name, content in vault.items()}
    number, content = by_name["Screenshot_20240825-091204.png"]
    (made,) = [entry for entry in vault.log()[0] if entry["act"] == "item.made"]
    assert made["subject"] == by_name["copy-1.png"][0]
    assert made["details"]["parent"] == number
    assert made["details"]["parent_sha256"] == hashlib.sha256(content).hexdigest()
    recipe = json.loads(vault.index.execute("SELECT recipe FROM derivations").get)
    (area,) = recipe["areas"]
    assert (recipe["relation"], area["left"], area["width"]) == ("redacted", 26, 408)


def test_the_custody_chain_ends_where_the_heads_outside_say(vault: Vault, tmp_path: Path) -> None:
    entries, chain = vault.log()
    older, newest = [head["checkpoint"] for head in vault.heads(tmp_path)]
    assert chain[older["number"]] == older["head"]
    assert chain[newest["number"]] == newest["head"]
    assert newest["number"] == len(entries)


def test_the_newest_head_tells_the_epoch_the_seal_of_all_pages_and_the_segments(
    made: Made, vault: Vault, tmp_path: Path
) -> None:
    newest = vault.heads(tmp_path)[-1]
    assert newest["state"] == "clean"
    assert newest["pages"] == second_reader.page_seal(made.vault / "index.db")
    assert newest["epoch"] == vault.epoch.hex()
    assert newest["spares"] == len(vault.spares(vault.epoch))
    fold = vault.index.execute("SELECT value FROM facts WHERE name = 'fold'").get
    assert fold == str(newest["fold"])


def test_every_page_of_the_index_is_in_its_seal(made: Made, tmp_path: Path) -> None:
    index = tmp_path / "index.db"
    data = bytearray((made.vault / "index.db").read_bytes())
    seals = set()
    for end in range(4096, len(data) + 1, 4096):
        data[end - 1] ^= 1
        index.write_bytes(data)
        seals.add(second_reader.page_seal(index))
    assert len(seals) == len(data) // 4096


def test_the_spare_segments_open_by_master_and_epoch_and_every_payload_by_its_header_there(
    vault: Vault,
) -> None:
    segments = vault.spares(vault.epoch)
    named = vault.index.execute("SELECT DISTINCT lower(hex(segment)) FROM spares")
    assert {name for (name,) in named} == set(segments)
    told = {item for items in segments.values() for item in items}
    assert told == set(vault.items())
    with pytest.raises(NotAsWrittenError):
        vault.spares(bytes(32))


def test_every_item_has_its_custody_entry(vault: Vault) -> None:
    taken = {entry["subject"] for entry in vault.log()[0] if entry["act"] in CAME_IN}
    assert taken == {number for number, _, _ in vault.items()}


def test_the_search_index_is_as_written(vault: Vault) -> None:
    assert len(vault.bigram_hits("협박")) == 2
    assert vault.bigram_hits("없는말이다") == []


def test_a_bundle_passes_every_check_that_can_be_made_by_hand(
    bundle: Bundle, tmp_path: Path
) -> None:
    bundle.check_list(tmp_path)
    shown = bundle.check_log(tmp_path)
    assert {entry["act"] for entry in shown} == SHOWN
    assert bundle.check_exhibits(shown) == 11


def test_key_and_log_of_a_bundle_follow_from_the_vault_and_the_case(
    vault: Vault, bundle: Bundle
) -> None:
    case, end = bundle.manifest["case"], bundle.manifest["custody"]
    assert not keeps_to_the_vault(vault, case)
    assert bundle.public_key == case_key(vault, case) != vault.public_key
    assert case_heads(vault, case)[end["number"]] == end["head"]


def test_the_bundle_holds_the_documents_that_the_list_of_its_payload_names(bundle: Bundle) -> None:
    document = (ROOT / "resources" / "docs" / "FORMAT.md").read_text("utf-8")
    start = document.index("| path under `data/` |")
    table = document[start : document.index("\n\n", start)]
    for name in bundle.files:
        if name.startswith("data/") and "exhibits/E" not in name:
            path = name.removeprefix("data/")
            assert f"`{path}`" in table or f"`{Path(path).suffix}`" in table, path


def test_a_changed_byte_of_a_blob_is_refused(made: Made, tmp_path: Path) -> None:
    copy = shutil.copytree(made.vault, tmp_path / "vault")
    blob = next(path for path in (copy / "blobs").rglob("*") if path.is_file())
    data = bytearray(blob.read_bytes())
    data[-1] ^= 1
    blob.write_bytes(data)
    with pytest.raises(NotAsWrittenError):
        Vault(copy, made.passphrase).items()


def test_a_wrong_passphrase_opens_no_slot(made: Made) -> None:
    with pytest.raises(NotAsWrittenError, match="no slot opens"):
        Vault(made.vault, made.passphrase + "x")


@pytest.fixture
def copy(made: Made, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made.vault, tmp_path / "copy"))


@pytest.fixture
def ongi(made: Made, tmp_path: Path) -> Ongi:
    ongi = Ongi(tmp_path)
    ongi.passphrase.write_text(made.passphrase, "utf-8")
    return ongi


@pytest.mark.parametrize(("language", "name"), [("ko", "korean"), ("en", "english")])
def test_a_kit_gives_the_master_key_also_without_slot_files_or_index(
    made: Made, copy: Path, ongi: Ongi, tmp_path: Path, language: str, name: str
) -> None:
    made_kit = ongi.opened("key", "kit", copy, "--out", tmp_path / "kit", "--kit-lang", language)
    sheet = Path(made_kit.json["sheets"][0]["text"]).read_text("utf-8")
    words = (ROOT / "resources" / "words" / f"{name}.txt").read_text("utf-8").split()
    secret = second_reader.kit_secret([sheet], words)
    master, _epoch = second_reader.opened_slots(copy, made.passphrase)
    assert second_reader.opened_slots(copy, secret)[0] == master
    items = Vault(copy, secret).items()
    for file in (*copy.glob("slots-?"), *copy.glob("index.db*")):
        file.unlink()
    assert second_reader.master_by_spare_line(sheet, secret) == master
    sealed = Sealed(copy, master)
    epoch = bytes.fromhex(sealed.heads(tmp_path)[-1]["epoch"])
    assert {item for told in sealed.spares(epoch).values() for item in told} == set(items)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_two_of_three_sheets_give_the_master_key(
    made: Made, copy: Path, ongi: Ongi, tmp_path: Path, language: str
) -> None:
    made_kit = ongi.opened(
        "key", "kit", copy, "--out", tmp_path / "kit", "--kit-lang", language, "--split", "2of3"
    ).json
    sheets = [Path(one["text"]).read_text("utf-8") for one in made_kit["sheets"]]
    words = (ROOT / "resources" / "words" / "korean.txt").read_text("utf-8").split()[:1024]
    if language == "en":
        words = second_reader.shamir_mnemonic.wordlist.WORDLIST
    secret = second_reader.kit_secret(sheets[1:], words)
    master = second_reader.opened_slots(copy, secret)[0]
    assert master == second_reader.opened_slots(copy, made.passphrase)[0]
    assert second_reader.master_by_spare_line(sheets[0], secret) == master


def test_what_waits_opens_by_the_master_key_alone(
    made: Made, copy: Path, ongi: Ongi, tmp_path: Path
) -> None:
    given = tmp_path / "방" / "말.txt"
    given.parent.mkdir()
    given.write_bytes(b"words" * 30_000)
    assert ongi("drop", copy, given.parent).status == 0
    sealed = Sealed(copy, second_reader.opened_slots(copy, made.passphrase)[0])
    [(facts, content)] = sealed.waiting()
    assert content == given.read_bytes()
    assert facts["name"] == "방/말.txt"
    assert facts["method"] == "file"
    assert facts["modified_ms"] == given.stat().st_mtime_ns // 1_000_000
    assert set(facts) == {
        "format", "size", "sha256", "name", "group", "captured_ms", "modified_ms", "method",
    }  # fmt: skip


def test_a_backup_is_a_vault_with_the_same_keys(
    vault: Vault, copy: Path, ongi: Ongi, made: Made, tmp_path: Path
) -> None:
    assert ongi.opened("backup", "make", copy, tmp_path / "backup").status == 0
    backup = Vault(tmp_path / "backup", made.passphrase)
    assert backup.public_key == vault.public_key
    assert backup.items() == vault.items()
    newest = backup.heads(tmp_path)[-1]
    assert newest["state"] == "clean"
    assert newest["pages"] == second_reader.page_seal(tmp_path / "backup" / "index.db")
