"""How a metric moves from round to round."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from .data import RunLike, rounds_of, summary_rows
from .errors import ChartUnavailable
from .names import display_of, metric_title, plain
from .series import finish, only_shown
from .theme import ACCENT, WIDTH


def round_data(run: RunLike, metric: str = "mean_awarded_price_per_mwh") -> pd.DataFrame:
    """A metric by policy and round: columns policy, round, mean, p05, p25, p50, p75, p95, unit."""
    rounds = rounds_of(run)
    if len(rounds) < 2:
        raise ChartUnavailable("the scenario has one round only (auction.rounds)")
    parts = []
    for number in rounds:
        try:
            parts.append(summary_rows(run, metric, round_number=number))
        except ChartUnavailable:
            continue
    if not parts:
        raise ChartUnavailable(f"{metric} is defined in no round")
    data = pd.concat(parts, ignore_index=True)[["policy", "round", "mean", "p05", "p25", "p50", "p75", "p95", "unit"]]
    return data.dropna(subset=["mean"])


def rounds(run: RunLike, metric: str = "mean_awarded_price_per_mwh") -> Any:
    """Fan chart over the rounds, one panel a policy: median, the middle half and the middle 90 % of the simulated auctions.

    Parameters
    ----------
    run : Run
    metric : str
        One of those in `run.summary`.

    Returns
    -------
    altair.FacetChart
        Round against the metric in its unit.

    Raises
    ------
    ChartUnavailable
        If the scenario has one round, or the metric is defined in none.
    """
    data = round_data(run, metric)
    display = display_of(metric, str(data["unit"].iloc[0]), data["mean"])
    for column in ("mean", "p05", "p25", "p50", "p75", "p95"):
        data[column] *= display.factor
    frame = data.drop(columns=["unit", "policy"]).assign(series=data["policy"].map(plain))
    order = [plain(policy) for policy in run.policies if plain(policy) in set(frame["series"])]
    title = display.unit or metric_title(metric)
    x = alt.X("round:O", title="Round", axis=alt.Axis(labelAngle=0))
    scale = alt.Scale(zero=False)
    tips = [alt.Tooltip("series:N", title="policy"), alt.Tooltip("round:O"), *(alt.Tooltip(f"{field}:Q", title=f"{words} ({display.unit})",
            format=",.4~g") for field, words in (("mean", "mean"), ("p50", "median"), ("p05", "5 % are below"), ("p95", "5 % are above")))]  # fmt: skip
    base = alt.Chart()
    fan = [
        base.mark_area(opacity=opacity, color=ACCENT).encode(x=x, y=alt.Y(f"{low}:Q", title=title, scale=scale), y2=f"{high}:Q")
        for low, high, opacity in (("p05", "p95", 0.18), ("p25", "p75", 0.30))
    ]
    line = base.mark_line(color=ACCENT, strokeWidth=2).encode(x=x, y=alt.Y("p50:Q", title=title, scale=scale))
    points = base.mark_point(filled=True, color=ACCENT, size=36, opacity=1).encode(x=x, y=alt.Y("p50:Q", title=title, scale=scale), tooltip=tips)
    header = alt.Header(labelOrient="top", labelAnchor="start")
    chart = (
        alt.layer(*fan, line, points)
        .properties(width=WIDTH, height=150)
        .facet(row=alt.Row("series:N", title=None, sort=order, header=header), data=frame, spacing=14)
        .transform_filter(only_shown("series"))
    )
    subtitle = "Line: median. Dark band: the middle half of the simulated auctions. Light band: the middle 90 %."
    return finish(chart, f"{metric_title(metric)}, round by round", subtitle, order)
