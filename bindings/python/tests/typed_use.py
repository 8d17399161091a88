"""How a user with strict type checking calls the package. Checked by mypy in tools/test_python_package.sh, never run."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import sealedbid
from sealedbid import charts
from sealedbid.report import write_report


def use(folder: Path) -> None:
    """A call of every public function."""
    scenario = sealedbid.load(folder / "scenario.yaml", {"auction.volume_mw": 80}).with_(auction={"ceiling_per_mwh": 50})
    run: sealedbid.Run = sealedbid.run(scenario, policies=["base"], replications=1000, progress=lambda done, asked: print(done, asked))
    with ProcessPoolExecutor() as pool:
        run = sealedbid.run({"schema_version": 1}, executor=pool, output=folder / "run", overwrite=True)
    sealedbid.compare(run, baseline="base")
    sealedbid.compare([folder / "run"])
    sealedbid.clear(folder / "bids.csv", folder / "rules.yaml", seed=1)
    found: sealedbid.Equilibrium = sealedbid.equilibrium(scenario, policy="base")
    assert found.certificate is not None
    charts.price_distributions(sealedbid.open(folder / "run"))
    charts.support_cost(run, round_number=1)
    run.to_iamc(statistics=["mean", "p90"])
    workbook: Path = run.to_excel(folder / "run.xlsx")
    page: Path = write_report([run, folder / "other"], workbook.with_suffix(".html"), pdf=True)
    assert page.exists()
    try:
        sealedbid.load("nowhere.yaml")
    except sealedbid.ScenarioError as error:
        print([issue.line + issue.column for issue in error.issues])
