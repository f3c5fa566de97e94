"""FORMAT.md is enough: a reader written from it alone opens what the program made."""

from __future__ import annotations

import ast
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flows import second_reader
from tests.flows.conftest import ROOT, Ongi
from tests.flows.second_reader import Bundle, NotAsWrittenError, Vault

pytestmark = pytest.mark.skipif(
    not shutil.which("age") or not shutil.which("ssh-keygen") or sys.platform == "win32",
    reason="the second reader uses the age and ssh-keygen programs",
)
SAMPLES = ROOT / "resources" / "samples"
SHOWN = {"case.created", "item.taken", "chat.imported", "report.saved"}


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
    del given["answers.toml"]
    assert {item.name: item.content for item in vault.items()} == given


def test_the_custody_chain_ends_where_the_heads_outside_say(vault: Vault, tmp_path: Path) -> None:
    entries = vault.log()
    heads = vault.checkpoints(tmp_path)
    assert len(heads) == 2
    for head in heads:
        assert entries[head["number"] - 1]["head"].hex() == head["head"]
    assert max(head["number"] for head in heads) == len(entries)


def test_every_item_has_its_custody_entry(vault: Vault) -> None:
    taken = {entry["subject"] for entry in vault.log() if entry["act"] == "item.taken"}
    assert taken == {item.id for item in vault.items()}


def test_the_search_index_is_as_written(vault: Vault) -> None:
    assert len(vault.bigram_hits("협박")) == 2
    assert vault.bigram_hits("없는말이다") == []


def test_a_bundle_passes_every_check_that_can_be_made_by_hand(
    bundle: Bundle, tmp_path: Path
) -> None:
    bundle.check_list(tmp_path)
    shown = bundle.check_log(tmp_path)
    assert {entry["act"] for entry in shown} == SHOWN
    assert bundle.check_exhibits(shown) == 9


def test_bundle_and_vault_have_one_log_and_one_key(vault: Vault, bundle: Bundle) -> None:
    assert bundle.public_key == vault.public_key
    end = bundle.manifest["custody"]
    assert vault.log()[end["number"] - 1]["head"].hex() == end["head"]


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


@pytest.mark.parametrize(("language", "name"), [("ko", "korean"), ("en", "english")])
def test_a_kit_gives_the_master_key(made: Made, tmp_path: Path, language: str, name: str) -> None:
    copy = shutil.copytree(made.vault, tmp_path / "vault")
    file = tmp_path / "passphrase"
    file.write_text(made.passphrase, "utf-8")
    kit = Ongi(tmp_path)(
        "key", "kit", copy, "--out", tmp_path / "kit", "--kit-lang", language,
        "--passphrase-file", file, "--json",
    ).json  # fmt: skip
    sheet = Path(kit["sheets"][0]["text"]).read_text("utf-8")
    words = (ROOT / "resources" / "words" / f"{name}.txt").read_text("utf-8").split()
    secret = second_reader.kit_secret(sheet, words)
    master, _epoch = second_reader.opened_slots(copy, made.passphrase)
    assert second_reader.master_by_slot(copy, secret) == master
    assert second_reader.master_by_spare_line(sheet, secret) == master
