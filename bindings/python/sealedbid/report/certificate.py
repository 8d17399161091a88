"""How good solved bids are: what a bidder could gain at most by bidding otherwise."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ..charts.names import plain
from .tables import Table, name, number, percent, table_of
from .words import value_text


@dataclass(frozen=True)
class Certificate:
    """Sentences, one a policy (with True where the bids hold to the tolerance), and the table of all classes."""

    sentences: list[tuple[str, bool]]
    table: Table | None
    strategies: list[str]


def certificate_of(run: Any, scenario: dict[str, Any]) -> Certificate:
    """Reads the certificate of a run; without solved bids only what bidders bid, in words.

    Parameters
    ----------
    run : Run
    scenario : dict
        As `read_scenario` gives it.
    """
    classes = (scenario.get("bidder_classes") or {}).values()
    strategies = sorted({value_text("strategy", item.get("strategy", "truthful"), run.currency) for item in classes})
    found = run.manifest.get("equilibria") or []
    if not found or run.equilibrium is None:
        return Certificate([], None, strategies)
    columns = {"policy": ("policy", name), "bidder_class": ("class", name),
               "expected_profit_per_mwh": (f"expected profit ({run.currency}/MWh)", number), "gain_share": ("gain found, share of it", percent),
               "upper_bound_share": ("gain at most, 99 %", percent), "iterations": ("iterations", number), "status": ("solver", plain)}  # fmt: skip
    return Certificate([_sentence(item) for item in found], table_of(run.equilibrium, columns, "equilibrium.csv"), strategies)


def _sentence(item: dict[str, Any]) -> tuple[str, bool]:
    bound, tolerance = _share(item.get("greatest_upper_bound_share")), _share(item.get("tolerance"))
    policy = plain(str(item.get("policy", "")))
    if not math.isfinite(bound):
        return f"{policy}: no bound on what a bidder could gain by other bids is known; read these bids with care.", False
    if bound == 0:
        return f"{policy}: no bidder gains by other bids (99 % confidence).", True
    holds = bound <= tolerance
    text = f"{policy}: no bidder can gain more than {bound * 100:.2g} % of its expected profit by other bids (99 % confidence)"
    return (text + ".", True) if holds else (f"{text}; asked for were {tolerance * 100:.2g} %. Read these bids with care.", False)


def _share(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.inf
