"""The code of docs/python.md and of the README runs as it stands."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

sealedbid = pytest.importorskip("sealedbid")
pytest.importorskip("sealedbid._native", reason="the extension module is not built: pip install .")

ROOT = Path(__file__).resolve().parents[3]


def code_of(page: str) -> str:
    """The Python of a page, with lines where they stand in the page, so that an error names its line."""
    lines, is_code = [], False
    for line in (ROOT / page).read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            is_code = line == "```python"
            lines.append("")
        else:
            lines.append(line if is_code else "")
    return "\n".join(lines)


def run_page(page: str, code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs the code in a folder that holds the scenarios."""
    (folder / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(folder)
    exec(compile(code, page, "exec"), {"__name__": "__main__"})  # our own page


def test_the_page_of_the_package_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("openpyxl", "pyarrow", "distributed", "altair", "vl_convert"):
        pytest.importorskip(module)
    run_page("docs/python.md", code_of("docs/python.md"), tmp_path, monkeypatch)
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"scenarios", "minimal.xlsx", "minimal-parquet", "minimal-iamc.csv", "generators.csv", "prices.svg", "report.html"}


def test_the_readme_goes_from_a_scenario_to_a_chart_in_ten_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("altair")
    code = code_of("README.md")
    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    fewer = re.sub(r'"ceiling_40"\], replications=20_000', '"ceiling_40"], replications=2_000, progress=False', code)
    assert fewer != code
    run_page("README.md", fewer, tmp_path, monkeypatch)
    assert (tmp_path / "report.html").stat().st_size > 900_000


@pytest.mark.parametrize("name", ["", ".scenario", ".simulate", ".comparison", ".rounds", ".games", ".run_directory"])
def test_the_examples_of_docstrings_give_what_they_show(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(importlib.import_module(f"sealedbid{name}"), raise_on_error=False)
    assert found.attempted > 0 and found.failed == 0
