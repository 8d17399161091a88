"""What the bidders bid: distributions by class or origin, and the bid functions behind solved bids."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from .data import RunLike, groups_of, histogram, limits_of, policy_of, summary_rows
from .errors import ChartUnavailable
from .names import group_title, plain
from .ridges import highest_share, ridges
from .series import finish, only_shown
from .theme import WIDTH, colours


def bid_data(run: RunLike, by: Literal["class", "origin"] = "class", policy: str | None = None, round_number: int | None = None) -> pd.DataFrame:
    """Histograms of single bids: columns group, low, high (currency/MWh), share and awarded_share (of all bids of the group)."""
    chosen = policy_of(run, policy)
    limits = limits_of(run, "bid_per_mwh", chosen, round_number, "all")
    parts = []
    for group in groups_of(run, by):
        try:
            every = histogram(run, "bid_per_mwh", group, round_number, "all", limits)
        except ChartUnavailable:
            continue
        every = every[every["policy"] == chosen].reset_index(drop=True)
        if every.empty:
            continue
        every["awarded_share"] = _awarded(run, group, chosen, round_number, limits, len(every))
        parts.append(every.drop(columns="policy").assign(group=group))
    if not parts:
        raise ChartUnavailable(f"no bidder bids under policy {chosen}")
    return pd.concat(parts, ignore_index=True)[["group", "low", "high", "share", "awarded_share"]]


def _awarded(run: RunLike, group: str, policy: str, round_number: int | None, limits: tuple[float, float], length: int) -> Any:
    """Shares of a group's bids that lie in each bin and are awarded."""
    try:
        rows = histogram(run, "bid_per_mwh", group, round_number, "awarded", limits)
        shares = rows[rows["policy"] == policy]["share"].to_numpy()
        bids = summary_rows(run, "bid_per_mwh", group, round_number).set_index("policy")["n"][policy]
        awards = summary_rows(run, "awarded_bid_per_mwh", group, round_number).set_index("policy")["n"][policy]
    except ChartUnavailable:
        return [0.0] * length
    return shares * (awards / bids) if len(shares) == length else [0.0] * length


def bid_distributions(run: RunLike, by: Literal["class", "origin"] = "class", policy: str | None = None, round_number: int | None = None) -> Any:
    """Distribution of single bids, one row a bidder class or origin; the part that wins is drawn darker.

    Parameters
    ----------
    run : Run
    by : {"class", "origin"}
    policy : str, optional
        The first policy where not given.
    round_number : int, optional
        The last round where not given.

    Returns
    -------
    altair.FacetChart
        Bid (currency/MWh) against the share of the group's bids in each bin.

    Raises
    ------
    ChartUnavailable
        If nobody bids under this policy.
    """
    data = bid_data(run, by, policy, round_number)
    groups = list(dict.fromkeys(data["group"]))
    titles = {group: group_title(group) for group in groups}
    hues = dict(zip(titles.values(), colours([group for group in groups_of(run, by)]).values(), strict=False))
    frame = data.assign(series=data["group"].map(titles), second_share=data["awarded_share"]).drop(columns=["group", "awarded_share"])
    unit = f"{run.currency}/MWh"
    chart = ridges(frame, f"Bid ({unit})", "share of the group's bids", list(titles.values()), colours=hues)
    width = frame["high"].iloc[0] - frame["low"].iloc[0]
    what = "bidder class" if by == "class" else "country of origin"
    title = f"Bids by {what}, policy “{plain(policy_of(run, policy))}”"
    subtitle = [f"Height: share of the group's bids in each bin of {width:.3g} {unit}.", "Light: all bids. Dark: bids that win an award."]
    if frame["share"].max() > highest_share(frame):
        subtitle.append("Bars with a number are cut off: it is their share.")
    return finish(chart, title, subtitle, list(titles.values()), hues)


def bid_function_data(run: RunLike, policy: str | None = None, ceiling_per_mwh: float | None = None) -> pd.DataFrame:
    """Bid functions of a policy: columns bidder_class, required_price_per_mwh, bid_per_mwh, markup_per_mwh, ceiling_per_mwh.

    Where bids depend on the ceiling, those of the tabulated ceiling nearest to `ceiling_per_mwh` (or to the middle of the tabulated ones).
    """
    table = run.bid_functions
    if table is None or table.empty:
        raise ChartUnavailable("no bids are solved for in this run: no bidder class has the strategy equilibrium or best_response")
    chosen = policy_of(run, policy)
    rows = table[table["policy"] == chosen]
    if rows.empty:
        raise ChartUnavailable(f"no bids are solved for under policy {chosen}")
    ceilings = sorted(rows["ceiling_per_mwh"].dropna().unique())
    if ceilings:
        wanted = ceilings[len(ceilings) // 2] if ceiling_per_mwh is None else ceiling_per_mwh
        nearest = min(ceilings, key=lambda value: abs(value - wanted))
        rows = rows[rows["ceiling_per_mwh"] == nearest]
    rows = rows[_common_bids(run, chosen, rows)]
    if rows.empty:
        raise ChartUnavailable(f"no class bids under policy {chosen}")
    rows = rows.assign(markup_per_mwh=rows["bid_per_mwh"] - rows["required_price_per_mwh"])
    columns = ["bidder_class", "required_price_per_mwh", "bid_per_mwh", "markup_per_mwh", "ceiling_per_mwh"]
    return rows[columns].reset_index(drop=True)


def _common_bids(run: RunLike, policy: str, rows: pd.DataFrame) -> pd.Series:
    """True for bids that lie where the middle 98 % of their class's simulated bids lie; elsewhere nobody has reason to look."""
    summary = run.summary
    bids = summary[(summary["policy"] == policy) & (summary["metric"] == "bid_per_mwh")].drop_duplicates("group").set_index("group")
    groups = "class:" + rows["bidder_class"]
    low, high = groups.map(bids["p01"]), groups.map(bids["p99"])
    return (rows["bid_per_mwh"] >= low) & (rows["bid_per_mwh"] <= high)


def bid_functions(run: RunLike, policy: str | None = None, ceiling_per_mwh: float | None = None) -> Any:
    """Bid functions beside what they add to cost: how much each class shades its bid, by what it needs.

    Parameters
    ----------
    run : Run
    policy : str, optional
        The first policy whose bids are solved for where not given.
    ceiling_per_mwh : float, optional
        Where the ceiling varies, the tabulated one nearest to it; the middle one where not given.

    Returns
    -------
    altair.VConcatChart
        Above: bid against required price, both currency/MWh. Below: bid minus required price.

    Raises
    ------
    ChartUnavailable
        If no bids are solved for.
    """
    if policy is None and run.bid_functions is not None and len(run.bid_functions):
        policy = next((p for p in run.policies if p in set(run.bid_functions["policy"])), None)
    data = bid_function_data(run, policy, ceiling_per_mwh)
    chosen = policy_of(run, policy)
    frame = data.assign(series=data["bidder_class"].map(plain))
    order = list(dict.fromkeys(frame["series"]))
    hues = {plain(group.partition(":")[2]): colour for group, colour in colours(groups_of(run, "class")).items()}
    hues = {name: hues.get(name, "#8C8C8C") for name in order}
    unit = f"{run.currency}/MWh"
    x = alt.X("required_price_per_mwh:Q", title=f"Price the bidder needs ({unit})", scale=alt.Scale(zero=False))
    dash = alt.StrokeDash("series:N", sort=order, legend=None)
    colour = alt.Color("series:N", sort=order, scale=alt.Scale(domain=order, range=[hues[name] for name in order]))
    tips = [alt.Tooltip("series:N", title="class"), *(alt.Tooltip(f"{field}:Q", title=f"{words} ({unit})", format=".2f") for field, words in
            (("required_price_per_mwh", "needs"), ("bid_per_mwh", "bids"), ("markup_per_mwh", "adds")))]  # fmt: skip
    base = alt.Chart(frame).transform_filter(only_shown("series"))
    panels = []
    for field, words in (("bid_per_mwh", "Bid"), ("markup_per_mwh", "Bid minus price needed")):
        y = alt.Y(f"{field}:Q", title=f"{words} ({unit})", scale=alt.Scale(zero=field == "markup_per_mwh"))
        lines = base.mark_line(strokeWidth=2.2, clip=True).encode(x=x, y=y, color=colour, strokeDash=dash)
        points = base.mark_point(opacity=0, size=90, aria=False).encode(x=x, y=y, tooltip=tips)
        panels.append(alt.layer(lines, points).properties(width=WIDTH, height=210))
    ceiling = data["ceiling_per_mwh"].iloc[0]
    at = f"Where the ceiling is {ceiling:.3g} {unit}. " if ceiling == ceiling else ""
    subtitle = [f"{at}Below: what a class adds to the price at which its project is worth building.",
                "Drawn over the middle 98 % of each class's bids."]  # fmt: skip
    return finish(alt.vconcat(*panels, spacing=18), f"What each class bids, by what it needs, policy “{plain(chosen)}”", subtitle, order, hues)
