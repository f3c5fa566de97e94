"""Makes the vectors of recovery kits: words and parts, with the outcome each must have.

Run from the repository root: ``PYTHONPATH=. python tests/vectors/make_recovery.py``. The bytes
differ from run to run (parts are random), the outcomes stay; the committed files are what is read.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from crypto.recovery import to_words
from crypto.split import ENGLISH, split_secret
from crypto.word_list import WordList

HERE = Path(__file__).parent / "recovery"
WORDS = Path(__file__).parents[2] / "resources" / "words"
KO = WordList((WORDS / "korean.txt").read_text("utf-8").split(), 2)
EN = WordList((WORDS / "english.txt").read_text("utf-8").split(), 4)
SECRET = bytes(range(0x30, 0x40))


def save(name: str, expect: str, text: str, **more: object) -> None:
    fields = {"expect": expect, "secret": SECRET.hex(), "text": text} | more
    written = json.dumps(fields, ensure_ascii=False, indent=1)
    (HERE / f"{name}.json").write_text(written + "\n", "utf-8")


def whole() -> None:
    korean, english = to_words(SECRET, KO), to_words(SECRET, EN)
    save("korean", "ok", " ".join(korean))
    save("korean_taken_apart", "ok", unicodedata.normalize("NFD", " ".join(korean)))
    save("korean_two_syllables", "ok", " ".join(word[:2] for word in korean))
    save("korean_numbered", "ok", "\n".join(f"{n}. {w}" for n, w in enumerate(korean, 1)))
    save("english", "ok", " ".join(english))
    save("english_shouted", "ok", " - ".join(english).upper())
    save("english_four_letters", "ok", ", ".join(word[:4] for word in english))
    save("zeros", "ok", " ".join(to_words(bytes(16), KO)), secret=bytes(16).hex())
    save("ones", "ok", " ".join(to_words(b"\xff" * 16, EN)), secret="ff" * 16)
    save("one_missing", "words_count", " ".join(korean[:-1]), position=12)
    save("one_more", "words_count", " ".join([*english, english[0]]), position=14)
    unknown = [*korean[:4], "뷁뷁", *korean[5:]]
    save("unknown_fifth", "word_unknown", " ".join(unknown), position=5)
    swapped = [korean[1], korean[0], *korean[2:]]
    save("two_swapped", "words_check", " ".join(swapped))
    other = next(word for word in EN.words if word != english[6])
    save("one_other", "words_check", " ".join([*english[:6], other, *english[7:]]))


def parts() -> None:
    for needed, made in ((2, 3), (3, 5)):
        texts = [" ".join(ENGLISH[n] for n in part) for part in split_secret(SECRET, needed, made)]
        name = f"parts_{needed}_of_{made}"
        save(name, "ok", "", parts=texts, needed=needed)
        save(f"{name}_too_few", "parts_few", "", parts=texts[: needed - 1], needed=needed)
        broken = texts[0].split()
        broken[9] = ENGLISH[(ENGLISH.index(broken[9]) + 1) % 1024]
        changed = [" ".join(broken), *texts[1:]]
        save(f"{name}_changed", "part_check", "", parts=changed, needed=needed)
    one, two = (split_secret(SECRET, 2, 3) for _ in range(2))
    mixed = [" ".join(ENGLISH[n] for n in part) for part in (one[0], two[1])]
    save("parts_of_two_sets", "parts_differ", "", parts=mixed, needed=2)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    whole()
    parts()
