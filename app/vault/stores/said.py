"""Facts of a case by their dictionary field, findable by search. Writes inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.domain.told.said import Said, words_in
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.index.tokens import spelt
from app.vault.stores.told_words import SAID, ToldWords
from crypto import canon


class SaidFacts:
    """Keeps what was said to each field, once."""

    def __init__(self, index: Index, words: ToldWords) -> None:
        self._index = index
        self._words = words

    def of_case(self, case_id: str) -> dict[str, Said]:
        """Everything said in a case, by field, in the order it was first said."""
        sql = "SELECT field, answer, said_ms FROM said WHERE case_id = ? ORDER BY row"
        return {
            field: Said(case_id, field, msgspec.json.decode(answer), said_ms)
            for field, answer, said_ms in self._index.read(sql, (number(case_id),))
        }

    def of_fields(self, fields: Sequence[str]) -> tuple[Said, ...]:
        """What was said to some fields in all cases, in the order it was first said."""
        places = ", ".join("?" * len(fields))
        sql = f"SELECT case_id, field, answer, said_ms FROM said WHERE field IN ({places})"
        return tuple(
            Said(identifier("case", case), field, msgspec.json.decode(answer), said_ms)
            for case, field, answer, said_ms in self._index.read(f"{sql} ORDER BY row", fields)
        )

    def say(self, said: Said) -> None:
        """Keep an answer in place of the former one.

        Raises `crypto.errors.BadEncoding` for what no answer is made of.
        """
        answer = canon.dumps(said.answer).decode("utf-8")
        texts = spelt("\n".join(words_in(said.answer)))
        row = self._row(said.case, said.field)
        if row is None:
            self._index.write(
                "INSERT INTO said (case_id, field, answer, texts, said_ms) VALUES (?, ?, ?, ?, ?)",
                (number(said.case), said.field, answer, texts, said.said_ms),
            )
            row = self._index.connection.last_insert_rowid()
        else:
            self._words.forget(SAID, row)
            self._index.write(
                "UPDATE said SET answer = ?, texts = ?, said_ms = ? WHERE row = ?",
                (answer, texts, said.said_ms, row),
            )
        self._words.keep(SAID, row)

    def unsay(self, case_id: str, field: str) -> None:
        """Take an answer out; nothing happens where there is none."""
        row = self._row(case_id, field)
        if row is not None:
            self._words.forget(SAID, row)
            self._index.write("DELETE FROM said WHERE row = ?", (row,))

    def _row(self, case_id: str, field: str) -> int | None:
        found = self._index.one(
            "SELECT row FROM said WHERE case_id = ? AND field = ?", (number(case_id), field)
        )
        return None if found is None else int(found[0])
