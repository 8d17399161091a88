"""What the charts read from a run: rows of its summary, and histograms with few enough bins to draw."""

from __future__ import annotations

import math
from typing import Any, Protocol

import numpy as np
import pandas as pd

from .errors import ChartUnavailable


class RunLike(Protocol):
    """The part of `sealedbid.Run` that charts read."""

    policies: list[str]
    currency: str

    @property
    def summary(self) -> Any: ...

    @property
    def differences(self) -> Any: ...

    @property
    def convergence(self) -> Any: ...

    @property
    def typical_auctions(self) -> Any: ...

    @property
    def equilibrium(self) -> Any: ...

    @property
    def bid_functions(self) -> Any: ...

    @property
    def distributions(self) -> Any: ...


def rounds_of(run: RunLike) -> list[int]:
    """Numbers of the rounds that a run simulated, in order."""
    return sorted(int(number) for number in run.summary["round"].unique())


def last_round(run: RunLike, round_number: int | None) -> int:
    """The round asked for, or the last one. Raises ChartUnavailable if the run has no such round."""
    rounds = rounds_of(run)
    if round_number is None:
        return rounds[-1]
    if round_number not in rounds:
        raise ChartUnavailable(f"round {round_number}: the run has rounds {rounds[0]} to {rounds[-1]}")
    return round_number


def policy_of(run: RunLike, policy: str | None) -> str:
    """The policy asked for, or the first. Raises ChartUnavailable if the run has no such policy."""
    if policy is None:
        return run.policies[0]
    if policy not in run.policies:
        raise ChartUnavailable(f"policy {policy!r}: the run has {', '.join(run.policies)}")
    return policy


def summary_rows(run: RunLike, metric: str, group: str = "all", round_number: int | None = None) -> pd.DataFrame:
    """Rows of the summary for one metric and group, one a policy, in the order of the policies.

    Raises ChartUnavailable where the metric is missing or defined in no replication of any policy.
    """
    rows = run.summary
    rows = rows[(rows["metric"] == metric) & (rows["group"] == group) & (rows["round"] == last_round(run, round_number))]
    if rows.empty:
        raise ChartUnavailable(f"the run holds no {metric} for {group}")
    rows = rows.set_index("policy").reindex([p for p in run.policies if p in set(rows["policy"])]).reset_index()
    if rows["mean"].isna().all():
        raise ChartUnavailable(f"{metric} is defined in no replication, as nothing was awarded or nothing is counted")
    return rows


def built_rows(run: RunLike, round_number: int | None = None) -> pd.DataFrame:
    """Rows of the summary for the capacity that is built, one a policy: "realised_mw", and "awarded_mw" where winners have to build.

    Raises ChartUnavailable where nothing is known of any policy.
    """
    try:
        counted = summary_rows(run, "realised_mw", round_number=round_number)
    except ChartUnavailable:
        return summary_rows(run, "awarded_mw", round_number=round_number)
    awarded = summary_rows(run, "awarded_mw", round_number=round_number)
    rows = pd.concat([counted, awarded[~awarded["policy"].isin(counted["policy"])]]).set_index("policy")
    return rows.loc[[policy for policy in run.policies if policy in rows.index]].reset_index()


def groups_of(run: RunLike, kind: str) -> list[str]:
    """Groups of a kind ("class", "origin" or "year") in the order of the summary."""
    found = [group for group in run.summary["group"].unique() if str(group).startswith(kind + ":")]
    return [str(group) for group in found]


def nice_width(span: float, bins: int, step: float) -> float:
    """Width of at most `bins` bins over `span`: 1, 2 or 5 × 10^k, and a multiple of `step` where step > 0."""
    raw = span / bins if span > 0 else (step or 1.0)
    power = 10.0 ** math.floor(math.log10(raw))
    width = next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= raw * (1 - 1e-9))
    return max(width, step)


def histogram(
    run: RunLike,
    metric: str,
    group: str = "all",
    round_number: int | None = None,
    status: str | None = None,
    limits: tuple[float, float] | None = None,
    bins: int = 60,
) -> pd.DataFrame:
    """Shares of values in at most `bins` bins of equal width, the same for all policies.

    Parameters
    ----------
    limits : (float, float), optional
        Values shown; the 0.1 % and 99.9 % quantiles of all policies together where not given.

    Returns
    -------
    pandas.DataFrame
        Columns policy, low, high (edges in the metric's unit) and share (of all the policy's values, also those beyond the limits).

    Raises
    ------
    ChartUnavailable
        If the run holds no histogram of this metric, or no value.
    """
    counts, edges = _counts(run, metric, group, last_round(run, round_number), status)
    total = counts.sum(axis=0)
    low, high = limits or _central(total, edges)
    width = nice_width(high - low, bins, float(edges[1, 0] - edges[0, 0]) if len(edges) > 1 else 0.0)
    middle = edges.mean(axis=1)
    first = math.floor(low / width + 1e-9)
    index = np.floor(middle / width + 1e-9).astype(int) - first
    number = max(1, math.ceil(high / width - 1e-9) - first)
    inside = (index >= 0) & (index < number)
    rows = []
    for policy, values in zip(run.policies, counts, strict=True):
        shares = np.bincount(index[inside], weights=values[inside], minlength=number) / max(values.sum(), 1)
        if values.sum() > 0:
            rows += [(policy, (first + k) * width, (first + k + 1) * width, share) for k, share in enumerate(shares)]
    return pd.DataFrame(rows, columns=["policy", "low", "high", "share"])


def limits_of(run: RunLike, metric: str, policy: str, round_number: int | None, status: str | None) -> tuple[float, float]:
    """Limits between which all but 0.1 % of a policy's values at each end lie, in the metric's unit."""
    counts, edges = _counts(run, metric, "all", last_round(run, round_number), status)
    chosen = counts[run.policies.index(policy)]
    if chosen.sum() == 0:
        raise ChartUnavailable(f"{metric} is defined in no replication of policy {policy}")
    return _central(chosen, edges)


def _counts(run: RunLike, metric: str, group: str, round_number: int, status: str | None) -> tuple[np.ndarray, np.ndarray]:
    """Counts [policy, bin] and edges [bin, 2] of a histogram."""
    name = f"{metric}_count"
    if run.distributions is None or name not in run.distributions:
        raise ChartUnavailable(f"the run holds no histogram of {metric}: it is defined in no replication, or distributions.nc is missing")
    variable = run.distributions[name].sel(round=round_number)
    if status is not None:
        variable = variable.sel(status=status)
    if "group" in variable.dims:
        if group not in set(variable["group"].values):
            raise ChartUnavailable(f"the run holds no {metric} of {group}")
        variable = variable.sel(group=group)
    elif group != "all":
        raise ChartUnavailable(f"the run holds {metric} for all bidders only, not for {group}")
    counts = np.nan_to_num(variable.sel(policy=run.policies).transpose("policy", metric).values.astype(float))
    if counts.sum() == 0:
        raise ChartUnavailable(f"{metric} of {group} is defined in no replication")
    return counts, np.asarray(run.distributions[f"{metric}_bounds"].values, dtype=float)


def _central(total: np.ndarray, edges: np.ndarray) -> tuple[float, float]:
    """Edges between which all but 0.1 % of the values at each end lie."""
    cumulated = np.cumsum(total) / total.sum()
    first = int(np.searchsorted(cumulated, 0.001))
    last = min(int(np.searchsorted(cumulated, 0.999)), len(edges) - 1)
    return float(edges[first, 0]), float(edges[last, 1])
