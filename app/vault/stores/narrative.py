"""The account of events, findable by search. Writes happen inside a transaction.

While evidence is set aside, lines that were drawn from it and that nobody edited show nowhere;
edited ones show without that source.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.reports.narrative import ID_KINDS, LineSource, NarrativeLine, SourceKind
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.stores.line_sources import LineSources
from app.vault.stores.told_words import LINES, ToldWords

_Source = tuple[str, int]


class Narrative:
    """Keeps the lines of each case in their order."""

    def __init__(self, index: Index, words: ToldWords) -> None:
        self._index = index
        self._words = words
        self._sources = LineSources(index)

    def of_case(self, case_id: str) -> tuple[NarrativeLine, ...]:
        """The lines that show, in their order."""
        case = number(case_id)
        hidden = self._sources.hidden()
        sql = (
            "SELECT x.line, x.place, x.kind, x.source FROM narrative_sources x "
            "JOIN narrative_lines t ON t.id = x.line WHERE t.case_id = ? ORDER BY x.line, x.place"
        )
        sources: dict[int, list[LineSource]] = {}
        partly: set[int] = set()
        for line, place, word, key in self._index.read(sql, (case,)):
            if (line, place) in hidden:
                partly.add(line)
                continue
            kind = SourceKind(word)
            sources.setdefault(line, []).append(LineSource(kind, identifier(ID_KINDS[kind], key)))
        sql = (
            "SELECT id, place, text, edited FROM narrative_lines WHERE case_id = ? "
            "ORDER BY place, row"
        )
        return tuple(
            NarrativeLine(
                identifier("line", line),
                case_id,
                place,
                text,
                tuple(sources.get(line, ())),
                bool(edited),
            )
            for line, place, text, edited in self._index.read(sql, (case,))
            if edited or line not in partly
        )

    def replace_all(self, case_id: str, lines: Iterable[NarrativeLine]) -> None:
        """Keep these lines in place of all others; a line that stays keeps its hidden sources."""
        hidden = self._hidden_sources()
        sql = "SELECT row FROM narrative_lines WHERE case_id = ?"
        for (row,) in self._index.read(sql, (number(case_id),)):
            self._words.forget(LINES, row)
            self._index.write("DELETE FROM narrative_lines WHERE row = ?", (row,))
        for line in lines:
            self._index.write(
                "INSERT INTO narrative_lines (id, case_id, place, text, edited) "
                "VALUES (?, ?, ?, ?, ?)",
                (number(line.id), number(case_id), line.place, line.text, line.edited),
            )
            row = self._index.connection.last_insert_rowid()
            self._keep_sources(line, hidden.get(number(line.id), ()))
            self._words.keep(LINES, row)

    def change(self, line: NarrativeLine) -> None:
        """Keep another text, place or sources of a line; hidden sources stay. INP-103."""
        asked = asked_number(line.id, "line", "INP-103")
        found = self._index.one("SELECT row FROM narrative_lines WHERE id = ?", (asked,))
        if found is None:
            raise InputProblem("INP-103", id=line.id)
        hidden = self._hidden_sources().get(asked, ())
        self._words.forget(LINES, int(found[0]))
        self._index.write(
            "UPDATE narrative_lines SET place = ?, text = ?, edited = ? WHERE row = ?",
            (line.place, line.text, line.edited, found[0]),
        )
        self._index.write("DELETE FROM narrative_sources WHERE line = ?", (asked,))
        self._keep_sources(line, hidden)
        self._words.keep(LINES, int(found[0]))

    def _hidden_sources(self) -> dict[int, list[_Source]]:
        hidden = self._sources.hidden()
        found: dict[int, list[_Source]] = {}
        for line, place, kind, key in (
            self._index.read("SELECT line, place, kind, source FROM narrative_sources")
            if hidden
            else ()
        ):
            if (line, place) in hidden:
                found.setdefault(line, []).append((kind, key))
        return found

    def _keep_sources(self, line: NarrativeLine, hidden: Iterable[_Source]) -> None:
        given = [(one.kind.value, number(one.id)) for one in line.sources]
        kept = dict.fromkeys((*given, *hidden))
        self._index.write_many(
            "INSERT INTO narrative_sources (line, place, kind, source) VALUES (?, ?, ?, ?)",
            [(number(line.id), place, *source) for place, source in enumerate(kept)],
        )
