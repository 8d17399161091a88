"""One self-contained HTML page (or PDF) that tells what a run found: answer first, then charts, assumptions, and how to repeat it.

>>> import sealedbid
>>> from sealedbid.report import write_report
>>> write_report(sealedbid.open("runs/garadagh-2024"), "report.html")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .document import render
from .errors import OutputError, ReportError
from .load import check_comparable, load_runs
from .output import check_target, print_text_to_pdf, print_to_pdf, write_atomically

__all__ = ["OutputError", "ReportError", "load_runs", "write_report"]


def write_report(
    runs: Any,
    path: str | Path,
    *,
    baseline: str | None = None,
    title: str | None = None,
    scenario_file: str | Path | None = None,
    pdf: bool = False,
) -> Path:
    """Writes the report of one run or several.

    Parameters
    ----------
    runs : Run, path, or sequence of these
        Runs of one scenario, in one currency and price year.
    path : path
        HTML file; replaced if it exists. With `pdf`, the same name with the ending .pdf is written too. A name that ends in .pdf gives the PDF alone.
    baseline : str, optional
        Policy that the others are compared with; the first where not given.
    title : str, optional
        Heading; the scenario's title where not given.
    scenario_file : path, optional
        Scenario file the runs were made from; its comments (sources, confidence) are shown beside the assumptions.
    pdf : bool
        Print it too; needs Chromium.

    Returns
    -------
    pathlib.Path
        The file at `path`.

    Raises
    ------
    ReportError
        If run directories are wrong, damaged or not comparable; `.issues` names each.
    OutputError
        If a file could not be written.
    """
    given = list(runs) if isinstance(runs, Sequence) and not isinstance(runs, str) else [runs]
    paths = [item for item in given if isinstance(item, str | Path)]
    opened = iter(load_runs(paths) if paths else [])
    every = [next(opened) if isinstance(item, str | Path) else item for item in given]
    check_comparable(every)
    target = Path(path)
    check_target(target, [Path(run.path) / name for run in every for name in _files_of(run)])
    page = render(every, baseline, title, None if scenario_file is None else Path(scenario_file))
    if target.suffix.lower() == ".pdf":
        print_text_to_pdf(page, target)
        return target
    write_atomically(target, page.encode("utf-8"))
    if pdf:
        print_to_pdf(target, target.with_suffix(".pdf"))
    return target


def _files_of(run: Any) -> list[str]:
    return ["manifest.json", *(str(file["name"]) for file in run.manifest["files"])]
