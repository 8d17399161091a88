"""How the estimate settles as more auctions are simulated."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from .data import RunLike, last_round, policy_of
from .errors import ChartUnavailable
from .names import display_of, metric_title, plain
from .series import finish
from .theme import ACCENT, WIDTH


def convergence_data(run: RunLike, metric: str = "mean_awarded_price_per_mwh", policy: str | None = None, round_number: int | None = None) -> pd.DataFrame:
    """Estimates after the first replications: columns replications, n, mean, ci95_low, ci95_high, unit."""
    table = run.convergence
    if table is None or table.empty:
        raise ChartUnavailable("the run holds no convergence.csv")
    chosen = policy_of(run, policy)
    wanted = (table["policy"] == chosen) & (table["metric"] == metric) & (table["group"] == "all") & (table["round"] == last_round(run, round_number))
    rows = table[wanted].dropna(subset=["mean", "ci95_low"])
    if len(rows) < 2:
        raise ChartUnavailable(f"{metric} under {chosen} has fewer than two estimates with an interval: too few replications, or nothing was awarded")
    return rows[["replications", "n", "mean", "ci95_low", "ci95_high", "unit"]].reset_index(drop=True)


def convergence(run: RunLike, metric: str = "mean_awarded_price_per_mwh", policy: str | None = None, round_number: int | None = None) -> Any:
    """Running estimate of a metric's mean with its 95 % interval, over the number of simulated auctions.

    Parameters
    ----------
    run : Run
    metric : str
        One of those in `run.convergence`.
    policy : str, optional
        The first policy where not given.
    round_number : int, optional
        The last round where not given.

    Returns
    -------
    altair.LayerChart
        Number of simulated auctions against the estimate so far, in the metric's unit.

    Raises
    ------
    ChartUnavailable
        If there are fewer than two estimates with an interval.
    """
    data = convergence_data(run, metric, policy, round_number)
    display = display_of(metric, str(data["unit"].iloc[0]), data["mean"])
    for column in ("mean", "ci95_low", "ci95_high"):
        data[column] *= display.factor
    final = float(data["mean"].iloc[-1])
    x = alt.X("replications:Q", title="Simulated auctions so far", axis=alt.Axis(format=",d"), scale=alt.Scale(nice=False))
    title = display.axis_title("Estimate of the mean")
    y = alt.Y("mean:Q", title=title, scale=alt.Scale(zero=False))
    tips = [alt.Tooltip("replications:Q", title="simulated auctions", format=",d"), *(alt.Tooltip(f"{field}:Q", title=f"{words} ({display.unit})",
            format=",.5~g") for field, words in (("mean", "mean so far"), ("ci95_low", "95 % from"), ("ci95_high", "to")))]  # fmt: skip
    base = alt.Chart(data.drop(columns=["unit", "n"]))
    chart = alt.layer(
        base.mark_area(opacity=0.25, color=ACCENT).encode(x=x, y=alt.Y("ci95_low:Q", title=title, scale=alt.Scale(zero=False)), y2="ci95_high:Q"),
        base.mark_line(color=ACCENT, strokeWidth=2).encode(x=x, y=y),
        alt.Chart(pd.DataFrame({"final": [final]})).mark_rule(strokeDash=[4, 4], color="#5B6168").encode(y="final:Q"),
        base.mark_point(opacity=0, size=80, aria=False).encode(x=x, y=y, tooltip=tips),
    ).properties(width=WIDTH, height=220)
    heading = f"How the estimate settles: {metric_title(metric).lower()}, policy “{plain(policy_of(run, policy))}”"
    return finish(chart, heading, "Band: 95 % interval of the estimate so far. Dashed: the final estimate.")
