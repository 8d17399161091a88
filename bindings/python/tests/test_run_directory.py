"""Run directories: what is read, and what is said of damaged ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from report_fixtures import make_run, program, renamed, run_paths, sign  # noqa: F401 — fixtures

pytest.importorskip("pandas")
pytest.importorskip("xarray")

from sealedbid.run_directory import RunDirectoryError, open_run  # noqa: E402


@pytest.fixture
def copy(run_paths: dict[str, Path], tmp_path: Path) -> Path:  # noqa: F811
    """A run directory that a test may damage."""
    return Path(shutil.copytree(run_paths["small"], tmp_path / "copy"))


def test_a_run_holds_its_tables_and_distributions(run_paths: dict[str, Path]) -> None:  # noqa: F811
    run = open_run(run_paths["small"])
    assert run.policies == ["base", "tight", "loose", "uniform"]
    assert run.currency == "EUR" and not run.interrupted
    assert {"policy", "metric", "group", "mean", "ci95_low"} <= set(run.summary.columns)
    assert len(run.differences["baseline"].unique()) == 3
    assert list(run.distributions["policy"].values) == run.policies
    assert run.equilibrium is None and run.bid_functions is None
    assert "volume_mw: 80" in run.scenario
    assert open_run(run_paths["solved"]).bid_functions is not None


@pytest.mark.parametrize("name", ["summary.csv", "distributions.nc", "scenario.resolved.yaml", "manifest.json"])
def test_any_changed_byte_is_noticed(name: str, copy: Path) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 3] ^= 0x01
    (copy / name).write_bytes(content)
    with pytest.raises(RunDirectoryError, match=name):
        open_run(copy)


def test_all_missing_and_short_files_are_named_at_once(copy: Path) -> None:
    (copy / "summary.csv").unlink()
    content = (copy / "differences.csv").read_bytes()
    (copy / "differences.csv").write_bytes(content[:-1])
    with pytest.raises(RunDirectoryError) as caught:
        open_run(copy)
    assert len(caught.value.issues) == 2
    assert "summary.csv: is missing" in caught.value.issues[0]
    assert f"it has {len(content) - 1} bytes, the manifest says {len(content)}" in caught.value.issues[1]


def test_a_newer_format_is_told_with_both_versions(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest["format_version"] = 99
    sign(copy, manifest)
    with pytest.raises(RunDirectoryError, match="format version 99; this package reads versions up to 1"):
        open_run(copy)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "other"}', "\x00"])
def test_a_folder_with_something_else_is_no_run_directory(content: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(RunDirectoryError, match="manifest.json"):
        open_run(tmp_path)


@pytest.mark.parametrize(
    ("section", "value", "message"),
    [("scenario", None, "scenario lacks name, title, currency"), ("simulation", {"seed": 1}, "simulation lacks replications_asked"),
     ("policies", [], "policies is no list"), ("policies", [1], "policies is no list"), ("program", "1.0", "program lacks version"), ("files", [], "files lacks one")],
)  # fmt: skip
def test_a_manifest_of_another_form_is_refused(section: str, value: object, message: str, copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest[section] = value
    sign(copy, manifest)
    with pytest.raises(RunDirectoryError, match=f"manifest.json: is damaged: {message}"):
        open_run(copy)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunDirectoryError, match="is no folder"):
        open_run(tmp_path / "nowhere")


def test_policies_named_like_missing_values_stay_names(run_paths: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    run = open_run(renamed(run_paths["small"], tmp_path / "named", {"base": "null", "tight": "nan", "loose": "true"}))
    assert list(dict.fromkeys(run.summary["policy"])) == ["null", "nan", "true", "uniform"]
