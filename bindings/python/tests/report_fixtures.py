"""Small run directories for the tests of charts and reports, made by the program itself."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_RUNS: dict[str, Path] = {}  # made once, though each test module that imports the fixture has its own
SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"

SMALL = """schema_version: 1
name: small
title: {title}
currency: EUR
price_year: 2025
technologies:
  solar_pv: {{capex_per_kw: {{distribution: lognormal, median: 700, sigma: 0.08}}, opex_per_kw_year: 14, capacity_factor_fraction: 0.19, lifetime_years: 30}}
host_country: {{code: ESP}}
bidder_classes:
  domestic: {{origin: ESP, bidders: 4, technology: solar_pv, project_capacity_mw: 40, participation_probability: 0.8,   # [1] H; as announced
             wacc_fraction: {{distribution: normal, mean: 0.065, sd: 0.006}}, strategy: {strategy}}}
  foreign: {{origin: DEU, bidders: 2, technology: solar_pv, project_capacity_mw: 40, participation_probability: 0.7,
            wacc_fraction: {{distribution: normal, mean: 0.060, sd: 0.006}}, strategy: {strategy}}}
auction:
  volume_mw: 80                                          # [2] M
  ceiling_per_mwh: 60
  pricing: pay_as_bid
tariff: {{type: two_way_cfd, term_years: 20, after_term: {{price_per_mwh: 30}}}}
policies:
{policies}
simulation: {{replications: 1500, seed: 7}}
"""

# Names that a page could mistake for markup, script, or layout.
HOSTILE_TITLE = "</script><script>window.hacked=1</script> & \"quotes\" <b>bold</b> \\u2028 مزايدة الطاقة"
HOSTILE = {
    "base": "</script><script>window.hacked=1</script>",
    "tight": '"><img src=x onerror="window.hacked=1">',
    "loose": "x" * 300,
    "uniform": "مزايدة \u202e الطاقة 'single' \"double\" \u2028 ]]> <!-- &#x3c;",
}


# One policy whose bids are solved for and one whose are not, few bidders, coarse: seconds.
SOLVED = "  base: {}\n  habit: {bidder_classes: {domestic: {strategy: truthful}, foreign: {strategy: truthful}}}"
COARSE = ("auction.volume_mw=40", "equilibrium.tolerance=0.05", "equilibrium.certificate_worlds=16384", "bidder_classes.domestic.bidders=2",
          "bidder_classes.foreign.bidders=1")  # fmt: skip


def policies_text(number: int) -> str:
    """YAML of that many policies: the scenario as it stands, then ceilings."""
    lines = ["  base: {}"] + [f"  ceiling_{40 + k}: {{auction: {{ceiling_per_mwh: {40 + k}}}}}" for k in range(1, number)]
    return "\n".join(lines)


def small_scenario(folder: Path, name: str, policies: str, strategy: str = "truthful", title: str = "A small auction") -> Path:
    """Writes a small scenario and returns its path."""
    path = folder / f"{name}.yaml"
    path.write_text(SMALL.format(policies=policies, strategy=strategy, title=json.dumps(title, ensure_ascii=False)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def program() -> str:
    """Path of the built program: $SEALEDBID_PROGRAM, or `sealedbid` beside the interpreter or in the PATH."""
    found = os.environ.get("SEALEDBID_PROGRAM") or shutil.which("sealedbid", path=str(Path(sys.executable).parent)) or shutil.which("sealedbid")
    if not found:
        pytest.skip("needs the program sealedbid: set SEALEDBID_PROGRAM to its path")
    return found


@pytest.fixture(scope="session")
def make_run(program: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that runs a scenario with overrides, once for each name."""
    folder = tmp_path_factory.mktemp("runs")
    made: dict[str, Path] = {}

    def make(name: str, scenario: Path, *overrides: str) -> Path:
        if name not in made:
            command = [program, "run", str(scenario), "--output", str(folder / name)]
            for override in overrides:
                command += ["--set", override]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            made[name] = folder / name
        return made[name]

    return make


@pytest.fixture(scope="session")
def run_paths(make_run: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Run directories by what is special about them."""
    if _RUNS:
        return _RUNS
    texts = tmp_path_factory.mktemp("scenarios")
    base = "  base: {}\n  tight: {auction: {ceiling_per_mwh: 42}}\n  loose: {auction: {ceiling_per_mwh: 80}}\n  uniform: {auction: {pricing: uniform_lowest_rejected}}"
    small = small_scenario(texts, "small", base)
    runs = {
        "small": make_run("small", small),
        "larger": make_run("larger", small, "auction.volume_mw=120"),
        "one_policy": make_run("one_policy", small_scenario(texts, "one_policy", policies_text(1))),
        "twelve": make_run("twelve", small_scenario(texts, "twelve", policies_text(12))),
        "one_replication": make_run("one_replication", small, "simulation.replications=1"),
        "void": make_run("void", SCENARIOS / "minimal.yaml", "auction.ceiling_per_mwh=1", "simulation.replications=500"),
        "solved": make_run("solved", small_scenario(texts, "solved", SOLVED, "equilibrium"), *COARSE),
        "titled": make_run("titled", small_scenario(texts, "titled", base, title=HOSTILE_TITLE)),
        "rounds": make_run("rounds", SCENARIOS / "adaptive-bidding.yaml", "simulation.replications=100"),
        "levers": make_run("levers", SCENARIOS / "azerbaijan" / "economic-levers.yaml", "simulation.replications=1000"),
        "sale": make_run("sale", SCENARIOS / "minimal-sale.yaml", "simulation.replications=2000"),
    }
    runs["hostile"] = renamed(runs["titled"], tmp_path_factory.mktemp("hostile") / "run", HOSTILE)
    runs["scenario_file"] = small
    _RUNS.update(runs)
    return _RUNS


def renamed(source: Path, target: Path, names: dict[str, str]) -> Path:
    """A copy of a run directory with other names of policies, as no scenario may have them, and right check sums."""
    import pandas as pd
    import xarray as xr

    shutil.copytree(source, target)
    for table in target.glob("*.csv"):
        frame = pd.read_csv(table, dtype=str, keep_default_na=False)
        for column in ("policy", "baseline"):
            if column in frame:
                frame[column] = frame[column].map(lambda name: names.get(name, name))
        frame.to_csv(table, index=False)
    with xr.open_dataset(source / "distributions.nc") as dataset:
        renamed_set = dataset.load().assign_coords(policy=[names.get(str(name), str(name)) for name in dataset["policy"].values])
    renamed_set.to_netcdf(target / "distributions.nc", engine="h5netcdf")
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    manifest["policies"] = [names.get(name, name) for name in manifest["policies"]]
    sign(target, manifest)
    return target


def sign(folder: Path, manifest: dict[str, Any]) -> None:
    """Writes a manifest whose check sums are those of the files beside it."""
    for file in manifest["files"]:
        content = (folder / file["name"]).read_bytes()
        file["bytes"], file["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    manifest["run_environment"]["manifest_sha256"] = "0" * 64
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / "manifest.json").write_text(text.replace("0" * 64, digest), encoding="utf-8")
