"""Clearing of one chunk of replications in vectorised NumPy, by sorting. Arrays are [bidder][replication]."""

from __future__ import annotations

import numpy as np

from twin_bids import NO_PRICE, Bids
from twin_model import Model

MOST_RADIX_TICKS = 2**16 - 1  # NumPy sorts 16-bit integers by radix


def rank(ticks: np.ndarray, sort: str) -> np.ndarray:
    """Places in ticks.ravel() of each row's bids, cheapest first."""
    if sort == "radix" and not ((ticks >= MOST_RADIX_TICKS) & (ticks < NO_PRICE)).any():
        order = np.argsort(np.minimum(ticks, MOST_RADIX_TICKS).astype(np.uint16), axis=1, kind="stable")
    else:
        order = np.argsort(ticks.astype(np.int32), axis=1, kind="stable" if sort == "radix" else sort)
    order += (np.arange(len(ticks)) * ticks.shape[1])[:, None]
    return order


def marginal_ticks(ticks: np.ndarray, quantity_kw: np.ndarray, needed_kw, sort: str):
    """Price at which the needed quantity, or all there is, is reached, cheapest first; whether several bids have that price."""
    ticks, quantity_kw = np.ascontiguousarray(ticks.T), np.ascontiguousarray(quantity_kw.T)
    order = rank(ticks, sort)
    cumulative_kw = np.cumsum(quantity_kw.take(order), axis=1)
    needed_kw = np.minimum(needed_kw, cumulative_kw[:, -1])
    position = np.argmin(cumulative_kw < needed_kw[:, None], axis=1)
    rows, last = np.arange(len(ticks)), ticks.shape[1] - 1
    price = ticks.take(order[rows, position])
    is_last_of_several = (position > 0) & (ticks.take(order[rows, np.maximum(position - 1, 0)]) == price)
    has_equal_after = (position < last) & (ticks.take(order[rows, np.minimum(position + 1, last)]) == price)
    return price, (is_last_of_several | has_equal_after) & (price != NO_PRICE)


def award_by_lot(ticks, quantity_kw, margin, volume_kw: int, generator: np.random.Generator) -> np.ndarray:
    """Which bids win, [bidder][replication], where the lot decides among those at the marginal price."""
    awarded = ticks < margin
    rest_kw = volume_kw - (quantity_kw * awarded).sum(axis=0)
    replication, bidder = np.nonzero((ticks == margin).T)
    bidder = bidder[np.lexsort((generator.random(len(bidder)), replication))]
    kw = quantity_kw[bidder, replication]
    before_kw = np.cumsum(kw) - kw
    before_kw -= before_kw[np.searchsorted(replication, replication)]
    awarded[bidder, replication] = before_kw < rest_kw[replication]
    return awarded


def clear(model: Model, bids: Bids, generator: np.random.Generator, sort: str):
    """Awards in full, cheapest first, until the volume is reached; none where void.

    Returns which bids win, [bidder][replication], and the highest price that wins where one does.
    """
    margin, is_tied = marginal_ticks(bids.ticks, bids.quantity_kw, model.volume_kw, sort)
    awarded = bids.ticks <= np.where(margin == NO_PRICE, -1.0, margin)
    tied = np.flatnonzero(is_tied)
    if tied.size:
        awarded[:, tied] = award_by_lot(bids.ticks[:, tied], bids.quantity_kw[:, tied], margin[tied], model.volume_kw, generator)
    awarded &= (bids.ticks != NO_PRICE).astype(float).sum(axis=0) >= model.minimum_bids
    return awarded, margin


def weighted_sum(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Σ over bidders, one a replication."""
    return np.einsum("ij,ij->j", values, weights)


def least_cost(bids: Bids, needed_kw: np.ndarray, sort: str) -> np.ndarray:
    """Ticks times kW at which those who take part could have supplied needed_kw, cheapest first, the last one in part."""
    margin, _ = marginal_ticks(bids.needed_ticks, bids.offered_kw, needed_kw, sort)
    cheaper_kw = bids.offered_kw * (bids.needed_ticks < margin)
    return weighted_sum(bids.needed_ticks, cheaper_kw) + (needed_kw - cheaper_kw.sum(axis=0)) * margin
