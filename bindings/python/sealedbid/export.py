"""A run for other programs: Excel, Parquet, the long format of the IAMC, PyPSA. Also methods of `Run`."""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .iamc import to_iamc
from .placing import placed
from .pypsa import to_pypsa

if TYPE_CHECKING:
    import pandas as pd

    from .run_directory import Run

__all__ = ["to_excel", "to_iamc", "to_parquet", "to_pypsa"]

EXCEL_ROWS = 1_048_576  # of a sheet, the header's included
EXCEL_LETTERS = 32_767  # of a cell


def to_excel(run: Run, path: str | Path, *, overwrite: bool = False) -> Path:
    """Writes every table of a run to one workbook, a sheet a table, with a sheet `about` in front.

    Numbers are numbers, so that a spreadsheet shows them with the decimal sign of its own language; texts are never formulas;
    what is not available is an empty cell, infinite values are the text "inf".

    Parameters
    ----------
    run : Run
    path : path
        File to write; its name ends in .xlsx.
    overwrite : bool
        Replace a file that is there.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    ValueError
        If the name does not end in .xlsx, or a table has more rows than a sheet.
    OutputError
        If the file is there, or cannot be written.
    ImportError
        If openpyxl is not installed: ``pip install "sealedbid[excel]"``.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise ValueError(f"path: {target.name!r} does not end in .xlsx, so spreadsheets would not open it")
    openpyxl = _needed("openpyxl", "excel")
    tables = _tables(run)
    for name, table in tables.items():
        if len(table) >= EXCEL_ROWS:
            raise ValueError(f"{name} has {len(table):,} rows; a sheet holds {EXCEL_ROWS - 1:,}. Use to_parquet.")

    def write(place: Path) -> None:
        book = openpyxl.Workbook(write_only=True)
        _add_sheet(book, "about", ["key", "value"], _about(run).items())
        for name, table in tables.items():
            _add_sheet(book, name, list(table.columns), table.itertuples(index=False, name=None))
        book.save(place)

    return placed(target, write, overwrite)


def to_parquet(run: Run, folder: str | Path, *, overwrite: bool = False) -> Path:
    """Writes every table of a run, and the samples it kept, to Parquet files in a new folder.

    Samples of auctions are a row a value: metric, replication, policy, group ("all" where it has none), value.
    The file's metadata under "sealedbid.KEY" tell where it is from: scenario, currency, price_year, seed, …

    Parameters
    ----------
    run : Run
    folder : path
        Folder to make.
    overwrite : bool
        Replace a folder that is there and holds nothing but Parquet files.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    OutputError
        If the folder is there, or cannot be written.
    ImportError
        If pyarrow is not installed: ``pip install "sealedbid[parquet]"``.
    """
    _needed("pyarrow", "parquet")

    def write(place: Path) -> None:
        place.mkdir()
        for name, table in _tables(run).items():
            _write_parquet(place / f"{name}.parquet", [table], run)
        if run._holds("samples_auctions.nc"):
            _write_parquet(place / "samples_auctions.parquet", _auction_rows(run), run)
        if run._holds("samples_bids.nc"):
            _write_parquet(place / "samples_bids.parquet", [_bid_rows(run)], run)

    return placed(Path(folder), write, overwrite)


def _tables(run: Run) -> dict[str, pd.DataFrame]:
    """Every table that the run holds, in the order of its manifest."""
    names = [file["name"].removesuffix(".csv") for file in run.manifest["files"] if file["name"].endswith(".csv")]
    return {name: getattr(run, name) for name in names}


def _about(run: Run) -> dict[str, Any]:
    scenario, simulation, program = (run.manifest[key] for key in ("scenario", "simulation", "program"))
    return {
        "scenario": scenario["name"], "title": scenario["title"], "currency": run.currency, "price_year": scenario["price_year"],
        "policies": ", ".join(run.policies), "seed": str(simulation["seed"]), "replications_asked": simulation["replications_asked"],
        "replications_done": simulation["replications_done"], "interrupted": run.interrupted, "program_version": program["version"],
        "git_commit": program["git_commit"], "scenario_sha256": scenario["resolved_sha256"],
    }  # fmt: skip


def _add_sheet(book: Any, name: str, columns: list[str], rows: Any) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        if isinstance(value, float) and not math.isfinite(value):
            return None if math.isnan(value) else str(value)
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, re.sub(ILLEGAL_CHARACTERS_RE, " ", value)[:EXCEL_LETTERS])
        made.data_type = "s"  # also where it begins with "="
        return made

    for row in [columns, *rows]:
        sheet.append([cell(value.item() if hasattr(value, "item") else value) for value in row])


def _auction_rows(run: Run) -> Iterator[pd.DataFrame]:
    """Samples of auctions, a metric at a time."""
    samples = run.samples("auctions")
    for name, values in samples.data_vars.items():
        table = values.rename("value").to_dataframe().reset_index()
        if "group" not in table:
            table["group"] = "all"
        table["metric"] = str(name)
        table[["policy", "group"]] = table[["policy", "group"]].astype(str)
        yield table[["metric", "replication", "policy", "group", "value"]]


def _bid_rows(run: Run) -> pd.DataFrame:
    """Samples of bids, with names instead of indices."""
    samples = run.samples("bids")
    table: pd.DataFrame = samples.drop_vars(["policy", "bidder_class"]).to_dataframe()
    for name in ("bidder_class", "policy"):
        table.insert(0, name, samples[name].astype(str).values[table.pop(f"{name}_index").to_numpy()])
    return table


def _write_parquet(path: Path, tables: Any, run: Run) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    try:
        for table in tables:
            content = pa.Table.from_pandas(table, preserve_index=False)
            if writer is None:
                schema = content.schema.with_metadata({f"sealedbid.{key}": str(value) for key, value in _about(run).items()})
                writer = pq.ParquetWriter(path, schema, compression="zstd")
            writer.write_table(content.cast(writer.schema))
    finally:
        if writer is not None:
            writer.close()


def _needed(module: str, extra: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ImportError(f'this needs {module}: pip install "sealedbid[{extra}]"') from None
