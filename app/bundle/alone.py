"""The verifier as a program of its own: what the single file `ongi-verify.pyz` runs.

`python ongi-verify.pyz BUNDLE` checks a bundle and nothing else. Needs Python and `cryptography`;
reaches neither a vault nor the network, and writes nothing. Keys and statuses are those of `verify`
in resources/docs/COMMANDS.md. Its Korean comes with it in the file (`app.bundle.onefile`).
"""

from __future__ import annotations

import argparse
import getpass
import gettext
import json
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from app.bundle.verify.checks import Check, CheckId, Result, State, VerifyResult
from app.bundle.verify.run import verify
from app.bundle.verify.stamps import NONE
from app.error_texts import next_step, sentence
from app.errors import AccessProblem, EnvironmentProblem, InputProblem, OngiError
from app.i18n import LANGUAGES, N_, Texts, language_of_system, texts

KOREAN = "korean.json"
"""In the single file, beside `app/__init__.py`: Korean by English text."""

_PASSED, _FAILED, _WRONG_USE = 0, 1, 2
_MOST = 64 * 1024
_STATES = {
    State.PASSED: N_("checked"),
    State.FAILED: N_("does not match"),
    State.NOT_CHECKED: N_("not checked"),
}
_RESULTS = {
    Result.PASSED: N_(
        "Everything that can be checked matches. "
        "This supports the bundle's content; it does not prove it."
    ),
    Result.FAILED: N_(
        "Something does not match. Ask for the bundle once more, and keep this one as it is."
    ),
    Result.INCOMPLETE: N_("Not everything could be checked."),
}
_STAMPS = N_(
    "The time stamps in it were not checked: this file can't. "
    "The Ongi program can, and so can openssl as READ-ME says."
)


class _Korean(gettext.NullTranslations):
    """The texts that came along."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def gettext(self, message: str) -> str:
        """The Korean of a text, or the text."""
        return self._texts.get(message, message)


class _CarriedTexts(Texts):
    """Texts out of the single file, which has no catalogues."""

    def __init__(self, language: str, korean: Mapping[str, str]) -> None:
        super().__init__("en")
        self.language = language
        self._catalogue = _Korean(korean if language == "ko" else {})


def _texts(language: str) -> Texts:
    try:
        carried = pkgutil.get_data("app", KOREAN)
    except OSError:
        return texts(language)  # run from the checkout: there are catalogues
    return _CarriedTexts(language, cast("dict[str, str]", json.loads(carried or b"{}")))


def main(argv: Sequence[str] | None = None) -> int:
    """Check one bundle and say so; gives the exit status.

    0: all that should be checked matches. 1: something does not, or was not opened. 2: wrong use.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = _texts(_language(given))
    arguments = _parser(words).parse_args(given)
    try:
        result = _verified(arguments, words)
    except OngiError as error:
        return _refused(error, words, as_json=arguments.json)
    except (KeyboardInterrupt, EOFError):
        return _FAILED
    _tell(result, words, as_json=arguments.json)
    return _PASSED if result.result is Result.PASSED else _FAILED


def _language(given: Sequence[str]) -> str:
    """Found before the arguments are read, since their help speaks it."""
    for before, word in zip(["", *given], given, strict=False):
        wanted = word.removeprefix("--lang=") if before != "--lang" else word
        if wanted in LANGUAGES and (before == "--lang" or word.startswith("--lang=")):
            return wanted
    return language_of_system(default="en")


def _parser(words: Texts) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ongi-verify", description=words.tr("check a bundle as its recipient does")
    )
    parser.add_argument(
        "bundle", metavar="BUNDLE", help=words.tr("the folder that holds bundle.age")
    )
    parser.add_argument("--passphrase-file", metavar="FILE")
    parser.add_argument(
        "--identity", metavar="FILE", help=words.tr("open it with your own key, from its file")
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lang", choices=LANGUAGES)
    return parser


def _verified(arguments: argparse.Namespace, words: Texts) -> VerifyResult:
    bundle = Path(arguments.bundle)
    if arguments.identity is not None:
        return verify(bundle, identity=_read(Path(arguments.identity)))
    if arguments.passphrase_file is not None:
        lines = _read(Path(arguments.passphrase_file)).splitlines()
        typed = lines[0] if lines else ""
    else:
        typed = getpass.getpass(words.tr("Passphrase of the bundle") + ": ")
    if not typed:
        raise AccessProblem("BND-006")
    return verify(bundle, passphrase=typed)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8-sig")
    except (FileNotFoundError, ValueError):  # a path with a zero byte in it, or no text
        raise InputProblem("INP-002", name=str(path)) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(path)) from None


def _refused(error: OngiError, words: Texts, *, as_json: bool) -> int:
    said, after = sentence(error, words), next_step(error, words)
    told = {"code": error.code, "sentence": said, "next_step": after}
    if as_json:
        sys.stdout.write(json.dumps({"error": told}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(f"{said} {after} [{error.code}]\n")
    return _WRONG_USE if isinstance(error, InputProblem) else _FAILED


def _tell(result: VerifyResult, words: Texts, *, as_json: bool) -> None:
    if as_json:
        checks = [
            {
                "id": check.id,
                "name": check.name_in(words),
                "state": check.state,
                "why": check.why_in(words),
            }
            for check in result.checks
        ]
        told = {"result": result.result, "checks": checks}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return
    lines = [*(_line(check, words) for check in result.checks), words.tr(_RESULTS[result.result])]
    if _stamps_left_open(result):
        lines.append(words.tr(_STAMPS))
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _stamps_left_open(result: VerifyResult) -> bool:
    """Whether stamps came along that nobody looked at: no root is pinned in the single file."""
    return any(
        check.id == CheckId.TIMESTAMP and check.state is State.NOT_CHECKED and check.why != NONE
        for check in result.checks
    )


def _line(check: Check, words: Texts) -> str:
    why = f" ({check.why_in(words)})" if check.why else ""
    return f"  {check.id:>2}  {words.tr(_STATES[check.state])}  {check.name_in(words)}{why}"


if __name__ == "__main__":
    sys.exit(main())
