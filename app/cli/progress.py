"""A progress bar that pulls: ten times a second it looks at the job's newest progress.

Drawn by rich, on standard error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, ConsoleOptions, RenderResult
from rich.filesize import decimal
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from app.domain.phases import PHASES
from app.domain.text.textsafe import visible
from app.i18n import Texts
from app.jobs import Job, Progress


class _Line:
    """The newest progress of a job, drawn when asked."""

    def __init__(self, job: Job, texts: Texts) -> None:
        self._job = job
        self._texts = texts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        now = self._job.progress
        if not now.phase:
            return
        row = Table.grid(padding=(0, 2))
        phase = self._texts.tr(PHASES.get(now.phase, now.phase))
        row.add_row(
            Text(phase),
            ProgressBar(
                total=now.total,
                completed=now.done,
                width=30,
                pulse=now.total is None,
                # rich's own colours are reds; nothing here shouts.
                style="bright_black",
                complete_style="cyan",
                finished_style="cyan",
                pulse_style="cyan",
            ),
            Text(_amount(now)),
            Text(visible(now.subject, 40), overflow="ellipsis", no_wrap=True),
        )
        yield row


def _amount(now: Progress) -> str:
    if now.total is None and not now.done:
        return ""
    if now.unit == "bytes":
        return decimal(now.done) + (f" / {decimal(now.total)}" if now.total else "")
    return f"{now.done:,}" + (f" / {now.total:,}" if now.total else "")


@contextmanager
def showing(job: Job, texts: Texts, *, visible: bool) -> Iterator[None]:
    """Show a job's progress while the block runs, where somebody looks at a terminal."""
    console = Console(stderr=True)
    if not visible or not console.is_terminal:
        yield
        return
    with Live(_Line(job, texts), console=console, refresh_per_second=10, transient=True):
        yield
