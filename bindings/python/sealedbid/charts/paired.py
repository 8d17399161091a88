"""Paired differences between policies, and whether less or more of a metric is better."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from .data import RunLike, last_round

Judgement = Literal["better", "worse", "unclear", "neutral"]

# Metrics of which the buyer wants less (-1) or more (+1), all else equal. Absent: a matter of taste, never judged.
_WANTED = {
    "void_probability": -1,
    "undersubscribed_probability": -1,
    "support_cost_present_value": -1,
    "support_cost_per_mwh": -1,
    "consumer_cost_over_avoided_cost_present_value": -1,
    "state_revenue_present_value": 1,
    "awarded_mw": 1,
    "realised_mw": 1,
    "realisation_fraction": 1,
    "award_cost_over_least_cost": -1,
    "export_revenue_present_value": 1,
}
_PRICES = ("mean_awarded_price_per_mwh", "clearing_price_per_mwh")


def wanted_direction(metric: str, is_sale: bool = False) -> int:
    """-1 where the buyer (in a sale: the seller) wants less of a metric, +1 where more, 0 where it is a matter of taste."""
    if metric in _PRICES:
        return 1 if is_sale else -1
    return _WANTED.get(metric, 0)


def paired_rows(run: RunLike, baseline: str, metric: str, group: str = "all", round_number: int | None = None) -> pd.DataFrame:
    """Differences of every policy to the baseline, replication by replication.

    Returns
    -------
    pandas.DataFrame
        Index policy; columns n, mean, se, ci95_low, ci95_high (policy minus baseline) and unit. Rows of differences.csv whose
        baseline is the later policy are turned round.
    """
    rows = run.differences
    columns = ["policy", "n", "mean", "se", "ci95_low", "ci95_high", "unit"]
    if rows is None or rows.empty:
        return pd.DataFrame(columns=columns).set_index("policy")
    rows = rows[(rows["metric"] == metric) & (rows["group"] == group) & (rows["round"] == last_round(run, round_number))]
    straight = rows[rows["baseline"] == baseline]
    turned = rows[rows["policy"] == baseline].copy()
    turned["policy"] = turned["baseline"]
    low, high = -turned["ci95_high"], -turned["ci95_low"]
    turned["mean"], turned["ci95_low"], turned["ci95_high"] = -turned["mean"], low, high
    both = pd.concat([straight[columns], turned[columns]]).set_index("policy")
    return both.reindex([p for p in run.policies if p in set(both.index)])


def judge(low: float, high: float, direction: int) -> Judgement:
    """Whether a difference with this 95 % interval is better or worse; "unclear" where the interval holds zero or is missing."""
    if not (low > 0 or high < 0):
        return "unclear"
    if direction == 0:
        return "neutral"
    return "better" if (low > 0) == (direction > 0) else "worse"
