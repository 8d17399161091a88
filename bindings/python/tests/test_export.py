"""Runs for other programs: what they read is what the run holds."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from report_fixtures import SCENARIOS, make_run, program, renamed, run_paths  # noqa: F401 — fixtures

pd = pytest.importorskip("pandas")
pytest.importorskip("xarray")

from sealedbid.errors import OutputError  # noqa: E402
from sealedbid.run_directory import Run, open_run  # noqa: E402


@pytest.fixture
def run(run_paths: dict[str, Path]) -> Run:  # noqa: F811
    return open_run(run_paths["small"])


def assert_same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True), check_dtype=False, rtol=0, atol=0)


def test_a_workbook_holds_every_table_with_numbers_as_numbers(run: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = run.to_excel(tmp_path / "run.xlsx")
    sheets = pd.read_excel(path, sheet_name=None, keep_default_na=False, na_values=[""])
    assert list(sheets)[:2] == ["about", "summary"]
    assert {"differences", "convergence", "typical_auctions"} <= set(sheets)
    # A workbook keeps 16 digits of a number where the tables have up to 17.
    pd.testing.assert_frame_equal(sheets["summary"], run.summary, check_dtype=False, rtol=1e-15, atol=0)
    cells = openpyxl.load_workbook(path)["summary"]
    assert {cells.cell(2, column).data_type for column in range(6, 10)} == {"n"}
    about = dict(zip(sheets["about"]["key"], sheets["about"]["value"], strict=True))
    assert about["currency"] == "EUR" and int(about["replications_done"]) == 1500


def test_texts_of_a_workbook_are_never_formulas(run_paths: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    openpyxl = pytest.importorskip("openpyxl")
    names = {"base": '=HYPERLINK("http://x")', "tight": "+1", "loose": "bell \x07", "uniform": "u" * 40_000}
    path = open_run(renamed(run_paths["small"], tmp_path / "named", names)).to_excel(tmp_path / "run.xlsx")
    book = openpyxl.load_workbook(path)
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert '=HYPERLINK("http://x")' in [row[0].value for row in book["summary"].iter_rows()]
    with zipfile.ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_infinite_values_do_not_spoil_a_workbook(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    run.summary = run.summary.assign(max=float("inf"), min=float("nan"))  # type: ignore[misc]
    sheet = pd.read_excel(run.to_excel(tmp_path / "run.xlsx"), sheet_name="summary")
    assert set(sheet["max"].astype(str)) == {"inf"} and sheet["min"].isna().all()


def test_parquet_files_hold_tables_and_samples(program: str, tmp_path: Path) -> None:  # noqa: F811
    parquet = pytest.importorskip("pyarrow.parquet")
    command = [program, "run", str(SCENARIOS / "minimal.yaml"), "--replications", "64", "--samples", "auctions,bids"]
    subprocess.run([*command, "--output", str(tmp_path / "run")], check=True, capture_output=True)
    run = open_run(tmp_path / "run")
    folder = run.to_parquet(tmp_path / "parquet")
    assert_same(pd.read_parquet(folder / "summary.parquet"), run.summary)
    auctions = pd.read_parquet(folder / "samples_auctions.parquet")
    prices = auctions.query("metric == 'clearing_price_per_mwh' and policy == 'uniform_price'").set_index("replication")["value"]
    assert prices.tolist() == run.samples("auctions").clearing_price_per_mwh.sel(policy="uniform_price").values.tolist()
    assert {"all", "class:domestic"} <= set(auctions["group"])
    bids = pd.read_parquet(folder / "samples_bids.parquet")
    kept = run.samples("bids")
    assert bids["bid_per_mwh"].tolist() == kept.bid_per_mwh.values.tolist()
    assert bids["bidder_class"].tolist() == [kept.bidder_class.values[i] for i in kept.bidder_class_index.values]
    assert parquet.read_schema(folder / "summary.parquet").metadata[b"sealedbid.currency"] == b"EUR"


def test_only_parquet_files_are_replaced(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder = run.to_parquet(tmp_path / "parquet")
    with pytest.raises(OutputError, match="exists"):
        run.to_parquet(folder)
    (folder / "stale.parquet").touch()
    assert not (run.to_parquet(folder, overwrite=True) / "stale.parquet").exists()
    (folder / "thesis.docx").touch()
    with pytest.raises(OutputError, match="other things"):
        run.to_parquet(folder, overwrite=True)
    assert (folder / "thesis.docx").exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["parquet"], "nothing half-written is left"


def test_what_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    taken = tmp_path / "taken.xlsx"
    taken.write_text("mine")
    with pytest.raises(OutputError, match=r"taken\.xlsx exists"):
        run.to_excel(taken)
    assert taken.read_text() == "mine"
    with pytest.raises(OutputError, match="No such file"):
        run.to_excel(tmp_path / "nowhere" / "run.xlsx")
    with pytest.raises(ValueError, match=r"\.xlsx"):
        run.to_excel(tmp_path / "run.csv")
    run.to_excel(taken, overwrite=True)
    assert zipfile.is_zipfile(taken)


def test_variables_of_the_iamc_format_are_unique_and_carry_units(run: Run) -> None:
    table = run.to_iamc(statistics=["mean", "p90"])
    assert list(table.columns) == ["model", "scenario", "region", "variable", "unit", "year", "value"]
    assert not table.duplicated(["model", "scenario", "region", "variable", "year"]).any(), "a variable has one unit"
    row = table.query("scenario == 'small tight' and variable == 'Auction|Mean Awarded Price per MWh'").iloc[0]
    expected = run.summary.query("policy == 'tight' and metric == 'mean_awarded_price_per_mwh' and group == 'all'").iloc[0]
    assert (row["value"], row["unit"], row["region"], row["year"]) == (expected["mean"], "EUR_2025/MWh", "ESP", 2025)
    assert {"Auction|Awarded MW|Class|domestic|P90", "Auction|Awarded MW|Origin|DEU"} <= set(table["variable"])
    assert "" in set(table["unit"]) and "1" not in set(table["unit"])
    with pytest.raises(ValueError, match="p91"):
        run.to_iamc(statistics=["p91"])
    with pytest.raises(ValueError, match="a list"):
        run.to_iamc(statistics="mean")


def test_rounds_are_told_apart_in_the_iamc_format(run_paths: dict[str, Path]) -> None:  # noqa: F811
    table = open_run(run_paths["rounds"]).to_iamc()
    assert not table.duplicated(["scenario", "variable"]).any()
    assert any(name.endswith("|Round 2") for name in table["variable"])


def test_awarded_projects_become_generators(run: Run, tmp_path: Path) -> None:
    run.to_pypsa(tmp_path / "generators.csv", policy="tight")
    table = pd.read_csv(tmp_path / "generators.csv", index_col="name")
    awards = run.typical_auctions.query("policy == 'tight' and awarded_mw > 0")
    assert table["p_nom"].sum() == pytest.approx(awards["awarded_mw"].sum()) and len(table) == len(awards) > 0
    assert set(table["bus"]) == {"ESP"} and set(table["carrier"]) == {"solar_pv"} and table.index.is_unique
    with pytest.raises(ValueError, match="no_such"):
        run.to_pypsa(policy="no_such")
    with pytest.raises(ValueError, match="round_number: 2"):
        run.to_pypsa(round_number=2)


def test_nothing_awarded_gives_no_generators(run_paths: dict[str, Path]) -> None:  # noqa: F811
    assert open_run(run_paths["void"]).to_pypsa().empty


def test_every_kind_of_run_can_be_exported(run_paths: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    pytest.importorskip("openpyxl")
    for name in ("solved", "sale", "levers", "one_replication", "one_policy"):
        run = open_run(run_paths[name])
        assert run.to_excel(tmp_path / f"{name}.xlsx").stat().st_size > 0
        assert not run.to_iamc().duplicated(["scenario", "variable"]).any(), name
        run.to_pypsa()
    assert "bid_functions" in pd.read_excel(tmp_path / "solved.xlsx", sheet_name=None)
