"""Korean is complete, fits its English, and needs no fuzzy guessing."""

import re
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "locale" / "ko" / "LC_MESSAGES"
OWN = (
    "ui", "keys", "keeping", "alike", "capture", "copies", "minor", "pages", "people", "reading",
    "roomlife", "consent", "templates", "directory", "interview", "documents", "papers",
    "ledger", "recipients_keys", "receipts", "parts", "stamps", "guide",
    "access", "bundle", "chat_view", "desk", "exchange", "first", "quiet", "viewing",
)  # fmt: skip
"""The catalogues that the windows' texts stand in; all but the first have the command line's too."""
KEYWORDS = {"tr": None, "ntr": (1, 2), "N_": None}


def in_code(*folders: str) -> set[str | tuple[str, ...]]:
    found = set()
    for path in (one for folder in folders or ("ui",) for one in (ROOT / folder).rglob("*.py")):
        with path.open("rb") as file:
            found |= {text for _line, text, _c, _x in extract("python", file, keywords=KEYWORDS)}
    return {text for text in found if text}


def catalogue(*areas: str):
    known = {}
    for area in areas:
        with (FOLDER / f"{area}.po").open("rb") as file:
            known |= {entry.id: entry for entry in read_po(file, locale="ko") if entry.id}
    return known


def test_every_text_of_the_windows_has_korean():
    known, said = catalogue(*OWN), in_code()
    # A few words are the report's or the account's own, and said in windows too.
    own = catalogue("report", "narrative")
    known |= {one: entry for one, entry in own.items() if one in said}
    assert said - set(known) == set()
    for entry in known.values():
        texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        assert all(texts), entry.id
        assert not entry.fuzzy


def test_windows_speak_one_level_of_politeness():
    """해요 on screens, 합니다 on paper (TONE.md): what stands in both is paper's."""
    said = in_code() - in_code("app/report", "app/recovery", "app/bundle")
    formal = re.compile(r"(니다|십시오)(?=[\s.,:;)”\"]|$)")
    texts = {
        text
        for one, entry in catalogue(*OWN).items()
        if one in said
        for text in ((entry.string,) if isinstance(entry.string, str) else entry.string)
    }
    assert {text for text in texts if formal.search(text)} == set()


def test_places_agree_and_no_particle_follows_one():
    for entry in catalogue(*OWN).values():
        english = " ".join(entry.id) if isinstance(entry.id, tuple) else entry.id
        korean = " ".join(entry.string) if isinstance(entry.string, tuple) else entry.string
        assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", korean)), english
        assert not re.search(r"\}(을|를|이|가|은|는|와|과|으로|로)(\s|$)", korean), korean
        assert "!" not in korean
        assert "!" not in english
