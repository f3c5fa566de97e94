"""Every failure a person can meet, as families by what the person can do about it.

An error carries a stable code (`VLT-003`) and named values; the sentence and the next step are
looked up in `app.error_texts` in the language of the screen, never taken from the text of an
exception. Anything that is not an `OngiError` is a bug and is shown without its text.
"""

from __future__ import annotations

from typing import ClassVar


class OngiError(Exception):
    """A failure with a code, values for its sentence, and a next step.

    `code` is stable, printed on the screen and by `--json`. `values` fill the sentence; they are
    shown to the person who typed or chose them, and never written to a log.
    """

    family: ClassVar[str] = "bug"

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class InputProblem(OngiError):
    """What was typed or chosen can't be used: an empty passphrase, an unknown case.

    A broken answers file.
    """

    family = "input"


class AccessProblem(OngiError):
    """The passphrase or key does not open it. Says nothing about which part was right."""

    family = "access"


class EnvironmentProblem(OngiError):
    """The machine is in the way: disk full, file vanished, read-only folder.

    Vault open elsewhere.
    """

    family = "environment"


class FormatProblem(OngiError):
    """The bytes are not what they claim to be, are too large, or come from a newer version."""

    family = "format"


class IntegrityProblem(OngiError):
    """Bytes were changed, cut or put back. Nothing is repaired or overwritten by itself."""

    family = "integrity"


class NetworkProblem(OngiError):
    """The network was switched on for one thing, and that thing did not answer."""

    family = "network"


class PolicyProblem(OngiError):
    """A rule of the recipient, the law or the person's own consent stands against it."""

    family = "policy"


class Cancelled(OngiError):
    """The person stopped it. Shown as nothing at all; what was finished stays."""

    family = "cancelled"

    def __init__(self) -> None:
        super().__init__("CAN-001")
