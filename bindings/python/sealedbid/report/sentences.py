"""Plain sentences made from the numbers: what the first screen finds, and what each chart shows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..charts.data import rounds_of, summary_rows
from ..charts.errors import ChartUnavailable
from ..charts.names import Display, country, display_of, plain
from ..charts.paired import paired_rows
from .headline import PRICE, unlike_prices, unlike_realisation
from .numbers import decimals, is_known, text


def quoted(policy: str) -> str:
    """A policy's name in a sentence."""
    return f"“{plain(policy)}”"


def amount(value: float, display: Display, half_width: float = float("nan"), sign: bool = False) -> str:
    """A stored value as shown text with its unit."""
    shown = value * display.factor
    gap = "\u00a0" if display.unit else ""
    return f"{text(shown, decimals(half_width * display.factor, shown, 2), sign)}{gap}{display.unit}"


def _rows(run: Any, metric: str, round_number: int | None = None) -> tuple[pd.DataFrame, Display] | None:
    """Summary rows of a metric by policy and how they are shown; None where the run does not hold it."""
    try:
        rows = summary_rows(run, metric, round_number=round_number).set_index("policy")
    except ChartUnavailable:
        return None
    return rows, display_of(metric, str(rows["unit"].iloc[0]), rows["mean"])


def findings(run: Any, scenario: dict[str, Any], baseline: str, is_sale: bool) -> list[str]:
    """Up to five sentences that answer the question of the first screen."""
    made = [_level_finding(run, baseline, is_sale), _support_finding(run, baseline),
            _price_finding(run, scenario, baseline, is_sale), _void_finding(run, baseline), realisation_sentence(run)]  # fmt: skip
    return [sentence for sentence in made if sentence]


def _level_finding(run: Any, baseline: str, is_sale: bool) -> str:
    found = _rows(run, PRICE)
    if found is None or baseline not in found[0].index or not is_known(found[0]["mean"][baseline]):
        return f"Under {quoted(baseline)}, nothing is awarded in any simulated auction, so that there is no price."
    rows, display = found
    row = rows.loc[baseline]
    verb = "winners pay" if is_sale else "winners are paid"
    last = rounds_of(run)[-1]
    which = f" in round {last}" if last > 1 else ""
    sentence = f"Under {quoted(baseline)}, {verb} {amount(row['mean'], display)} on average{which}"
    if row["n"] < 2:
        return sentence + "; one simulated auction says nothing about how sure that is."
    return sentence + f"; in eight auctions of ten the price lies between {amount(row['p10'], display)} and {amount(row['p90'], display)}."


def _most(run: Any) -> str:
    """" most," where several policies are compared with the baseline, nothing where it is one."""
    return " most," if len(run.policies) > 2 else ""


def _extremes(run: Any, baseline: str, metric: str, skip: frozenset[str] = frozenset()) -> tuple[pd.Series, pd.Series, Display] | None:
    """The policies with the lowest and the highest clear difference to the baseline, and how differences are shown."""
    paired = paired_rows(run, baseline, metric).dropna(subset=["mean", "ci95_low", "ci95_high"])
    paired = paired[((paired["ci95_low"] > 0) | (paired["ci95_high"] < 0)) & ~paired.index.isin(skip)]
    if paired.empty:
        return None
    display = display_of(metric, str(paired["unit"].iloc[0]), paired["mean"])
    if display.unit == "%":
        display = Display(display.factor, "percentage points")
    return paired.loc[paired["mean"].idxmin()], paired.loc[paired["mean"].idxmax()], display


def _support_finding(run: Any, baseline: str) -> str:
    missing = frozenset(unlike_realisation(run, baseline))
    found = _extremes(run, baseline, "support_cost_present_value", missing)
    if found is None:
        return ""
    low, high, display = found
    parts, most = [], _most(run)
    if low["mean"] < 0:
        parts.append(f"{quoted(str(low.name))} saves the state{most.rstrip(',')} support, {amount(-low['mean'], display)} in present value")
    if high["mean"] > 0:
        whom = "it" if parts else "the state"
        parts.append(f"{quoted(str(high.name))} costs {whom}{most or ' support,'} {amount(high['mean'], display)} more")
    return "; ".join(parts) + "."


def _price_finding(run: Any, scenario: dict[str, Any], baseline: str, is_sale: bool) -> str:
    unlike = frozenset(policy for policy, _ in unlike_prices(run, scenario, baseline))
    missing = frozenset(unlike_realisation(run, baseline))
    found = _extremes(run, baseline, PRICE, unlike | missing)
    if found is None:
        return ""
    low, high, display = found
    parts, most = [], _most(run)
    if low["mean"] < 0:
        parts.append(f"{quoted(str(low.name))} lowers the price{most} by {amount(-low['mean'], display)}")
    if high["mean"] > 0:
        parts.append(f"{quoted(str(high.name))} raises {'it' if parts else 'the price'}{most} by {amount(high['mean'], display)}")
    alike = [words for words, some in (("the same contract", unlike), ("as much built", missing)) if some]
    start = f"Among policies with {' and '.join(alike)}, " if alike else ""
    return start + "; ".join(parts) + "."


def _void_finding(run: Any, baseline: str) -> str:
    found, levels = _extremes(run, baseline, "void_probability"), _rows(run, "void_probability")
    if found is None or levels is None or found[1]["mean"] <= 0.005:
        return ""
    worst = str(found[1].name)
    rows, display = levels
    before, after = (amount(rows["mean"][policy], display, 0.01) for policy in (baseline, worst))
    return f"The chance that nothing is awarded rises{_most(run).rstrip(',')} under {quoted(worst)}: from {before} to {after}."


def realisation_sentence(run: Any) -> str:
    """Under which policy the smallest part of the awarded capacity is built; nothing where all is built."""
    found = _rows(run, "realisation_fraction")
    if found is None:
        return ""
    means = found[0]["mean"].dropna()
    if not means.min() < 0.9995:
        return ""
    worst = str(means.idxmin())
    sentence = f"Winners may walk away: under {quoted(worst)}, {means[worst] * 100:.0f} % of the awarded capacity is built"
    if len(means) > 1:
        sentence += ", the smallest part of all policies"
    return sentence + "; the rest is missing, and costs no support."


def price_sentence(run: Any, baseline: str) -> str:
    """Which policy's price scatters most and least."""
    found = _rows(run, PRICE)
    if found is None:
        return ""
    rows, display = found
    width = (rows["p90"] - rows["p10"]).dropna()
    if width.empty or len(width) < 2 or not width.max() > 0:
        return "All simulated auctions that award something end at nearly the same price." if not width.empty and width.max() == 0 else ""
    widest, narrowest = str(width.idxmax()), str(width.idxmin())
    return (f"Prices scatter most under {quoted(widest)} (eight auctions of ten within {amount(width[widest], display)}) "
            f"and least under {quoted(narrowest)} ({amount(width[narrowest], display)}).")  # fmt: skip


def winner_sentence(run: Any, baseline: str, data: pd.DataFrame) -> str:
    """Who wins most of the capacity under the baseline."""
    mine = data[data["policy"] == baseline].sort_values("share", ascending=False)
    if mine.empty:
        return f"Nothing is awarded under {quoted(baseline)}."
    first = mine.iloc[0]
    sentence = f"Under {quoted(baseline)}, bidders from {country(first['group'].partition(':')[2])} win {first['share'] * 100:.0f} % of the capacity"
    if len(mine) > 1 and mine.iloc[1]["share"] >= 0.005:
        second = mine.iloc[1]
        sentence += f", those from {country(second['group'].partition(':')[2])} {second['share'] * 100:.0f} %"
    return sentence + "."


def bid_sentence(data: pd.DataFrame, currency: str) -> str:
    """Which class bids lowest on average."""
    middle = (data["low"] + data["high"]) / 2
    means = (middle * data["share"]).groupby(data["group"]).sum() / data["share"].groupby(data["group"]).sum()
    won = data["awarded_share"].groupby(data["group"]).sum()
    lowest = str(means.idxmin())
    sentence = f"{_capital(plain(lowest.partition(':')[2]))} bids lowest, {means[lowest]:.3g} {currency}/MWh on average"
    return sentence + f"; {won[lowest] * 100:.0f} % of these bids win."


def shading_sentence(data: pd.DataFrame, currency: str) -> str:
    """How much the classes add to what they need, in the middle of their curves."""
    middle = data.groupby("bidder_class")["markup_per_mwh"].median()
    most, least = str(middle.idxmax()), str(middle.idxmin())
    if most == least:
        return f"{_capital(plain(most))} adds {middle[most]:.2g} {currency}/MWh in the middle of its range."
    return (f"In the middle of their ranges, {plain(most)} adds {middle[most]:.2g} {currency}/MWh to what it needs, "
            f"{plain(least)} {middle[least]:.2g}.")  # fmt: skip


def merit_sentence(data: pd.DataFrame, currency: str) -> str:
    """How many bids win in the typical auction, and the marginal bid."""
    won = data[data["awarded_mw"] > 0]
    marginal = won.iloc[-1]
    many = f"{len(won)} of {len(data)} bids win" if len(data) > 1 else "The only bid wins"
    return f"{many}; the marginal bid is {marginal['bid_per_mwh']:.4g} {currency}/MWh from {plain(marginal['bidder_class'])}."


def convergence_sentence(data: pd.DataFrame, display: Display) -> str:
    """How narrow the interval is at the end."""
    last = data.iloc[-1]
    half = (last["ci95_high"] - last["ci95_low"]) / 2 * display.factor
    return (f"After {int(last['replications']):,} simulated auctions the mean is known to ± {half:.2g} {display.unit} "
            "with 95 % confidence; that is sampling error only, not doubt about the assumptions.")  # fmt: skip


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
