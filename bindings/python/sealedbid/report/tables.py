"""Tables of text behind the charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..charts.names import group_title, metric_title, plain

MOST_ROWS = 250


@dataclass(frozen=True)
class Table:
    """Headers and rows of text, and what was left out."""

    headers: list[str]
    rows: list[list[str]]
    note: str = ""


def number(value: Any) -> str:
    """A number with at most five significant digits; a dash where there is none."""
    if value is None or value != value:
        return "–"
    number_text = f"{value:,.0f}" if abs(value) >= 100000 else f"{value:,.5g}"
    return number_text.replace("-", "−")


def percent(value: Any) -> str:
    """A fraction in percent."""
    return "–" if value is None or value != value else f"{value * 100:.3g} %".replace("-", "−")


def name(value: Any) -> str:
    """A name as words; groups such as "origin:CHN" as what they stand for."""
    return group_title(str(value)) if ":" in str(value) else plain(str(value))


def table_of(frame: pd.DataFrame, columns: Mapping[str, tuple[str, Callable[[Any], str]]], source: str) -> Table:
    """Columns of a frame as text.

    Parameters
    ----------
    columns : dict
        Column → (header, how a value becomes text); others are left out.
    source : str
        File of the run directory that holds all rows, named where rows are cut off.
    """
    used = {key: value for key, value in columns.items() if key in frame}
    shown = frame.head(MOST_ROWS)
    rows = [[how(row[key]) for key, (_, how) in used.items()] for _, row in shown.iterrows()]
    note = f"The first {len(shown)} of {len(frame)} rows; all are in {source}." if len(frame) > MOST_ROWS else ""
    return Table([header for header, _ in used.values()], rows, note)


def bins_by_series(frame: pd.DataFrame, series: str, value: str, unit: str) -> Table:
    """Histograms side by side: a row a bin, a column a series; shares in percent."""
    wide = frame.pivot(index=["low", "high"], columns=series, values=value)[list(dict.fromkeys(frame[series]))]
    headers = [f"from ({unit})", f"to ({unit})", *(name(column) for column in wide.columns)]
    rows = [[number(low), number(high), *(percent(item) for item in values)] for (low, high), values in zip(wide.index, wide.to_numpy(), strict=True)]
    return Table(headers, rows[:MOST_ROWS], "Share of the values in each bin; the rest lies beyond the ends.")


def rows_by_series(frame: pd.DataFrame, row: str, series: str, value: str, row_title: str, how: Callable[[Any], str], note: str = "") -> Table:
    """A row a value of `row`, a column a series."""
    wide = frame.pivot(index=row, columns=series, values=value)
    wide = wide.loc[list(dict.fromkeys(frame[row])), list(dict.fromkeys(frame[series]))]
    headers = [row_title, *(name(column) for column in wide.columns)]
    return Table(headers, [[name(index), *(how(item) for item in values)] for index, values in zip(wide.index, wide.to_numpy(), strict=True)], note)


def metric_name(value: Any) -> str:
    """Plain title of a metric."""
    return metric_title(str(value))
