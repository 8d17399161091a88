"""The table of the first screen: what each policy brings, and how it differs from the baseline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ..charts.data import built_rows, summary_rows
from ..charts.errors import ChartUnavailable
from ..charts.names import Display, display_of, metric_title
from ..charts.paired import judge, paired_rows, wanted_direction
from .numbers import decimals, is_known, text
from .policies import touches

PRICE = "mean_awarded_price_per_mwh"
_METRICS = (PRICE, "support_cost_present_value", "state_revenue_present_value", "void_probability", "awarded_mw", "realised_mw",
            "foreign_share_of_awarded_mw_fraction", "bidder_return_fraction", "bidder_profit_per_mwh")  # fmt: skip
_HINTS = {
    PRICE: "",
    "support_cost_present_value": "paid above the market value, discounted",
    "state_revenue_present_value": "taxes, duties, payments, discounted",
    "void_probability": "too few bids",
    "awarded_mw": "mean of all auctions",
    "realised_mw": "of the capacity awarded; mean of all auctions",
    "foreign_share_of_awarded_mw_fraction": "",
    "bidder_return_fraction": "a year, really earned",
    "bidder_profit_per_mwh": "",
}
_WANTS = {-1: "less is better", 1: "more is better", 0: "not judged"}
SMALL = 0.01  # differences below this share of the baseline (or below one point) are called slight


@dataclass(frozen=True)
class Column:
    """One metric of the table: its title, unit, what it means, and which way is better."""

    metric: str
    title: str
    unit: str
    hint: str
    wants: str


@dataclass(frozen=True)
class Cell:
    """One policy's value of one metric, as text. Empty strings where there is nothing to say.

    Attributes
    ----------
    value, interval : str
        Mean and its 95 % interval.
    change : str
        Difference to the baseline with the half-width of its 95 % interval, e.g. "+2.69 ± 0.01".
    exact : str
        The same in a sentence, with both ends of the interval.
    verdict : str
        "better", "slightly better", "worse", "slightly worse", "no clear change", why it is not judged, or "".
    kind : str
        "better", "worse", "unclear" or "neutral": the colour.
    arrow : str
        Up or down, or empty.
    """

    value: str = "–"
    interval: str = ""
    change: str = ""
    exact: str = ""
    verdict: str = ""
    kind: str = "neutral"
    arrow: str = ""


@dataclass(frozen=True)
class Headline:
    """Columns, and the cells of each policy in their order."""

    columns: list[Column]
    cells: dict[str, list[Cell]]


def unlike_prices(run: Any, scenario: dict[str, Any], baseline: str) -> frozenset[tuple[str, str]]:
    """(policy, metric) of award prices that mean something else than the baseline's, as the contract or the export rights differ.

    A low strike price of a plant that exports, or of an indexed contract, is no saving; such prices are shown, not judged.
    """
    sections = ("tariff", "export")
    metrics = (PRICE, "clearing_price_per_mwh")
    odd_baseline = touches(scenario, baseline, sections)
    unlike = [policy for policy in run.policies if policy != baseline and (odd_baseline or touches(scenario, policy, sections))]
    return frozenset((policy, metric) for policy in unlike for metric in metrics)


def unlike_realisation(run: Any, baseline: str) -> dict[str, str]:
    """Policies under which another share of the awarded capacity is built than under the baseline: "less is built" or "more is built"."""
    try:
        shares = summary_rows(run, "realisation_fraction").set_index("policy")["mean"]
    except ChartUnavailable:
        return {}
    changes = {policy: shares.get(policy, 1.0) - shares.get(baseline, 1.0) for policy in run.policies}
    return {policy: "less is built" if change < 0 else "more is built" for policy, change in changes.items() if abs(change) >= SMALL}


def unjudged(run: Any, scenario: dict[str, Any], baseline: str) -> dict[tuple[str, str], str]:
    """(policy, metric) whose difference to the baseline is shown and not judged, and why in two words.

    Besides prices of another contract: price and support where another share is built. What is cheap because it is missing is no saving.
    """
    metrics = (PRICE, "clearing_price_per_mwh", "support_cost_present_value")
    reasons = {(policy, metric): why for policy, why in unlike_realisation(run, baseline).items() for metric in metrics}
    return reasons | dict.fromkeys(unlike_prices(run, scenario, baseline), "other contract")


def headline(run: Any, scenario: dict[str, Any], baseline: str, is_sale: bool) -> Headline:
    """Builds the table.

    Parameters
    ----------
    run : Run
    scenario : dict
        As `read_scenario` gives it.
    baseline : str
        Policy that the others are compared with.
    is_sale : bool
        True where bidders pay.
    """
    reasons = unjudged(run, scenario, baseline)
    columns: list[Column] = []
    cells: dict[str, list[Cell]] = {policy: [] for policy in run.policies}
    for metric in _chosen_metrics(run):
        rows = (built_rows(run) if metric == "realised_mw" else summary_rows(run, metric)).set_index("policy")
        display = display_of(metric, str(rows["unit"].iloc[0]), rows["mean"])
        direction = wanted_direction(metric, is_sale)
        title = "Price paid by winners" if is_sale and metric == PRICE else metric_title(metric)
        columns.append(Column(metric, title, display.unit, _HINTS.get(metric, ""), _WANTS[direction]))
        paired = paired_rows(run, baseline, metric)
        for policy in run.policies:
            level = _level(rows, policy, display)
            if metric == "realised_mw" and policy != baseline and policy not in paired.index:
                cells[policy].append(_unpaired(level, run, rows, baseline, policy))
                continue
            if policy != baseline:
                level = _changed(level, paired, policy, display, direction, reasons.get((policy, metric), ""), _reference(rows, baseline))
            cells[policy].append(level)
    return Headline(columns, cells)


def _chosen_metrics(run: Any) -> list[str]:
    """Metrics that the run holds; the margin only where no return is counted."""
    found = []
    for metric in _METRICS:
        try:
            summary_rows(run, metric)
        except ChartUnavailable:
            continue
        found.append(metric)
    if "bidder_return_fraction" in found and "bidder_profit_per_mwh" in found:
        found.remove("bidder_profit_per_mwh")
    return found


def _unpaired(level: Cell, run: Any, rows: pd.DataFrame, baseline: str, policy: str) -> Cell:
    """Adds to the capacity built its difference to the baseline where only one of the two counts it, as all winners of the other have to build.

    Such runs hold no paired difference of what is built. Where all is built under both, that of what is awarded is the same; else the half-widths
    of both intervals are added, which holds however the two depend on each other.
    """
    display = Display(1.0, "MW")
    shares = summary_rows(run, "realisation_fraction").set_index("policy")["mean"]
    if shares.get(baseline, 1.0) == shares.get(policy, 1.0) == 1.0:
        return _changed(level, paired_rows(run, baseline, "awarded_mw"), policy, display, 1, "", _reference(rows, baseline))
    mean = float(rows["mean"][policy] - rows["mean"][baseline])
    half = sum(float(rows["ci95_high"][name] - rows["ci95_low"][name]) / 2 for name in (policy, baseline))
    made = pd.DataFrame({"mean": [mean], "ci95_low": [mean - half], "ci95_high": [mean + half]}, index=[policy])
    cell = _changed(level, made, policy, display, 1, "", _reference(rows, baseline))
    return replace(cell, exact=f"{cell.exact}; not paired: both intervals added" if cell.exact else "")


def _reference(rows: pd.DataFrame, baseline: str) -> float:
    return float(rows["mean"][baseline]) if baseline in rows.index else float("nan")


def _level(rows: pd.DataFrame, policy: str, display: Display) -> Cell:
    """Mean and interval of one policy."""
    if policy not in rows.index or not is_known(rows["mean"][policy]):
        return Cell(exact="Not defined in any simulated auction, as nothing is awarded.")
    row = rows.loc[policy]
    mean, low, high = (float(row[name]) * display.factor for name in ("mean", "ci95_low", "ci95_high"))
    places = decimals((high - low) / 2, mean, 2)
    if not (is_known(low) and is_known(high)):
        return Cell(text(mean, places), "one value, no interval")
    return Cell(text(mean, places), f"{text(low, places)} to {text(high, places)}")


def _changed(level: Cell, paired: pd.DataFrame, policy: str, display: Display, direction: int, reason: str, reference: float) -> Cell:
    """Adds the difference to the baseline to a cell; with a `reason` it is not judged."""
    if policy not in paired.index or not is_known(paired["mean"][policy]):
        return level
    row = paired.loc[policy]
    mean, low, high = (float(row[name]) * display.factor for name in ("mean", "ci95_low", "ci95_high"))
    half = (high - low) / 2
    places = decimals(half, mean)
    if mean == 0 and (half == 0 or not is_known(half)):
        return Cell(level.value, level.interval, "no change", "", "", "unclear")
    unit = "points" if display.unit == "%" else display.unit
    margin = f" ± {text(half, places)}" if is_known(half) and round(half, places) > 0 else ""
    exact = f"Difference {text(mean, places, True)} {unit}"
    if is_known(half):
        exact += f", 95 % interval {text(low, places + 1, True)} to {text(high, places + 1, True)}"
    judgement = judge(low, high, 0 if reason else direction)
    is_small = abs(mean) < (1.0 if display.unit == "%" else SMALL * abs(reference * display.factor))
    verdict = {"better": "better", "worse": "worse", "unclear": "no clear change", "neutral": ""}[judgement]
    if judgement in ("better", "worse") and is_small:
        verdict = f"slightly {verdict}"
    if reason:
        verdict = reason
    if not is_known(half):
        verdict, exact = "no interval", exact + "; one value has no interval"
    arrow = "" if judgement == "unclear" else "▲" if mean > 0 else "▼"
    change = f"{text(mean, places, True)}{margin}" if round(mean, places) or margin else "≈ 0"
    return Cell(level.value, level.interval, change, exact, verdict, judgement, arrow)
