"""The metrics of one chunk of cleared replications in vectorised NumPy; names and meanings are those of the program."""

from __future__ import annotations

import functools

import numpy as np

from twin_bids import NO_PRICE, Bids
from twin_clearing import least_cost, weighted_sum
from twin_model import Model
from twin_tally import Tally

AUCTION_METRICS = ("clearing_price_per_mwh", "lowest_awarded_price_per_mwh", "highest_awarded_price_per_mwh",
                   "foreign_share_of_awarded_mw_fraction", "void_probability", "undersubscribed_probability", "excluded_bids",
                   "award_cost_over_least_cost", "exported_mwh_per_year", "priced_out_bidders")
GROUP_METRICS = ("number_of_bids", "number_of_awards", "awarded_mw", "share_of_awarded_mw_fraction", "win_probability",
                 "mean_awarded_price_per_mwh", "bidder_profit_per_mwh", "bidder_profit_per_year", "payments_per_year")


def sum_classes(model: Model, bids: Bids, awarded: np.ndarray) -> np.ndarray:
    """Sums over bidders, [quantity][all, class …][replication].

    Quantities: bids, awards, awarded kW, price·kW, cost on the grid·kW (both in ticks), needed·kW, prices bid, prices awarded.
    """
    sums = np.empty((8, 1 + len(model.classes), awarded.shape[1]))
    for group, own in enumerate(class_rows(model), start=1):
        is_bid, is_award = (bids.ticks[own] != NO_PRICE).astype(float), awarded[own].astype(float)
        awarded_kw = bids.quantity_kw[own] * is_award
        sums[0, group] = is_bid.sum(axis=0)
        sums[1, group] = is_award.sum(axis=0)
        sums[2, group] = awarded_kw.sum(axis=0)
        for row, price in enumerate((bids.ticks, bids.needed_ticks, bids.needed), start=3):
            sums[row, group] = weighted_sum(price[own], awarded_kw)
        sums[6, group] = weighted_sum(bids.ticks[own], is_bid)
        sums[7, group] = weighted_sum(bids.ticks[own], is_award)
    sums[:, 0] = sums[:, 1:].sum(axis=1)
    return sums


def class_rows(model: Model) -> list[slice]:
    ends = np.cumsum([c.bidders for c in model.classes])
    return [slice(end - c.bidders, end) for end, c in zip(ends, model.classes)]


def metric_values(model: Model, bids: Bids, margin: np.ndarray, sums: np.ndarray, energy: np.ndarray, sort: str) -> np.ndarray:
    """[metric][replication] in the order of metric_steps(); NaN where a metric is not defined."""
    number_of_bids, awards, kw, paid, cost, needed = sums[:6]
    values = np.empty((len(metric_steps(model)), sums.shape[2]))
    with np.errstate(invalid="ignore"):
        highest = np.where(awards[0] > 0.0, margin, np.nan) * model.step
        lowest = np.where(awards[0] > 0.0, bids.ticks.min(axis=0), np.nan) * model.step
        foreign_kw = sum(kw[g] for g, c in enumerate(model.classes, start=1) if c.is_foreign)
        is_void = number_of_bids[0] < model.minimum_bids
        is_undersubscribed = bids.quantity_kw.sum(axis=0) < model.volume_kw
        efficiency = cost[0] / least_cost(bids, kw[0], sort)
        priced_out = (bids.needed_ticks != NO_PRICE).sum(axis=0) - number_of_bids[0]
        for row, value in enumerate((highest, lowest, highest, foreign_kw / kw[0], is_void, is_undersubscribed, 0.0, efficiency,
                                     0.0, priced_out)):
            values[row] = value
        of_groups = values[len(AUCTION_METRICS):].reshape(len(kw), len(GROUP_METRICS), -1)
        profit = paid * model.step - needed
        for column, value in enumerate((number_of_bids, awards, kw / 1000.0, kw / kw[0], awards > 0.0, paid / kw * model.step,
                                        profit / kw, profit * energy, paid * (model.step * energy))):
            of_groups[:, column] = value
    return values


def groups(model: Model) -> list[str]:
    return ["all", *(f"class:{c.name}" for c in model.classes)]


@functools.lru_cache
def metric_steps(model: Model) -> dict[tuple[str, str], float]:
    """(metric, group) → grid step of its values, 0 if they are on no grid."""
    steps = {(name, "all"): model.step if name.endswith("_price_per_mwh") or name.startswith("clearing") else 0.0
             for name in AUCTION_METRICS}
    for group in groups(model):
        steps |= {(name, group): 0.0 for name in GROUP_METRICS}
    whole = ("number_of", "excluded", "priced_out", "win_probability", "void", "undersubscribed")
    return {key: 1.0 if key[0].startswith(whole) else step for key, step in steps.items()}


def count_bids(model: Model, bids: Bids, awarded: np.ndarray, tally: Tally) -> None:
    """Histograms of single bids on the price grid, a class and outcome each; absent bids fall into the last bin."""
    bins = model.ceiling_ticks + 2
    place = np.minimum(bids.ticks, bins - 1.0)
    place += awarded * float(bins)
    place = place.astype(np.intp)
    for index, own in enumerate(class_rows(model)):
        tally.bids.counts[:, 1 + index] += np.bincount(place[own].ravel(), minlength=2 * bins).reshape(2, bins)
