"""Opens the run directories of a report, and refuses those that must not stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..run_directory import open_run
from .errors import ReportError


def load_runs(paths: Sequence[str | Path]) -> list[Any]:
    """Opens run directories.

    Parameters
    ----------
    paths : sequence of path
        Directories that `sealedbid run` wrote.

    Returns
    -------
    list of Run
        In the order of `paths`.

    Raises
    ------
    ReportError
        Naming every directory that is missing, damaged or not comparable, and why.
    """
    runs, issues = [], []
    for path in paths:
        try:
            runs.append(open_run(path))
        except (ValueError, OSError) as error:
            found = getattr(error, "issues", None) or [str(error)]
            issues += [_line(path, str(issue)) for issue in found]
    if issues:
        raise ReportError(issues)
    check_comparable(runs)
    return runs


def check_comparable(runs: Sequence[Any]) -> None:
    """Refuses runs of unlike scenarios, currencies or price years, which a reader would compare without noticing.

    Raises
    ------
    ReportError
        Naming each run that differs from the first, what differs, and both values.
    """
    words = {"name": "scenario", "currency": "currency", "price_year": "price year"}
    first, issues = runs[0], []
    for run in runs[1:]:
        for key, word in words.items():
            mine, other = run.manifest["scenario"][key], first.manifest["scenario"][key]
            if mine != other:
                issues.append(
                    f"{run.path}: {word} {mine} differs from {word} {other} of {first.path}: "
                    "one report compares runs of one scenario in one currency and price year; write a report for each"
                )
    if issues:
        raise ReportError(issues)


def _line(path: str | Path, issue: str) -> str:
    return issue if issue.startswith(str(path)) else f"{path}: {issue}"
