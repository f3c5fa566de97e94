"""What opens a bundle has a name of its own in Korean, in each place where a person meets it."""

import re

from app.i18n import texts
from app.paths import resources

OF_A_VAULT, OF_A_BUNDLE = "여는 말", "암호 낱말"
PLACES = ("READ-ME.txt", "READ-ME.html", "verify.sh", "page/words.js")
ASKED = (
    "Passphrase (tell it separately, by phone)",
    "Passphrase, as you were told it",
    "A passphrase, told by phone",
    "Passphrase of the bundle",
    "Its passphrase: {words}",
    "The passphrase does not open this bundle.",
    "Give the passphrase that the sender told you.",
)


def test_what_goes_with_a_bundle_calls_its_words_by_their_own_name():
    for name in PLACES:
        said = (resources() / "viewer" / name).read_text("utf-8")
        assert OF_A_BUNDLE in said, name
        assert OF_A_VAULT not in said.replace("열쇠 파일의 " + OF_A_VAULT, ""), name


def test_window_and_command_line_ask_for_them_by_the_same_name():
    korean = texts("ko")
    for asked in ASKED:
        assert OF_A_BUNDLE in korean.tr(asked, words="{words}"), asked


def test_no_catalogue_and_no_guide_calls_them_by_the_vaults():
    whole = sorted((resources() / "locale" / "ko").rglob("*.po"))
    whole += sorted((resources() / "guide").rglob("*.toml"))
    for file in whole:
        for line in file.read_text("utf-8").splitlines():
            here = re.sub(f"(보관함|열쇠 파일)의 {OF_A_VAULT}", "", line)
            assert not ("묶음" in here and OF_A_VAULT in here), (file.name, line)
