"""Recipients' questions on items, and the answers. Writes happen inside a transaction.

A question on an item that was set aside shows nowhere; one on a destroyed item is gone with it
(`app.vault.deleting.came_back`).
"""

from __future__ import annotations

from typing import Any

from app.domain.follow_up.questions import Question
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import (
    asked_number,
    identifier,
    maybe_identifier,
    maybe_number,
    number,
)
from app.vault.index.tokens import spelt
from app.vault.stores.hidden import ITEMS

_COLUMNS = (
    "id, case_id, item, exhibit, manifest, asker, signer, text, asked_ms, came_ms, answer, "
    "answered_ms"
)
_SHOWS = f"(item IS NULL OR item NOT IN {ITEMS})"


class QuestionsKept:
    """Keeps questions by case."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, question: Question) -> None:
        """Keep one."""
        self._index.write(
            f"INSERT INTO questions ({_COLUMNS}) VALUES ({', '.join('?' * 12)})",
            (
                number(question.id),
                number(question.case),
                maybe_number(question.item),
                question.exhibit,
                bytes.fromhex(question.manifest),
                spelt(question.asker),
                question.signer,
                spelt(question.text),
                question.asked_ms,
                question.came_ms,
                spelt(question.answer),
                question.answered_ms,
            ),
        )

    def answer(self, question_id: str, answer: str, answered_ms: int | None) -> None:
        """Keep an answer in place of the former; an empty one takes it back."""
        self._index.write(
            "UPDATE questions SET answer = ?, answered_ms = ? WHERE id = ?",
            (spelt(answer), answered_ms, number(question_id)),
        )

    def get(self, question_id: str, case_id: str) -> Question:
        """One of a case that shows. Raises InputProblem BND-061."""
        asked = asked_number(question_id, "question", "BND-061")
        sql = f"SELECT {_COLUMNS} FROM questions WHERE id = ? AND case_id = ? AND {_SHOWS}"
        row = self._index.one(sql, (asked, number(case_id)))
        if row is None:
            raise InputProblem("BND-061", id=question_id)
        return _question(row)

    def in_case(self, case_id: str, item_id: str | None = None) -> tuple[Question, ...]:
        """All of a case that show, or those on one item; in the order they came."""
        where, values = "", [number(case_id)]
        if item_id is not None:
            where = "AND item = ?"
            values.append(number(item_id))
        sql = (
            f"SELECT {_COLUMNS} FROM questions WHERE case_id = ? {where} AND {_SHOWS} "
            "ORDER BY came_ms, row"
        )
        return tuple(_question(row) for row in self._index.read(sql, tuple(values)))

    def unanswered(self) -> tuple[Question, ...]:
        """Those of all cases that show and have no answer, in the order they came."""
        sql = f"SELECT {_COLUMNS} FROM questions WHERE answer = '' AND {_SHOWS}"
        return tuple(_question(row) for row in self._index.read(f"{sql} ORDER BY came_ms, row"))

    def items_of(self, case_id: str) -> frozenset[str]:
        """The items of a case that a question can be on, those set aside too."""
        sql = "SELECT item FROM case_items WHERE case_id = ?"
        rows = self._index.read(sql, (number(case_id),))
        return frozenset(identifier("item", row[0]) for row in rows)

    def has(self, case_id: str, manifest: str, signer: str, asked_ms: int) -> bool:
        """Whether something of the same file is kept, also where it does not show now."""
        sql = (
            "SELECT 1 FROM questions WHERE case_id = ? AND manifest = ? AND signer = ? "
            "AND asked_ms = ?"
        )
        row = self._index.one(sql, (number(case_id), bytes.fromhex(manifest), signer, asked_ms))
        return row is not None


def _question(row: tuple[Any, ...]) -> Question:
    return Question(
        identifier("question", row[0]),
        identifier("case", row[1]),
        maybe_identifier("item", row[2]),
        row[3],
        row[4].hex(),
        *row[5:],
    )
