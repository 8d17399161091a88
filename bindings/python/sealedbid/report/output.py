"""Writes the report: complete under its name, or not at all; and prints it to PDF where Chromium is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from .errors import OutputError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PDF_SECONDS = 120


def check_target(path: Path, protected: Iterable[Path]) -> None:
    """Refuses a target before any work is done.

    Parameters
    ----------
    protected : iterable of Path
        Files that must never be replaced: those of the run directories.

    Raises OutputError if the folder is missing, or the target is a folder or a file of a run.
    """
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; give the name of a file")
    if not path.resolve().parent.is_dir():
        raise OutputError(f"{path}: cannot be written: the folder {path.parent} is missing")
    if path.resolve() in {item.resolve() for item in protected}:
        raise OutputError(f"{path}: is a file of the run that is read; give another name")


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a file under a hidden name beside its target, to the disk, and then gives it its name.

    A link stays a link, and what is no file, such as /dev/null, is written to and stays what it is.
    Raises OutputError, with the target as it was.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        _write_to_device(path, content)
        return
    hidden = None
    try:
        handle, hidden = tempfile.mkstemp(prefix=f".{path.name[:40]}.partial-", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            os.fchmod(stream.fileno(), 0o666 & ~_umask())
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(hidden, path)
    except OSError as error:
        if hidden is not None:
            Path(hidden).unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _write_to_device(path: Path, content: bytes) -> None:
    try:
        with path.open("wb") as stream:
            stream.write(content)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def find_browser() -> str | None:
    """Path of a Chromium that can print, or None."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def print_text_to_pdf(text: str, target: Path) -> None:
    """Prints HTML text to PDF; as `print_to_pdf`."""
    with tempfile.TemporaryDirectory(prefix="sealedbid-pdf-") as folder:
        page = Path(folder) / "report.html"
        page.write_text(text, encoding="utf-8")
        print_to_pdf(page, target)


def print_to_pdf(page: Path, target: Path) -> None:
    """Prints an HTML file to PDF.

    Raises OutputError if there is no Chromium, or it does not print within two minutes.
    """
    browser = find_browser()
    if browser is None:
        raise OutputError(f"{target}: a PDF needs Chromium (Debian: apt install chromium); the HTML report can be printed from any browser")
    with tempfile.TemporaryDirectory(prefix="sealedbid-pdf-") as folder:
        made = Path(folder) / "report.pdf"
        command = [browser, "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile",
                   "--virtual-time-budget=30000", f"--print-to-pdf={made}"]  # fmt: skip
        if os.geteuid() == 0:  # Chromium has no sandbox for root
            command.append("--no-sandbox")
        try:
            done = subprocess.run([*command, page.resolve().as_uri()], capture_output=True, timeout=_PDF_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise OutputError(f"{target}: {browser} did not print: {error}") from error
        if not made.is_file() or not made.stat().st_size:
            raise OutputError(f"{target}: {browser} did not print (exit code {done.returncode})")
        write_atomically(target, made.read_bytes())
