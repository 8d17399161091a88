"""The figures of a report: a chart, a sentence about it, and the table behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .. import charts
from ..charts.bids import bid_data, bid_function_data
from ..charts.convergence import convergence_data
from ..charts.differences import difference_data
from ..charts.errors import ChartUnavailable
from ..charts.merit_order import merit_order_data
from ..charts.money import capacity_metric, dot_data, export_metric, support_by_year_data
from ..charts.names import display_of
from ..charts.prices import price_data
from ..charts.rounds import round_data
from ..charts.theme import config
from ..charts.winners import winner_data
from . import sentences
from .headline import unjudged
from .tables import Table, bins_by_series, metric_name, name, number, percent, rows_by_series, table_of


@dataclass(frozen=True)
class Figure:
    """One chart of the report.

    Attributes
    ----------
    key : str
        Name within a run, for links.
    title : str
    notes : list of str
        How to read it.
    sentence : str
        What the numbers say.
    spec : dict
        Vega-Lite, without title.
    series : list of dict
        Name and colour of each series that can be switched off.
    table : Table
    """

    key: str
    title: str
    notes: list[str]
    sentence: str
    spec: dict[str, Any]
    series: list[dict[str, Any]]
    table: Table


@dataclass(frozen=True)
class Context:
    """What every figure is made from."""

    run: Any
    scenario: dict[str, Any]
    baseline: str
    is_sale: bool


def figures_of(context: Context) -> tuple[list[Figure], list[str]]:
    """Every figure that the run holds data for, and why the others are missing, one line each."""
    made, missing = [], []
    for key, build in _BUILDERS.items():
        try:
            chart, sentence, table = build(context)
        except ChartUnavailable as reason:
            missing.append(f"{_MISSING[key]}: {reason}.")
            continue
        made.append(_figure(key, chart, sentence, table))
    return made, missing


def _figure(key: str, chart: Any, sentence: str, table: Table) -> Figure:
    """Takes the title out of a chart: the page shows it as text."""
    spec = chart.to_dict()
    title = spec.pop("title")
    subtitle = title.get("subtitle", [])
    notes = [subtitle] if isinstance(subtitle, str) else list(subtitle)
    series = spec.pop("usermeta", {}).get("series", [])
    spec["config"] = {**config(), **spec.get("config", {}), "aria": False}
    if any(item["colour"] for item in series):
        spec["config"]["legend"] = {"disable": True}
    spec.pop("$schema", None)
    return Figure(key, title["text"], [note for note in notes if note], sentence, spec, series, table)


_Built = tuple[Any, str, Table]
_Columns = dict[str, tuple[str, Callable[[Any], str]]]


def _differences(c: Context) -> _Built:
    unlike = frozenset(unjudged(c.run, c.scenario, c.baseline))
    chart = charts.policy_differences(c.run, c.baseline, is_sale=c.is_sale, unjudged=unlike)
    data = difference_data(c.run, c.baseline, is_sale=c.is_sale, unjudged=unlike)
    table = table_of(data, {"metric": ("metric", metric_name), "policy": ("policy", name), "mean": ("difference", number), "ci95_low": ("95 % from", number),
                            "ci95_high": ("to", number), "unit": ("unit (1: share)", str), "n": ("auctions", number), "judgement": ("for the buyer", str)},
                     "differences.csv")  # fmt: skip
    clear = data[data["judgement"] != "unclear"]
    sentence = f"{len(clear)} of {len(data)} differences are clear of chance: their 95 % interval excludes zero."
    return chart, sentence, table


def _prices(metric: str) -> Callable[[Context], _Built]:
    def build(c: Context) -> _Built:
        if metric == "clearing_price_per_mwh" and _same_prices(c.run):
            raise ChartUnavailable("it is the price paid to winners in every auction, shown above")
        chart = charts.price_distributions(c.run, metric)
        data = price_data(c.run, metric)
        sentence = sentences.price_sentence(c.run, c.baseline) if metric != "clearing_price_per_mwh" else (
            "The clearing price is the highest awarded bid where winners are paid what they bid, and what all are paid under a uniform price.")  # fmt: skip
        return chart, sentence, bins_by_series(data, "policy", "share", f"{c.run.currency}/MWh")

    return build


def _same_prices(run: Any) -> bool:
    """True if the clearing price has the mean of the awarded price under every policy, as with a single lot."""
    rows = run.summary[run.summary["group"] == "all"]
    pair = [rows[rows["metric"] == metric]["mean"].to_numpy() for metric in ("clearing_price_per_mwh", "mean_awarded_price_per_mwh")]
    return len(pair[0]) == len(pair[1]) and bool((abs(pair[0] - pair[1]) < 1e-9)[pair[0] == pair[0]].all())


def _rounds(c: Context) -> _Built:
    data = round_data(c.run)
    mine = data[data["policy"] == c.baseline]
    unit = f"{c.run.currency}/MWh"
    sentence = ""
    if len(mine) > 1:
        first, last = mine.iloc[0], mine.iloc[-1]
        sentence = f"Under {sentences.quoted(c.baseline)}, the mean price goes from {first['mean']:.4g} in round {first['round']} to {last['mean']:.4g} {unit} in round {last['round']}."
    columns: _Columns = {"policy": ("policy", name), "round": ("round", number), **{q: (f"{word} ({unit})", number) for q, word in
               (("mean", "mean"), ("p05", "5 % are below"), ("p25", "a quarter is below"), ("p50", "median"), ("p75", "a quarter is above"),
                ("p95", "5 % are above"))}}  # fmt: skip
    return charts.rounds(c.run), sentence, table_of(data, columns, "summary.csv")


def _bids(c: Context) -> _Built:
    data = bid_data(c.run, "class", c.baseline)
    table = bins_by_series(data, "group", "share", f"{c.run.currency}/MWh")
    return charts.bid_distributions(c.run, "class", c.baseline), sentences.bid_sentence(data, c.run.currency), table


def _bid_origins(c: Context) -> _Built:
    data = bid_data(c.run, "origin", c.baseline)
    if data["group"].nunique() == len(c.scenario.get("bidder_classes") or {}):
        raise ChartUnavailable("every class has an origin of its own, so that bids by class, shown above, say the same")
    table = bins_by_series(data, "group", "share", f"{c.run.currency}/MWh")
    return charts.bid_distributions(c.run, "origin", c.baseline), "", table


def _bid_functions(c: Context) -> _Built:
    ceiling = c.run.typical_auctions
    wanted = float(ceiling["ceiling_per_mwh"].median()) if ceiling is not None and len(ceiling) else None
    solved = set() if c.run.bid_functions is None else set(c.run.bid_functions["policy"])
    policy = c.baseline if c.baseline in solved else next((p for p in c.run.policies if p in solved), c.baseline)
    data = bid_function_data(c.run, policy, wanted)
    unit = f"{c.run.currency}/MWh"
    table = table_of(data, {"bidder_class": ("class", name), "required_price_per_mwh": (f"needs ({unit})", number), "bid_per_mwh": (f"bids ({unit})", number),
                            "markup_per_mwh": (f"adds ({unit})", number)}, "bid_functions.csv")  # fmt: skip
    return charts.bid_functions(c.run, policy, wanted), sentences.shading_sentence(data, c.run.currency), table


def _merit_order(c: Context) -> _Built:
    data = merit_order_data(c.run, c.baseline, highest_first=c.is_sale)
    unit = f"{c.run.currency}/MWh"
    columns: _Columns = {"bidder_class": ("class", name), "origin": ("origin", lambda code: name(f"origin:{code}")), "from_mw": ("from (MW)", number),
               "to_mw": ("to (MW)", number), "bid_per_mwh": (f"bid ({unit})", number), "required_price_per_mwh": (f"needs ({unit})", number),
               "outcome": ("outcome", str), "awarded_mw": ("awarded (MW)", number), "price_paid_per_mwh": (f"is paid ({unit})", number)}  # fmt: skip
    table = table_of(data, columns, "typical_auctions.csv")
    return charts.merit_order(c.run, c.baseline, highest_first=c.is_sale), sentences.merit_sentence(data, c.run.currency), table


def _winners(c: Context) -> _Built:
    data = winner_data(c.run, "origin")
    table = rows_by_series(data, "policy", "group", "share", "policy", percent)
    return charts.winners(c.run, "origin"), sentences.winner_sentence(c.run, c.baseline, data), table


def _dot_table(run: Any, metrics: list[str]) -> Table:
    import pandas as pd

    data = pd.concat([dot_data(run, metric).assign(metric=metric) for metric in metrics])
    columns: _Columns = {"metric": ("metric", metric_name), "policy": ("policy", name), "mean": ("mean", number), "ci95_low": ("95 % from", number),
               "ci95_high": ("to", number), "p10": ("10 % are below", number), "p90": ("10 % are above", number), "unit": ("unit", str)}  # fmt: skip
    return table_of(data, columns, "summary.csv")


def _support(c: Context) -> _Built:
    chart = charts.support_cost(c.run)
    table = _dot_table(c.run, ["support_cost_present_value", capacity_metric(c.run)])
    rows = dot_data(c.run, "support_cost_present_value").set_index("policy")
    display = display_of("support_cost_present_value", c.run.currency, rows["mean"])
    sentence = ""
    if c.baseline in rows.index and rows["p90"][c.baseline] == rows["p90"][c.baseline]:
        sentence = f"Under {sentences.quoted(c.baseline)}, support exceeds {sentences.amount(rows['p90'][c.baseline], display)} in one auction of ten."
    return chart, sentence, table


def _realisation(c: Context) -> _Built:
    chart = charts.realisation(c.run)
    table = _dot_table(c.run, ["realisation_fraction", "forfeited_bonds"])
    return chart, sentences.realisation_sentence(c.run), table


def _support_by_year(c: Context) -> _Built:
    data = support_by_year_data(c.run)
    mine = data[data["policy"] == c.baseline]
    display = display_of("support_cost_per_year", f"{c.run.currency}/year", data["mean"])
    sentence = ""
    if len(mine):
        top = mine.loc[mine["mean"].idxmax()]
        sentence = f"Under {sentences.quoted(c.baseline)}, support is highest in {int(top['year'])}, {sentences.amount(top['mean'], display)} on average."
    table = rows_by_series(data, "year", "policy", "mean", "year", number, f"Mean support cost in {c.run.currency} a year.")
    return charts.support_by_year(c.run, c.baseline), sentence, table


def _exports(c: Context) -> _Built:
    chart = charts.exports(c.run)
    metrics = [m for m in (export_metric(c.run), "export_revenue_present_value") if (c.run.summary["metric"] == m).any()]
    rows = dot_data(c.run, export_metric(c.run)).set_index("policy")["mean"]
    exporting = int((rows.abs() > 0).sum())
    return chart, f"{exporting} of {len(rows)} policies export{'s' if exporting == 1 else ''} energy.", _dot_table(c.run, metrics)


def _convergence(c: Context) -> _Built:
    data = convergence_data(c.run, policy=c.baseline)
    display = display_of("mean_awarded_price_per_mwh", str(data["unit"].iloc[0]), data["mean"])
    columns: _Columns = {"replications": ("auctions so far", number), "mean": ("mean", number), "ci95_low": ("95 % from", number), "ci95_high": ("to", number), "unit": ("unit", str)}
    return charts.convergence(c.run, policy=c.baseline), sentences.convergence_sentence(data, display), table_of(data, columns, "convergence.csv")


_BUILDERS: dict[str, Callable[[Context], _Built]] = {
    "rounds": _rounds, "differences": _differences, "prices": _prices("mean_awarded_price_per_mwh"), "clearing": _prices("clearing_price_per_mwh"),
    "winners": _winners, "support": _support, "realisation": _realisation, "support-by-year": _support_by_year, "exports": _exports,
    "merit-order": _merit_order, "bids": _bids, "bids-by-origin": _bid_origins, "bid-functions": _bid_functions, "convergence": _convergence,
}  # fmt: skip
_MISSING = {
    "differences": "Differences between policies", "prices": "Prices paid to winners", "clearing": "Clearing prices", "rounds": "Rounds",
    "winners": "Who wins", "support": "Support cost", "realisation": "What is built", "support-by-year": "Support cost by year", "exports": "Exports",
    "merit-order": "A typical auction", "bids": "Bids by class", "bids-by-origin": "Bids by origin", "bid-functions": "Bid functions",
    "convergence": "Convergence",
}  # fmt: skip
