"""How prices scatter, policy by policy."""

from __future__ import annotations

from typing import Any

import pandas as pd

from .data import RunLike, histogram, last_round, rounds_of, summary_rows
from .names import metric_title, plain
from .ridges import highest_share, ridges
from .series import finish


def price_data(run: RunLike, metric: str = "mean_awarded_price_per_mwh", round_number: int | None = None) -> pd.DataFrame:
    """Histograms of a price: columns policy, low, high (currency/MWh), share (of the replications in which the price is defined)."""
    return histogram(run, metric, round_number=round_number)


def price_distributions(run: RunLike, metric: str = "mean_awarded_price_per_mwh", round_number: int | None = None) -> Any:
    """Distribution of a price over the simulated rounds, one row a policy; the first policy as an outline in every row.

    Parameters
    ----------
    run : Run
    metric : str
        "mean_awarded_price_per_mwh" (what winners are paid), "clearing_price_per_mwh", or another price a round.
    round_number : int, optional
        Which round of the scenario; the last where not given.

    Returns
    -------
    altair.FacetChart
        Price (currency/MWh) against the share of simulated auctions in each bin.

    Raises
    ------
    ChartUnavailable
        If the price is defined in no replication.
    """
    data = price_data(run, metric, round_number)
    means = summary_rows(run, metric, round_number=round_number).set_index("policy")
    baseline = run.policies[0]
    behind = data[data["policy"] == baseline].set_index("low")["share"]
    frame = data.assign(series=data["policy"].map(plain), outline_share=data["low"].map(behind).astype(float))
    first = ~frame["policy"].duplicated()
    frame["mean"] = means["mean"].reindex(frame["policy"]).to_numpy()
    frame["mean"] = frame["mean"].where(first)
    frame["mean_text"] = [f"mean {value:#.4g}" if value == value else "" for value in frame["mean"]]
    order = [plain(policy) for policy in run.policies if policy in set(frame["policy"])]
    unit = f"{run.currency}/MWh"
    several = len(order) > 1 and plain(baseline) in order
    chart = ridges(
        frame.drop(columns="policy"), f"{metric_title(metric)} ({unit})", "share of simulated auctions", order,
        outline=plain(baseline) if several else None,
    )  # fmt: skip
    width = frame["high"].iloc[0] - frame["low"].iloc[0]
    subtitle = [f"Height: share of simulated auctions in each bin of {width:.3g} {unit}."]
    if several:
        subtitle.append(f"Grey outline: {plain(baseline)}. Dark line: mean.")
    if frame["share"].max() > highest_share(frame):
        subtitle.append("Bars with a number are cut off: it is their share.")
    return finish(chart, _title(run, metric, round_number), subtitle, order)


def _title(run: RunLike, metric: str, round_number: int | None) -> str:
    rounds = rounds_of(run)
    which = f", round {last_round(run, round_number)} of {rounds[-1]}" if len(rounds) > 1 else ""
    return f"{metric_title(metric)}: how it scatters under each policy{which}"


def clearing_prices(run: RunLike, round_number: int | None = None) -> Any:
    """Distribution of the clearing price, one row a policy: `price_distributions` of "clearing_price_per_mwh"."""
    return price_distributions(run, "clearing_price_per_mwh", round_number)


def awarded_prices(run: RunLike, round_number: int | None = None) -> Any:
    """Distribution of the mean price paid to winners, one row a policy: `price_distributions` of "mean_awarded_price_per_mwh"."""
    return price_distributions(run, "mean_awarded_price_per_mwh", round_number)
