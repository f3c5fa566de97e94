"""Have a program read the words in pictures, so that they can be found. Nothing else uses them."""

from __future__ import annotations

from app.collect.word_reading import WordReading
from app.domain.evidence.machine_words import MachineWords, WordsRead
from app.errors import EnvironmentProblem
from app.jobs import Job
from app.paths import reading_data
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "MachineWords", "WordsRead", "can_read", "forget_read_words", "pictures_unread",
    "read_new_pictures", "read_words", "reads_new_pictures", "words_in_picture",
]  # fmt: skip

_SWITCH = "read_words"


def can_read() -> bool:
    """Whether this copy of the program has the data for reading."""
    folder = reading_data()
    return all((folder / f"{one}.traineddata").is_file() for one in ("kor", "eng"))


def pictures_unread(vault: OpenVault, case_id: str) -> int:
    """How many pictures could be read; none with minor mode or without the data.

    Raises InputProblem INP-003.
    """
    if vault.cases.get(case_id).minor_mode or not can_read():
        return 0
    return len(vault.machine_words.unread(case_id))


def read_words(vault: OpenVault, case_id: str, job: Job) -> WordsRead:
    """Read the words in all pictures of a case that were not read yet: about a second each.

    Stopped, it goes on where it was when called again. With minor mode nothing is read, and what
    was read before is forgotten. Raises InputProblem INP-003, EnvironmentProblem COL-080 where the
    data for reading are missing, Cancelled.
    """
    case = vault.cases.get(case_id)
    if not can_read():
        raise EnvironmentProblem("COL-080")
    return WordReading(vault, case, job).run()


def words_in_picture(vault: OpenVault, item_id: str) -> MachineWords | None:
    """What was read of an item, None where nothing was. Raises InputProblem INP-011."""
    item = vault.items.get(item_id)
    return vault.machine_words.get(item.id)


def forget_read_words(vault: OpenVault, case_id: str) -> int:
    """Forget what was read of the pictures of a case; of how many. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    with vault.transaction():
        return vault.machine_words.forget_case(case_id)


def reads_new_pictures(vault: OpenVault) -> bool:
    """Whether pictures are read by themselves once they came in: off unless it was asked for."""
    return vault.facts.get(_SWITCH) is not None


def read_new_pictures(vault: OpenVault, *, on: bool) -> None:
    """Switch that on or off."""
    with vault.transaction():
        if on:
            vault.facts.put(_SWITCH, "on")
        else:
            vault.facts.drop(_SWITCH)
