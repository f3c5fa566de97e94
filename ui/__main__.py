"""Opens the window: `python -m ui`.

Without a display it says so in one sentence and stops with status 2.
"""

from __future__ import annotations

import sys

from app.errors import EnvironmentProblem
from app.i18n import language_of_system, texts
from app.usecases.program.carrying_along import begin_portable
from app.usecases.program.starting import TRY_WINDOWS, begin


def main(arguments: list[str]) -> int:
    """Run the window until it is closed; gives the exit status."""
    from ui.application import has_display
    from ui.errors import in_words

    language = language_of_system()
    if not has_display():
        error = EnvironmentProblem("ENV-007")
        words = texts(language)
        print(in_words(error, words).replace("\n", ": "), file=sys.stderr)  # noqa: T201
        return 2
    from ui.application import make_application
    from ui.building import build_desk
    from ui.system.process_name import be_called
    from ui.tidying import Tidying

    be_called()
    application = make_application(begin_portable(arguments))
    desk = build_desk(application, language)
    sys.excepthook = desk.context.errors.hook
    Tidying(desk.context.lanes, desk.context.session, desk.window)
    desk.window.show()
    status = application.exec()
    desk.context.lanes.close()
    return status


if __name__ == "__main__":
    begin()
    if sys.argv[1:] == [TRY_WINDOWS]:  # a part of the selftest, with no screen
        from ui.trying import try_windows

        sys.exit(try_windows(sys.argv))
    sys.exit(main(sys.argv))
