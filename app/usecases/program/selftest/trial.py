"""What the checks of one selftest share: its folder, the words it marks with, what the job left."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.bundle.verify.checks import NotChecked, Passed
from app.i18n import N_, Texts
from app.jobs import Job
from app.paths import resources
from app.usecases.program.demonstrating import End
from app.usecases.program.selftest.witness import Witness
from app.usecases.vault.vaults import OpenVault, open_vault

NO_JOB = N_("The main job did not come to its end.")


def _mark() -> str:
    """A word that stands nowhere else."""
    return f"표시 {secrets.token_hex(8)}"


@dataclass
class Trial:
    """One selftest. `end` and `passphrase` are those of the main job, None before it ended."""

    folder: Path
    texts: Texts
    job: Job
    witness: Witness = field(default_factory=Witness)
    mark: str = field(default_factory=_mark)
    end: End | None = None
    passphrase: str = ""
    _vault: OpenVault | None = None

    @property
    def out(self) -> Path:
        """Where the main job leaves its results."""
        return self.folder / "job"

    @property
    def given(self) -> Path:
        """What is given beside the samples: readable, and so left out of searches."""
        return self.folder / "given"

    def place(self, name: str) -> Path:
        """Where a result of the main job lies. Raises NotChecked where there is none."""
        if self.end is None:
            raise NotChecked(NO_JOB)
        return next(path for key, _text, path in self.end.places if key == name)

    @property
    def vault(self) -> OpenVault:
        """The vault of the main job, opened when first asked for. Raises as `open_vault`."""
        if self._vault is None:
            self._vault = open_vault(self.place("vault"), self.passphrase, self.job)
        return self._vault

    def close(self) -> None:
        """Close that vault."""
        vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()


Act = Callable[[Trial], Passed]


def sample_files() -> tuple[Path, ...]:
    """The files that the main job takes in, as they come along."""
    samples = resources() / "samples"
    folders = ("telegram", "screenshots", "kakaotalk")
    found = (one for name in folders for one in (samples / name).rglob("*"))
    return tuple(sorted(one for one in found if one.is_file()))
