"""Answers of a case, typed once for all reports: propose them, keep them, begin a report with them.

Resident registration numbers are refused as in every report; an age under 19 turns minor mode on.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.casework.proposals.captured import captured
from app.casework.proposals.dates import when
from app.casework.proposals.evidence import evidence
from app.casework.proposals.ledger import filed
from app.casework.proposals.others import accounts, names, threats
from app.casework.proposals.places import links, where
from app.casework.proposals.seen import look
from app.casework.proposals.shaping import fitted, joined
from app.casework.proposals.told import told
from app.casework.proposals.typed import also, typed
from app.casework.saying import is_shared
from app.casework.staying_behind import behind
from app.domain.evidence.items import Case
from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer, Report
from app.domain.text.rrn import find_rrn
from app.domain.told.said import Said
from app.errors import InputProblem
from app.i18n import Texts, texts
from app.report.data.dictionary import known_field
from app.report.data.model import Field, Template
from app.report.data.shapes import Misfit, shaped, texts_of
from app.report.data.templates import load_template
from app.usecases.case.protecting import protect
from app.usecases.reports.narrating import narrative_text
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "AGE",
    "UNDER_19",
    "Origin",
    "Proposed",
    "begin",
    "begun_with",
    "checked",
    "forget",
    "prefill",
    "proposals",
    "protect_if_young",
    "said_of_case",
    "say",
]  # fmt: skip

AGE = "person.age_at_event"
UNDER_19 = frozenset({"under13", "13to15", "16to18"})
"""The choices of `AGE` that turn minor mode on."""


def prefill(
    vault: OpenVault, case_id: str, template_id: str, language: str = "ko"
) -> tuple[Proposed, ...]:
    """What is known for the questions of a template, by question, the surest first.

    Answers speak the recipient's language, where they come from is said in `language`. Raises
    InputProblem INP-003, INP-005.
    """
    template = load_template(template_id)
    return proposals(vault, case_id, template, template.fields, language)


def proposals(
    vault: OpenVault, case_id: str, template: Template, asked: Iterable[Field], language: str
) -> tuple[Proposed, ...]:
    """The same for any questions, in the language that the template's recipient reads."""
    vault.cases.get(case_id)
    found = _known(vault, case_id, template, language)
    fields = {field.id: field for field in asked if is_shared(field) or field.id == "evidence.list"}
    order = {name: place for place, name in enumerate(fields)}
    fit = [fitted(one, fields[one.field]) for one in found if one.field in fields]
    kept: list[Proposed] = []
    for one in fit:
        if one is not None and all((one.field, one.answer) != (k.field, k.answer) for k in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: order[one.field]))


def _known(vault: OpenVault, case_id: str, template: Template, language: str) -> list[Proposed]:
    """Everything, the person's own words before what the vault shows.

    What there is no consent for answers nothing.
    """
    words, said = texts(template.languages[0]), texts(language)
    stays = behind(vault, case_id, template.recipient)
    seen = look(vault, case_id, stays)
    before = {name: one.answer for name, one in vault.filed.said.of_case(case_id).items()}
    written = typed(before, said)
    account = narrative_text(vault, case_id, words.language, stays)
    gathered = [
        *([_account(account, said)] if account else []),
        *filed(vault, case_id, words, said),
        *accounts(vault, case_id, seen, words, said),
        *names(vault, case_id, seen, words, said),
        *threats(seen, said),
        *told(vault, case_id, stays, said),
        *when(vault, case_id, seen, said),
        *where(seen, words, said),
        *links(vault, case_id, seen, stays, words, said),
        *captured(vault, case_id, seen, stays, words, said),
        *evidence(vault, case_id, template.recipient, said),
    ]
    return [*written, *also(written), *gathered, *also(gathered)]


def _account(text: str, said: Texts) -> Proposed:
    origin = said.tr("From your account of events")
    return Proposed("event.narrative", text, Origin.TOLD, origin)


def begin(vault: OpenVault, case_id: str, template_id: str) -> Report:
    """A new draft with all that is surely known put in; the person looks it over.

    Raises InputProblem INP-003, INP-005.
    """
    known = prefill(vault, case_id, template_id)
    answers = begun_with(known, load_template(template_id))
    return save_report(vault, case_id, template_id, answers, draft=True, put_in=answers)


def begun_with(known: Iterable[Proposed], template: Template) -> dict[str, Answer]:
    """The answers that a report begins with: what is sure, of the fields that the template has.

    What was answered before stands alone; lists from several sources are put together.
    """
    answers: dict[str, Answer] = {}
    written: set[str] = set()
    for one in known:
        if template.field(one.field) is None or one.field in written:
            continue
        if one.origin is Origin.TYPED_BEFORE and one.field not in answers:
            written.add(one.field)
            answers[one.field] = one.answer
        elif one.sure:
            before = answers.get(one.field)
            answers[one.field] = one.answer if before is None else joined(before, one.answer)
    return answers


def said_of_case(vault: OpenVault, case_id: str) -> tuple[Said, ...]:
    """The facts that were answered in a case, by question. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    kept = vault.filed.said.of_case(case_id)
    return tuple(kept[name] for name in sorted(kept) if known_field(name) is not None)


def say(vault: OpenVault, case_id: str, field: str, answer: Answer) -> Said:
    """Keep a fact of the case for all its reports, in the shape of its question.

    An age under 19 turns minor mode on. Raises InputProblem: INP-003 case, INP-115 no such
    question, INP-116 answered in each report anew, INP-117 nothing said, INP-008 does not fit,
    INP-015 a resident registration number.
    """
    vault.cases.get(case_id)
    kept = Said(case_id, field, checked(field, answer), vault.now_ms())
    with vault.transaction():
        vault.filed.said.say(kept)
    protect_if_young(vault, case_id)
    return kept


def forget(vault: OpenVault, case_id: str, field: str) -> None:
    """Take a fact back; reports that hold it keep it. Raises InputProblem INP-003, INP-118."""
    vault.cases.get(case_id)
    if field not in vault.filed.said.of_case(case_id):
        raise InputProblem("INP-118", id=field)
    with vault.transaction():
        vault.filed.said.unsay(case_id, field)


def protect_if_young(vault: OpenVault, case_id: str) -> Case | None:
    """Turn minor mode on where the answered age is under 19; the case, if it was turned on now.

    It is never turned off here. Raises InputProblem INP-003.
    """
    said = vault.filed.said.of_case(case_id).get(AGE)
    if said is None or said.answer not in UNDER_19 or vault.cases.get(case_id).minor_mode:
        return None
    return protect(vault, case_id).case


def checked(name: str, answer: Answer) -> Answer:
    """An answer in the shape of its question in the dictionary. Raises as `say`."""
    field = known_field(name)
    if field is None:
        raise InputProblem("INP-115", id=name)
    if not is_shared(field):
        raise InputProblem("INP-116", id=name)
    try:
        kept = shaped(field, answer)
    except Misfit as misfit:
        raise InputProblem("INP-008", field=name, why=misfit.why) from misfit
    if kept is None:
        raise InputProblem("INP-117", id=name)
    if any(find_rrn(text) for text in texts_of(kept)):
        raise InputProblem("INP-015", field=name)
    return kept
