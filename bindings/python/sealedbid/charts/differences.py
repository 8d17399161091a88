"""Forest plot: what each policy changes against a baseline, with its 95 % interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from .data import RunLike, policy_of
from .errors import ChartUnavailable
from .names import Display, display_of, metric_title, plain
from .paired import judge, paired_rows, wanted_direction
from .series import finish, only_shown
from .theme import BETTER, NEUTRAL, WIDTH, WORSE

DEFAULT_METRICS = ("mean_awarded_price_per_mwh", "support_cost_present_value", "state_revenue_present_value", "void_probability")


MOST_ROWS = 8  # of policies; with more, panels stand in pairs


def difference_data(
    run: RunLike,
    baseline: str | None = None,
    metrics: Sequence[str] = DEFAULT_METRICS,
    round_number: int | None = None,
    is_sale: bool = False,
    unjudged: frozenset[tuple[str, str]] = frozenset(),
) -> pd.DataFrame:
    """Paired differences to the baseline: columns policy, metric, unit, n, mean, ci95_low, ci95_high, judgement.

    Metrics that no policy changes are left out.

    Parameters
    ----------
    unjudged : frozenset of (policy, metric)
        Differences that are shown, but called neither better nor worse, e.g. prices of unlike contracts.
    """
    chosen = policy_of(run, baseline)
    if len(run.policies) < 2:
        raise ChartUnavailable("the run has one policy only, so that there is nothing to compare")
    parts = []
    for metric in metrics:
        rows = paired_rows(run, chosen, metric, round_number=round_number).dropna(subset=["mean"]).reset_index()
        direction = [0 if (policy, metric) in unjudged else wanted_direction(metric, is_sale) for policy in rows["policy"]]
        rows["judgement"] = [judge(*values) for values in zip(rows["ci95_low"], rows["ci95_high"], direction, strict=True)]
        parts.append(rows.assign(metric=metric))
    moving = [part for part in parts if (part["mean"] != 0).any()]
    if not moving:
        raise ChartUnavailable("no policy changes any of the metrics compared, or none is defined under two policies")
    data = pd.concat(moving, ignore_index=True)
    return data[["policy", "metric", "unit", "n", "mean", "ci95_low", "ci95_high", "judgement"]]


def policy_differences(
    run: RunLike,
    baseline: str | None = None,
    metrics: Sequence[str] = DEFAULT_METRICS,
    round_number: int | None = None,
    is_sale: bool = False,
    unjudged: frozenset[tuple[str, str]] = frozenset(),
) -> Any:
    """Forest plot of the paired differences to a baseline, a panel a metric and a row a policy.

    Parameters
    ----------
    run : Run
    baseline : str, optional
        The first policy where not given.
    metrics : sequence of str
        Metrics that the run does not define are left out.
    round_number : int, optional
        The last round where not given.
    is_sale : bool
        True where bidders pay, so that a higher price is better.
    unjudged : frozenset of (policy, metric)
        See `difference_data`.

    Returns
    -------
    altair.VConcatChart
        Difference in the metric's unit; colour and shape say better, worse, neither (a matter of taste) or unclear.

    Raises
    ------
    ChartUnavailable
        If the run has one policy, or no policy changes any of the metrics.
    """
    data = difference_data(run, baseline, metrics, round_number, is_sale, unjudged)
    order = [plain(policy) for policy in run.policies if policy in set(data["policy"])]
    shown = [metric for metric in metrics if (data["metric"] == metric).any()]
    in_pairs = len(order) > MOST_ROWS and len(shown) > 1
    panels = [_panel(data[data["metric"] == metric], metric, order, in_pairs, place % 2 == 0) for place, metric in enumerate(shown)]
    if in_pairs:  # side by side, so that all of it fits on a page
        panels = [alt.hconcat(*panels[first : first + 2], spacing=24) for first in range(0, len(panels), 2)]
    chosen = plain(policy_of(run, baseline))
    subtitle = [f"Mean difference to {chosen} in the same simulated auctions; line: 95 % interval, often narrower than the mark.",
                "Up: better for the buyer. Down: worse. Circle: neither. Cross: no clear difference."]  # fmt: skip
    return finish(alt.vconcat(*panels, spacing=22), f"What each policy changes, compared with {chosen}", subtitle, order)


def _panel(rows: pd.DataFrame, metric: str, order: list[str], is_narrow: bool, has_names: bool) -> Any:
    """One metric's differences; where it is narrow and on the right, without the names of the policies."""
    display: Display = display_of(metric, str(rows["unit"].iloc[0]), rows["mean"])
    unit = "percentage points" if display.unit == "%" else display.unit
    frame = rows[["mean", "ci95_low", "ci95_high"]] * display.factor
    frame = frame.assign(series=rows["policy"].map(plain), judgement=rows["judgement"])
    words = ["better", "worse", "neutral", "unclear"]
    colour = alt.Color("judgement:N", scale=alt.Scale(domain=words, range=[BETTER, WORSE, "#0072B2", NEUTRAL]), legend=None)
    shape = alt.Shape("judgement:N", scale=alt.Scale(domain=words, range=["triangle-up", "triangle-down", "circle", "cross"]), legend=None)
    title = f"Change of: {metric_title(metric).lower()}" + (f" ({unit})" if unit else "")
    ticks = alt.Axis(tickCount=6 if is_narrow else 12)
    x = alt.X("mean:Q", title=title, axis=ticks)
    y = alt.Y("series:N", title=None, sort=order, axis=alt.Axis(labels=has_names, ticks=has_names) if is_narrow else alt.Undefined)
    tips = [alt.Tooltip("series:N", title="policy"), alt.Tooltip("judgement:N", title="for the buyer"),
            *(alt.Tooltip(f"{field}:Q", title=f"{name} ({unit})", format="+,.4~g") for field, name in
              (("mean", "difference"), ("ci95_low", "95 % from"), ("ci95_high", "to")))]  # fmt: skip
    base = alt.Chart(frame).transform_filter(only_shown("series"))
    layers = [alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color="#8A9099").encode(x=alt.X("zero:Q", title=title, axis=ticks))]
    if frame["ci95_low"].notna().any():
        layers.append(base.mark_rule(strokeWidth=2).encode(x=alt.X("ci95_low:Q", title=title, axis=ticks), x2="ci95_high:Q", y=y, color=colour))
    layers.append(base.mark_point(filled=True, size=85, opacity=1).encode(x=x, y=y, color=colour, shape=shape, tooltip=tips))
    return alt.layer(*layers).properties(width=WIDTH // 2 if is_narrow else WIDTH, height=alt.Step(20))
