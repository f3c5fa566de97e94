"""Where vaults are looked for and proposed: names only, nothing remembered."""

import os

import pytest

from app.jobs import Job
from app.usecases.vault.first_minutes import Device, device_said, make_first, say_device
from app.usecases.vault.standard_places import places, propose, vaults_in
from app.usecases.vault.vaults import open_vault
from crypto.kdf import FLOOR

WORDS = "quiet words for a test"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with documents and a vault among them, made as the first minutes make it."""
    home = tmp_path_factory.mktemp("home")
    documents = home / "Documents"
    documents.mkdir()
    vault, _case = make_first(
        documents / "보관함", WORDS, Job(), device=Device.SHARED, argon2=FLOOR
    )
    vault.close()
    return home


def test_a_vault_among_the_documents_is_found_and_other_folders_are_not(home):
    (home / "Documents" / "사진").mkdir(exist_ok=True)
    assert vaults_in(places(home / "Documents", home)) == (home / "Documents" / "보관함",)


def test_a_place_that_is_a_vault_itself_is_found(home):
    assert vaults_in([home / "Documents" / "보관함"]) == (home / "Documents" / "보관함",)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_are_not_followed_and_missing_places_are_passed_over(home, tmp_path):
    (tmp_path / "link").symlink_to(home / "Documents" / "보관함")
    assert vaults_in([tmp_path, tmp_path / "nowhere"]) == ()


def test_half_of_a_vault_is_none(home, tmp_path):
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "slots-a").write_bytes(b"x")
    assert vaults_in([tmp_path]) == ()


def test_what_is_proposed_is_never_there_already(home):
    documents = home / "Documents"
    assert propose(documents, home, "보관함") == documents / "보관함 2"
    assert propose(documents, home, "Storage") == documents / "Storage"
    assert not (documents / "Storage").exists()


@pytest.mark.parametrize("name", ["OneDrive - School", "Dropbox", "iCloud Drive"])
def test_documents_that_are_copied_elsewhere_are_not_proposed(home, name):
    assert propose(home / name / "Documents", home, "보관함") == home / "보관함"


def test_the_first_case_begins_without_a_name_or_a_question(tmp_path):
    vault, case = make_first(tmp_path / "v", WORDS, Job(), device=Device.NOT_SAID, argon2=FLOOR)
    with vault:
        assert (case.title, case.minor_mode) == ("", False)
        assert device_said(vault) is Device.NOT_SAID
        say_device(vault, Device.SHARED)
    with open_vault(tmp_path / "v", WORDS, Job()) as again:
        assert device_said(again) is Device.SHARED
        say_device(again, Device.NOT_SAID)
        assert device_said(again) is Device.NOT_SAID
