"""Who wins: shares of awarded capacity by origin or bidder class."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from .data import RunLike, groups_of, summary_rows
from .errors import ChartUnavailable
from .names import group_title, plain
from .series import finish, only_shown
from .theme import WIDTH, colours


def winner_data(run: RunLike, by: Literal["origin", "class"] = "origin", round_number: int | None = None) -> pd.DataFrame:
    """Mean shares of awarded capacity: columns policy, group, share, ci95_low, ci95_high (fractions)."""
    parts = []
    for group in groups_of(run, by):
        try:
            rows = summary_rows(run, "share_of_awarded_mw_fraction", group, round_number)
        except ChartUnavailable:
            continue
        parts.append(rows.assign(group=group, share=rows["mean"])[["policy", "group", "share", "ci95_low", "ci95_high"]])
    if not parts:
        raise ChartUnavailable("nothing was awarded, so that nobody has a share")
    return pd.concat(parts, ignore_index=True).dropna(subset=["share"])


def winners(run: RunLike, by: Literal["origin", "class"] = "origin", round_number: int | None = None) -> Any:
    """Mean share of awarded capacity that each origin (or class) wins, a stacked bar a policy.

    Parameters
    ----------
    run : Run
    by : {"origin", "class"}
    round_number : int, optional
        The last round where not given.

    Returns
    -------
    altair.Chart
        Share of awarded capacity (%, of auctions with an award) by policy.

    Raises
    ------
    ChartUnavailable
        If nothing was awarded under any policy.
    """
    data = winner_data(run, by, round_number)
    hues = dict(zip([group_title(g) for g in groups_of(run, by)], colours(groups_of(run, by)).values(), strict=True))
    frame = data.assign(series=data["group"].map(group_title), policy_name=data["policy"].map(plain))
    order = [name for name in hues if name in set(frame["series"])]
    frame["place"] = frame["series"].map({name: place for place, name in enumerate(order)})
    policies = [plain(policy) for policy in run.policies if policy in set(frame["policy"])]
    chart = (
        alt.Chart(frame.drop(columns=["policy", "group"]))
        .transform_filter(only_shown("series"))
        .mark_bar(stroke="white", strokeWidth=0.6)
        .encode(
            x=alt.X("share:Q", title="Share of awarded capacity (%)", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]), stack="zero"),
            y=alt.Y("policy_name:N", title=None, sort=policies),
            color=alt.Color("series:N", scale=alt.Scale(domain=order, range=[hues[name] for name in order])),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("policy_name:N", title="policy"),
                alt.Tooltip("series:N", title="origin" if by == "origin" else "class"),
                alt.Tooltip("share:Q", format=".2%", title="mean share"),
                alt.Tooltip("ci95_low:Q", format=".2%", title="95 % from"),
                alt.Tooltip("ci95_high:Q", format=".2%", title="to"),
            ],
        )
        .properties(width=WIDTH, height=alt.Step(24))
    )
    what = "country of origin" if by == "origin" else "bidder class"
    subtitle = "Mean over the simulated auctions in which something is awarded."
    return finish(chart, f"Who wins, by {what}", subtitle, order, {name: hues[name] for name in order})
