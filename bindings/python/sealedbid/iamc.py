"""Results in the long format of the Integrated Assessment Modeling Consortium (IAMC), which pyam and scenario databases read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from .run_directory import Run

_WORDS = {"mw": "MW", "kw": "kW", "mwh": "MWh", "kwh": "kWh", "per": "per", "of": "of", "over": "over", "in": "in", "tco2": "tCO2"}


def to_iamc(
    run: Run, *, model: str = "sealedbid", region: str | None = None, year: int | None = None, statistics: Sequence[str] = ("mean",)
) -> pd.DataFrame:
    """The summary of a run as a table that `pyam.IamDataFrame` takes as it is.

    A variable is "Auction|METRIC", then "|Class|NAME" or another group, "|Round N" where there are several rounds, and
    "|STATISTIC" where it is not the mean: "Auction|Bidder Profit per MWh|Origin|CHN|P90".

    Parameters
    ----------
    run : Run
    model : str
        Name of the model.
    region : str, optional
        The scenario's host country where not given, e.g. "AZE".
    year : int, optional
        Year of the auction; the scenario's price year where not given.
    statistics : sequence of str
        Columns of `Run.summary`, e.g. "mean", "se", "p10", "p50", "p90".

    Returns
    -------
    pandas.DataFrame
        Columns model, scenario (the scenario's name and the policy), region, variable, unit, year, value. Money is in
        "USD_2024" for dollars at prices of 2024; the unit of numbers without one is empty. What is not available has no row.

    Raises
    ------
    ValueError
        If there is no such statistic.
    """
    import pandas as pd

    summary, about = run.summary, run.manifest["scenario"]
    known = list(summary.columns[summary.columns.get_loc("unit") + 1 :])
    unknown = [name for name in statistics if name not in known]
    if unknown or not statistics or isinstance(statistics, str):
        raise ValueError(f"statistics: {statistics!r}; give a list of some of {', '.join(known)}")
    has_rounds = summary["round"].nunique() > 1
    place = region if region is not None else str(run._scenario_texts()["host_country"]["code"])
    tables = []
    for statistic in statistics:
        names = [
            _variable(str(row.metric), str(row.group), int(row.round) if has_rounds else None, statistic)
            for row in summary[["metric", "group", "round"]].itertuples()
        ]
        units = [_unit(str(unit), run.currency, about["price_year"]) if statistic != "n" else "" for unit in summary["unit"]]
        tables.append(
            pd.DataFrame(
                {
                    "model": model,
                    "scenario": [f"{about['name']} {policy}" for policy in summary["policy"]],
                    "region": place,
                    "variable": names,
                    "unit": units,
                    "year": about["price_year"] if year is None else year,
                    "value": summary[statistic].to_numpy(dtype=float),
                }
            )
        )
    return pd.concat(tables, ignore_index=True).dropna(subset="value", ignore_index=True)


def _variable(metric: str, group: str, round_number: int | None, statistic: str) -> str:
    parts = ["Auction", " ".join(_WORDS.get(word, word.capitalize()) for word in metric.split("_"))]
    if group != "all":
        kind, _, name = group.partition(":")
        parts += [kind.capitalize(), name.replace("|", "/")] if name else [kind]
    if round_number is not None:
        parts.append(f"Round {round_number}")
    if statistic != "mean":
        parts.append(statistic.upper() if statistic[1:].isdigit() else statistic)
    return "|".join(parts)


def _unit(unit: str, currency: str, price_year: int) -> str:
    """ "USD/MWh" → "USD_2024/MWh"; "1" → "" """
    if unit == "1":
        return ""
    head, slash, tail = unit.partition("/")
    return f"{head}_{price_year}{slash}{tail}" if head == currency else unit
