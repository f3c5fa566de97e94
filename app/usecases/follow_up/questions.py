"""See what recipients asked about a case's items and bundles, answer in words, copy the answers.

Answers stay in the vault; they leave it only as text that the person copies herself.
"""

from __future__ import annotations

from app.domain.custody import Act
from app.domain.follow_up.questions import Question
from app.domain.text.textsafe import LINES, one_line, visible
from app.i18n import N_, Texts
from app.usecases.told.told_texts import TEXT, kept_text
from app.usecases.vault.vaults import OpenVault

__all__ = ["Question", "answer_question", "answers_text", "list_questions", "shown_text"]

WHOLE = N_("On the whole")


def list_questions(
    vault: OpenVault, case_id: str, item_id: str | None = None
) -> tuple[Question, ...]:
    """The questions of a case, or those on one item, in the order they came.

    Those on items that were set aside are left out. Raises InputProblem INP-003, INP-011.
    """
    vault.cases.get(case_id)
    if item_id is not None:
        vault.items.get(item_id)
    return vault.handover.questions.in_case(case_id, item_id)


def answer_question(vault: OpenVault, case_id: str, question_id: str, answer: str) -> Question:
    """Keep what the person answers in place of what she wrote before; empty takes it back.

    Raises InputProblem INP-003, BND-061, INP-070 (a resident registration number), INP-071 (too
    long).
    """
    vault.cases.get(case_id)
    question = vault.handover.questions.get(question_id, case_id)
    said = kept_text(answer, longest=TEXT)
    with vault.transaction():
        vault.handover.questions.answer(question.id, said, vault.now_ms() if said else None)
        told: dict[str, str | int] = {"what": "said" if said else "taken_back"}
        vault.custody.append(Act.QUESTION_ANSWERED, question.id, case_id, told)
    vault.custody.checkpoint()
    return vault.handover.questions.get(question_id, case_id)


def answers_text(vault: OpenVault, case_id: str, texts: Texts) -> str:
    """What was answered, as plain text to copy: exhibit, question, answer. Empty where nothing was.

    Raises InputProblem INP-003.
    """
    answered = [one for one in list_questions(vault, case_id) if one.answer]
    return "\n\n".join(_told(one, texts) for one in answered)


def shown_text(question: Question) -> str:
    """The question with nothing hidden in it, on several lines."""
    return visible(question.text, keep=LINES)


def _told(question: Question, texts: Texts) -> str:
    head = question.exhibit or texts.tr(WHOLE)
    return "\n".join(
        (f"[{head}] {one_line(question.text, 4000)}", visible(question.answer, keep=LINES))
    )
