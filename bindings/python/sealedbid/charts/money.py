"""What the support costs the state, beside what is built; and what exports bring."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd

from .data import RunLike, built_rows, groups_of, policy_of, summary_rows
from .errors import ChartUnavailable
from .names import display_of, metric_title, plain
from .series import finish, only_shown
from .theme import ACCENT, WIDTH

_NO_SETTLEMENT = "support is counted only where the scenario gives settlement.state_discount_fraction_per_year"


def dot_data(run: RunLike, metric: str, round_number: int | None = None) -> pd.DataFrame:
    """A metric by policy: columns policy, mean, ci95_low, ci95_high, p10, p90, in the unit of the run directory; and unit.

    "realised_mw" is what is awarded under policies whose winners have to build.
    """
    rows = built_rows(run, round_number) if metric == "realised_mw" else summary_rows(run, metric, round_number=round_number)
    return rows[["policy", "mean", "ci95_low", "ci95_high", "p10", "p90", "unit"]]


def dots(run: RunLike, metric: str, round_number: int | None = None, labels: bool = True) -> tuple[Any, list[str]]:
    """A row a policy: mean as a dot, the middle 80 % of the auctions as a bar. Returns the chart without title, and its policies."""
    data = dot_data(run, metric, round_number)
    display = display_of(metric, str(data["unit"].iloc[0]), data["mean"])
    frame = data.drop(columns=["unit", "policy"]) * display.factor
    frame["series"] = data["policy"].map(plain)
    order = list(frame["series"])
    title = display.axis_title(metric_title(metric))
    axis = alt.Axis(labels=labels, ticks=labels)
    y = alt.Y("series:N", title=None, sort=order, axis=axis)
    tips = [alt.Tooltip("series:N", title="policy"), *(alt.Tooltip(f"{field}:Q", title=f"{words} ({display.unit})", format=",.4~g")
            for field, words in (("mean", "mean"), ("ci95_low", "95 % from"), ("ci95_high", "to"), ("p10", "10 % are below"),
                                 ("p90", "10 % are above")))]  # fmt: skip
    base = alt.Chart(frame).transform_filter(only_shown("series"))
    few = alt.Axis(tickCount=5)  # so that every tick has its label
    chart = alt.layer(
        alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color="#8A9099").encode(x=alt.X("zero:Q", title=title, axis=few)),
        base.mark_bar(size=7, opacity=0.35, color=ACCENT).encode(x=alt.X("p10:Q", title=title, axis=few), x2="p90:Q", y=y, tooltip=tips),
        base.mark_point(filled=True, size=70, color=ACCENT, opacity=1).encode(x=alt.X("mean:Q", title=title, axis=few), y=y, tooltip=tips),
    )
    return chart.properties(height=alt.Step(22)), order


def support_cost(run: RunLike, round_number: int | None = None) -> Any:
    """Support cost against realised capacity: two panels with a row a policy, cost on the left, capacity on the right.

    Capacity is what is built ("realised_mw"); under policies whose winners have to build, what is awarded.

    Parameters
    ----------
    run : Run
    round_number : int, optional
        The last round where not given.

    Returns
    -------
    altair.HConcatChart
        Present value of the support (currency) and capacity (MW): mean, and the middle 80 % of the simulated auctions.

    Raises
    ------
    ChartUnavailable
        If the scenario has no settlement, or nothing was awarded.
    """
    try:
        left, order = dots(run, "support_cost_present_value", round_number)
    except ChartUnavailable as reason:
        raise ChartUnavailable(f"{reason}; {_NO_SETTLEMENT}") from None
    built = capacity_metric(run)
    right, _ = dots(run, built, round_number, labels=False)
    chart = alt.hconcat(left.properties(width=WIDTH // 2), right.properties(width=WIDTH // 3), spacing=24)
    words = "capacity built" if built == "realised_mw" else "capacity awarded"
    return finish(chart, f"What the state pays in support, and the {words}", "Dot: mean. Bar: the middle 80 % of the simulated auctions.", order)


def capacity_metric(run: RunLike) -> str:
    """"realised_mw" where the run counts what is built, otherwise "awarded_mw"."""
    return "realised_mw" if (run.summary["metric"] == "realised_mw").any() else "awarded_mw"


def support_by_year_data(run: RunLike, round_number: int | None = None) -> pd.DataFrame:
    """Support cost of each calendar year: columns policy, year, mean, p10, p50, p90 (currency/year)."""
    parts = []
    for group in groups_of(run, "year"):
        try:
            rows = summary_rows(run, "support_cost_per_year", group, round_number)
        except ChartUnavailable:
            continue
        parts.append(rows.assign(year=int(group.partition(":")[2]))[["policy", "year", "mean", "p10", "p50", "p90"]])
    if not parts:
        raise ChartUnavailable(f"the run holds no support cost by year: {_NO_SETTLEMENT}")
    return pd.concat(parts, ignore_index=True).sort_values(["policy", "year"], ignore_index=True)


def support_by_year(run: RunLike, policy: str | None = None, round_number: int | None = None) -> Any:
    """Support cost of each calendar year under every policy; for one of them also the middle 80 % of the simulated auctions.

    Parameters
    ----------
    run : Run
    policy : str, optional
        The one with its middle 80 %; the first where not given.
    round_number : int, optional
        The last round where not given.

    Returns
    -------
    altair.LayerChart
        Calendar year against support cost (currency/year).

    Raises
    ------
    ChartUnavailable
        If the scenario has no settlement, or nothing was awarded.
    """
    data = support_by_year_data(run, round_number)
    display = display_of("support_cost_per_year", f"{run.currency}/year", data["mean"])
    for column in ("mean", "p10", "p50", "p90"):
        data[column] *= display.factor
    frame = data.assign(series=data["policy"].map(plain))
    order = [plain(p) for p in run.policies if p in set(frame["policy"])]
    chosen = plain(policy_of(run, policy))
    frame["label"] = _extreme_labels(frame, chosen)
    x = alt.X("year:Q", title="Calendar year", axis=alt.Axis(format="d"), scale=alt.Scale(zero=False, nice=False))
    y = alt.Y("mean:Q", title=display.axis_title("Support cost"))
    main = f"datum.series == {json.dumps(chosen)}"
    tips = [alt.Tooltip("series:N", title="policy"), alt.Tooltip("year:Q", format="d"),
            *(alt.Tooltip(f"{field}:Q", title=f"{words} ({display.unit})", format=",.3~f") for field, words in
              (("mean", "mean"), ("p10", "10 % are below"), ("p90", "10 % are above")))]  # fmt: skip
    base = alt.Chart(frame.drop(columns="policy")).transform_filter(only_shown("series"))
    chart = alt.layer(
        base.transform_filter(main).mark_area(opacity=0.18, color=ACCENT).encode(x=x, y="p10:Q", y2="p90:Q"),
        base.transform_filter(f"!({main})").mark_line(strokeWidth=1.2, opacity=0.8, color="#8C8C8C").encode(x=x, y=y, detail="series:N"),
        base.transform_filter(main).mark_line(strokeWidth=2.6, color=ACCENT).encode(x=x, y=y),
        base.transform_filter("datum.label !== ''").mark_text(dy=-7, align="center").encode(x=x, y=y, text="label:N"),
        base.mark_point(opacity=0, size=70, aria=False).encode(x=x, y=y, tooltip=tips),
    ).properties(width=WIDTH, height=280)
    subtitle = f"Blue: {chosen}, with the band that holds the middle 80 % of its auctions. Grey: the other policies; point at a line to see which."
    return finish(chart, "Support cost year by year", subtitle, order)


def _extreme_labels(frame: pd.DataFrame, chosen: str) -> pd.Series:
    """Names of the dearest and the cheapest other policy, in the row of its middle year; empty elsewhere."""
    labels = pd.Series("", index=frame.index)
    totals = frame[frame["series"] != chosen].groupby("series")["mean"].sum()
    for name in {totals.idxmax(), totals.idxmin()} if len(totals) else set():
        rows = frame.index[frame["series"] == name]
        labels[rows[len(rows) // 3]] = name
    return labels


def exports(run: RunLike, round_number: int | None = None) -> Any:
    """Energy exported and what exports earn, a row a policy.

    Energy is that of the lifetime ("exported_mwh_in_total") where the scenario has a settlement, else that of the first year.

    Parameters
    ----------
    run : Run
    round_number : int, optional
        The last round where not given.

    Returns
    -------
    altair.HConcatChart
        Exported energy (MWh or GWh, of the lifetime or a year) and present value of the export revenue (currency).

    Raises
    ------
    ChartUnavailable
        If nothing is exported under any policy.
    """
    metric = export_metric(run)
    volumes = summary_rows(run, metric, round_number=round_number)
    if not (volumes["mean"].abs() > 0).any():
        raise ChartUnavailable("nothing is exported under any policy: export.share_of_energy_fraction is 0, or no corridor is open")
    left, order = dots(run, metric, round_number)
    panels = [left.properties(width=WIDTH // 2)]
    try:
        right, _ = dots(run, "export_revenue_present_value", round_number, labels=False)
        panels.append(right.properties(width=WIDTH // 3))
    except ChartUnavailable:
        pass
    return finish(alt.hconcat(*panels, spacing=24), "What is exported, and what it earns", "Dot: mean. Bar: the middle 80 % of the simulated auctions.", order)


def export_metric(run: RunLike) -> str:
    """"exported_mwh_in_total" where the run settles the contracts, otherwise "exported_mwh_per_year"."""
    return "exported_mwh_in_total" if (run.summary["metric"] == "exported_mwh_in_total").any() else "exported_mwh_per_year"
