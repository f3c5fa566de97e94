import shutil
import subprocess
from pathlib import Path

import pytest

from app.report.writers.glyphs import font_files


@pytest.fixture(scope="session", autouse=True)
def fonts_there():
    font_files()  # set-up fetches them; without them nothing here can be judged


@pytest.fixture
def text_of(tmp_path: Path):
    """The text that Poppler reads out of a document, an outside judge."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")

    def read(pdf: bytes) -> str:
        path = tmp_path / "report.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([tool, "-layout", str(path), "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    return read
