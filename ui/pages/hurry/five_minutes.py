"""The five minutes before a room vanishes: link, whole screen, profile, stop. Nothing else.

Every step can be left out. With a vault that is locked, what is taken is sealed and gets its place
later; so nobody has to type a passphrase first. Order: facts, domain 6.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.evidence.captures import CaptureWay, Said, Shot
from app.errors import OngiError
from ui.capture.capturer import Capturer, Wanted
from ui.capture.pasting import pasted_picture
from ui.capture.pictures import Picture
from ui.context import Context
from ui.errors import in_words
from ui.pages.hurry.urgent_keeping import Keeper
from ui.pages.hurry.urgent_steps import AGAIN, LinkStep, ProfileStep, ScreenStep
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel
from ui.widgets.questions.ask_under_19 import AskUnder19
from ui.widgets.step_card import StepCard
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.captures import Instant
    from app.domain.evidence.items import Case
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault


def clocks() -> Instant:
    """The computer's clocks now; the use case is loaded when the first picture is taken."""
    from app.usecases.intake.capturing import instant

    return instant()


class FiveMinutesPage(Page):
    """Four steps below each other; one filled button."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._folder: Path | None = None
        self._profile = False
        self._capturer: Capturer | None = None
        self._waits = False
        self._beginning = False
        self._had_case = False
        self._then: Callable[[], None] | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Intro, care in minor mode, the steps."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Only what is needed, in five minutes"))
        self.head_button(
            lambda: tr("What to capture"),
            lambda: self.context.go("guide", "what_to_capture"),
            filled=False,
        )
        self.head_button(lambda: tr("Stop here"), self._leave, filled=False)
        intro = Words("", "soft")
        self.say(
            intro.say,
            lambda: tr(
                "For when a room is about to vanish. Go in this order, and leave out whatever you "
                "like. A report is possible without any evidence, too."
            ),
        )
        self.desk.addWidget(intro)
        self._build_state()
        self._build_steps()
        self._keeper = Keeper(self.context, self)
        self._keeper.kept.connect(self._kept)
        self._keeper.went_wrong.connect(self._failed)
        self._keeper.began.connect(self._progress.follow)
        self._keeper.case_begun.connect(self._case_begun)
        self.context.session.locked.connect(self._let_go)
        for keys, act in ((AGAIN, self._again), ("Ctrl+V", self._paste)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _build_state(self) -> None:
        """Where what is taken goes, and what minor mode asks."""
        tr = self.context.tr
        self._state = Card("fact", spacing=6)
        self._state_words = Words("")
        self.say(self._state_words.say, self._where_it_goes)
        self._state_button = Button("", SECONDARY)
        self._state_button.clicked.connect(lambda: self.context.go("welcome"))
        self.say(self._state_button.say, lambda: tr("Make or open a vault"))
        self._state.add(self._state_words)
        self._state.add_row(self._state_button)
        self._minor = Card("care", spacing=6)
        care = Words("")
        self.say(
            care.say,
            lambda: tr(
                "Sexual pictures need not come in: the link and a few words are enough. Those of "
                "anyone under 19 stay out. If one can be seen, scroll it out of sight first."
            ),
        )
        self._minor.add(care)
        self._problem = Words("", "care")
        self._problem.hide()
        self._progress = ProgressPanel(self.context)
        for widget in (self._state, self._minor, self._problem, self._progress):
            self.desk.addWidget(widget)

    def _build_steps(self) -> None:
        tr = self.context.tr
        self._link, self._screen, self._account = (
            LinkStep(self),
            ScreenStep(self),
            ProfileStep(self),
        )
        self._build_look()
        self._link.keep.connect(self._keep_words)
        self._screen.capture.connect(self._capture)
        self._screen.paste.connect(self._paste)
        self._screen.again.connect(self._again)
        self._account.capture.connect(lambda: self._capture(CaptureWay.SCREEN, profile=True))
        stop = StepCard(4)
        self.say(stop.lead.say, lambda: tr("Stop"))
        self.say(
            stop.what.say,
            lambda: tr(
                "Don't answer, don't pay, and leave the conversation as it is. "
                "Everything else can wait until tomorrow."
            ),
        )
        self._asked = AskUnder19(self.context)
        self._asked.answered.connect(
            lambda answer, school: self._keeper.answer(answer, school=school)
        )
        for step in (self._link, self._asked, self._screen, self._account, stop):
            self.desk.addWidget(step)

    def _build_look(self) -> None:
        """Minor mode's question above the buttons that wait for it, and what they wait for."""
        tr = self.context.tr
        self._sure = Tick()
        self.say(self._sure.say, lambda: tr("No sexual image can be seen on the screen now"))
        self._sure.toggled.connect(lambda _on: self._allow())
        self._waiting = (Words("", "quiet"), Words("", "quiet"))
        self.say(
            self._waiting[0].say,
            lambda: tr("With this ticked, the screen can be captured."),
        )
        self.say(
            self._waiting[1].say,
            lambda: tr("With the tick of step 2, the profile can be captured."),
        )
        self._screen.body.insertWidget(0, self._sure)
        self._screen.body.insertWidget(1, self._waiting[0])
        self._account.body.insertWidget(0, self._waiting[1])

    def refresh(self, subject: object = None) -> None:
        """Find out where things go: the case that is open, or a locked vault's folder."""
        session = self.context.session
        self._had_case = session.case is not None
        if session.is_open:
            self._find_case()
        self._folder = subject if isinstance(subject, Path) else self._folder or session.last_path
        self._screen.list_screens()
        self._show_state()

    def _find_case(self) -> None:
        """The case that is open, the only one there is, or one that begins with what is kept."""
        case = self.context.session.case
        known = None if case is None else case.id

        def read(vault: OpenVault, _job: Job) -> tuple[tuple[Case, ...], bool]:
            from app.usecases.case.cases import list_cases
            from app.usecases.case.protecting import waits_for_the_question

            cases = () if known else tuple(one.case for one in list_cases(vault))
            asked = known or (cases[0].id if len(cases) == 1 else None)
            return cases, asked is None or waits_for_the_question(vault, asked)

        self.context.with_vault(read, lambda found: self._found(*found), owner=self)

    def _found(self, cases: tuple[Case, ...], waits: bool) -> None:
        if len(cases) > 1:
            self.context.go("cases")
            return
        self._waits = waits
        if cases:
            self._choose(cases[0])

    def _choose(self, case: Case) -> None:
        """Work in a case that was found or begun here; what is typed stays."""
        self._beginning = True
        self.context.session.choose(case)
        self._beginning = False
        self._show_state()

    def _case_begun(self, case: Case) -> None:
        """A case began with a link, or the question about age was answered: then go on."""
        self._waits = self._waits and not self._asked.isVisible()
        self._asked.forget()
        self._choose(case)
        then, self._then = self._then, None
        if then is not None and not case.minor_mode:
            then()

    def _asks_first(self, then: Callable[[], None]) -> bool:
        """Ask the one question before the first picture, where nobody asked it yet."""
        if not self.context.session.is_open or not self._waits:
            return False
        self._then = then
        self._asked.ask()
        self._asked.later.setFocus()
        return True

    def _where_it_goes(self) -> str:
        tr = self.context.tr
        if self.context.session.is_open:
            return tr("A case begins with the first thing that is kept. It needs no name.")
        if self._folder is not None:
            return tr("What you take now is sealed at once, and gets its place after opening.")
        return tr(
            "A vault has to be there first. A link and words that are typed here wait in this "
            "window until then. The computer's own keys take pictures; they can come in later."
        )

    def _show_state(self) -> None:
        case, is_open = self.context.session.case, self.context.session.is_open
        self._minor.setVisible(case.minor_mode if case is not None else not is_open)
        self._sure.setVisible(case is not None and case.minor_mode)
        self._state.setVisible(case is None)
        self._state_words.say(self._where_it_goes())
        self._state_button.setVisible(self._folder is None and not is_open)
        self._allow()

    def _allow(self) -> None:
        """What can be done now: nothing without a vault, no picture before minor mode's answer."""
        case = self.context.session.case
        somewhere = self.context.session.is_open or self._folder is not None
        pictures = somewhere and (case is None or not case.minor_mode or self._sure.isChecked())
        again = self._capturer is not None and self._capturer.can_repeat
        self._link.button.setEnabled(somewhere)
        self._screen.allow(pictures=pictures, again=again)
        self._account.button.setEnabled(pictures)
        for reason in self._waiting:
            reason.setVisible(somewhere and not pictures)

    def on_changed(self, what: Changed) -> None:
        """Only another case matters; what is typed stays."""
        if what is Changed.CASE and not self._beginning:
            self.refresh()

    def retext(self) -> None:
        """The question too."""
        super().retext()
        self._asked.retext()

    def leave_case(self) -> None:
        """What was typed belongs to the case that begins with it, or to the first that is chosen.

        So it waits here while a vault is made.
        """
        if self._beginning:
            return
        had_one, typed = self._had_case, (self._link.link.text(), self._link.words.text())
        super().leave_case()
        self._had_case = self.context.session.case is not None
        if not had_one:
            self._link.link.setText(typed[0])
            self._link.words.setText(typed[1])

    def clear(self) -> None:
        """Forget what was typed and taken."""
        self._link.forget()
        self._asked.forget()
        self._then, self._waits, self._had_case = None, False, False
        self._sure.setChecked(False)
        self._folder = None
        self._show_problem("")
        self._screen.tell_done("")
        self._account.tell_done("")

    def _let_go(self) -> None:
        if self._capturer is not None:
            self._capturer.stop()

    def _leave(self) -> None:
        self.context.go("evidence" if self.context.session.is_open else "unlock")

    def _keep_words(self) -> None:
        link, words = self._link.link.text().strip(), self._link.words.text().strip()
        if (link or words) and self._link.button.isEnabled():
            self._show_problem("")
            self._keeper.keep_words(link, words, self._folder)

    def _the_capturer(self) -> Capturer:
        if self._capturer is None:
            made = Capturer(self.window(), clocks=clocks, hint=self._hint)
            made.taken.connect(self._taken)
            made.stopped.connect(self._allow)
            made.failed.connect(self._failed)
            made.left_behind.connect(self._failed)
            self._capturer = made
        return self._capturer

    def _hint(self) -> str:
        return self.context.tr(
            "Click a window, or draw with the mouse. By keys: Tab and arrows, then Return. "
            "Esc stops."
        )

    def _capture(self, way: CaptureWay, *, profile: bool = False) -> None:
        self._show_problem("")
        if self._asks_first(partial(self._capture, way, profile=profile)):
            return
        self._profile = profile
        self._the_capturer().capture(Wanted(way, self._screen.chosen))

    def _again(self) -> None:
        if self._asks_first(self._again):
            return
        if self._screen.more.isEnabled() and self._capturer is not None:
            self._show_problem("")
            self._capturer.again()

    def _paste(self) -> None:
        if not self._account.button.isEnabled() or self._asks_first(self._paste):
            return
        self._show_problem("")
        self._profile = False
        try:
            picture = Picture(Shot(CaptureWay.PASTED, clocks()), data=pasted_picture())
        except OngiError as error:
            self._failed(error)
        else:
            self._taken([picture])

    def _taken(self, pictures: list[Picture]) -> None:
        self._allow()
        said = Said(room=self._link.words.text(), link=self._link.link.text())
        sure = self._sure.isChecked()
        self._keeper.keep_pictures(pictures, said, self._folder, sure=sure)

    def _kept(self, what: str) -> None:
        tr, session = self.context.tr, self.context.session
        word = tr("Received") if session.is_open else tr("Sealed")
        if what == "words":
            self._link.tell_done(word)
            self._link.link.selectAll()  # it stays for the screen's record; another replaces it
        else:
            (self._account if self._profile else self._screen).tell_done(word)
        if session.is_open:
            session.tell(Changed.EVIDENCE)

    def _failed(self, error: OngiError) -> None:
        texts = self.context.language.texts
        self._allow()
        self._show_problem(in_words(error, texts))

    def _show_problem(self, problem: str) -> None:
        self._problem.say(problem)
        self._problem.setVisible(bool(problem))
