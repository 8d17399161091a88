"""Draws, costs and bids of one chunk of replications in vectorised NumPy, [bidder][replication]."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from twin_model import BidderClass, Model

HOURS_PER_YEAR = 8760.0
NO_PRICE = 2.0**31 - 1.0  # ticks of an absent bid
GRID_TOLERANCE_TICKS = 1e-9

# Finance: present values of a unit of strike price, of the price after the term, of opex and of depreciation.


def kept_of_tax(model: Model, year: int) -> float:
    return 1.0 - model.tax * (1.0 - model.relief_fraction if year <= model.relief_years else 1.0)


@functools.lru_cache
def yearly_weights(model: Model):
    """(growth, weight by year) of the four flows; year t's weight is scaled by growth^(t − 1)."""
    years = range(1, model.lifetime_years + 1)
    kept = [kept_of_tax(model, t) for t in years]
    term, written_off = model.term_years, model.depreciation_years
    energy = 1.0 - model.degradation
    return ((energy * (1.0 + model.indexation), [k if t <= term else 0.0 for t, k in zip(years, kept)]),
            (energy, [0.0 if t <= term else k * model.after_term_price for t, k in zip(years, kept)]),
            (1.0 + model.inflation, kept),
            (1.0, [(1.0 - k) / written_off if t <= written_off else 0.0 for t, k in zip(years, kept)]))


def present_values_horner(model: Model, v: np.ndarray) -> list[np.ndarray]:
    """Σ_t weight_t·growth^(t − 1)·v^t, year by year."""
    results = []
    for growth, weights in yearly_weights(model):
        total = np.zeros_like(v)
        for t in range(len(weights), 0, -1):
            if weights[t - 1] != 0.0:
                total += weights[t - 1] * growth ** (t - 1)
            total *= v
        results.append(total)
    return results


@functools.lru_cache
def weight_steps(model: Model):
    """(growth, first year's weight, [(year, change of the weight after it times growth^year)]) of the four flows."""
    flows = []
    for growth, weights in yearly_weights(model):
        changes = np.diff([0.0, *weights, 0.0])
        flows.append((growth, changes[0], [(int(y), changes[y] * growth**y) for y in np.flatnonzero(changes) if y > 0]))
    return flows


def present_values_closed(model: Model, v: np.ndarray) -> list[np.ndarray]:
    """The same as v/(1 − x)·Σ_y (change of the weight after year y)·x^y with x = growth·v: a term a change, not a year."""
    powers, scratch, results = {1: v}, np.empty_like(v), []

    def power(n: int) -> np.ndarray:
        if n not in powers:
            powers[n] = power(n // 2) * power(n - n // 2)
        return powers[n]

    for growth, first, steps in weight_steps(model):
        total = np.full_like(v, first)
        for year, coefficient in steps:
            total += np.multiply(power(year), coefficient, out=scratch)
        total *= v
        np.multiply(v, -growth, out=scratch)
        scratch += 1.0
        total /= scratch
        results.append(total)
    return results


def required_prices(model: Model, capex, energy, wacc, error, present_values):
    """What a bidder believes it needs a MWh, and what it turns out to need at the true yield."""
    compound = 1.0 + wacc
    strike, revenue, cost, tax_saved = present_values(model, 1.0 / compound)
    construction = np.zeros_like(wacc)
    for _ in range(model.construction_years):
        construction *= compound
        construction += 1.0 / model.construction_years
    construction -= tax_saved
    needed = capex * construction
    cost *= model.opex_per_kw_year
    needed += cost
    needed /= energy
    believed = needed / (1.0 + error)
    for price in (needed, believed):
        price -= revenue
        price /= strike
    return believed, needed


# Draws and bids.


def draw_worlds(model: Model, generator: np.random.Generator, count: int):
    """Capex per kW, first-year MWh per kW and premium shift, one each a replication."""
    capex = model.capex_median_per_kw * np.exp(model.capex_sigma * generator.standard_normal(count))
    mean, sd, low, high = model.capacity_factor
    factor = generator.normal(mean, sd, count)
    while (outside := np.flatnonzero((factor < low) | (factor > high))).size:
        factor[outside] = generator.normal(mean, sd, outside.size)
    return capex, factor * (HOURS_PER_YEAR / 1000.0), generator.normal(*model.premium_shift, count)


def round_up_to_grid(price: np.ndarray, step: float) -> np.ndarray:
    """Ticks; amounts within 1e-9 ticks above a grid price count as on it."""
    exact = price / step
    exact -= GRID_TOLERANCE_TICKS
    np.ceil(exact, out=exact)
    return np.maximum(exact, 0.0, out=exact)


@dataclass
class Bids:
    """Arrays [bidder][replication], whole numbers in float64. Absent bids and costs are NO_PRICE, their quantities 0."""

    ticks: np.ndarray
    quantity_kw: np.ndarray
    needed: np.ndarray  # realised required price per MWh
    needed_ticks: np.ndarray  # the same on the grid, of all who take part
    offered_kw: np.ndarray  # of all who take part

    @staticmethod
    def empty(shape: tuple[int, int]) -> Bids:
        return Bids(*(np.empty(shape) for _ in range(5)))


def draw_costs(model: Model, generator: np.random.Generator, c: BidderClass, world, present_values):
    """Believed and realised required price of one class, [bidder][replication]."""
    capex, energy, shift = world
    shape = (c.bidders, len(capex))
    factor, wacc, error = (generator.standard_normal(shape) for _ in range(3))
    for draw, (mean, sd) in ((factor, c.capex_factor), (wacc, c.wacc_fraction), (error, c.yield_error_fraction)):
        draw *= sd
        draw += mean
    wacc += shift
    np.maximum(factor, 0.0, out=factor)
    for draw, low, high in ((wacc, 0.0, 1.0), (error, -0.9, 9.0)):
        np.maximum(draw, low, out=draw)
        np.minimum(draw, high, out=draw)
    factor *= capex
    return required_prices(model, factor, energy, wacc, error, present_values)


def draw_class(model: Model, generator: np.random.Generator, c: BidderClass, own: slice, world, bids: Bids,
               present_values) -> None:
    """Draws the bids of one class into its rows `own`."""
    believed, bids.needed[own] = draw_costs(model, generator, c, world, present_values)
    takes_part = generator.random(believed.shape) < c.participation_probability
    capacity_kw = np.full(believed.shape, float(c.capacity_kw))
    bids.needed_ticks[own] = np.where(takes_part, round_up_to_grid(bids.needed[own], model.step), NO_PRICE)
    bids.offered_kw[own] = capacity_kw * takes_part
    # Who needs more than the ceiling stays away; who is pushed above it by the mark-up bids the ceiling.
    bid = takes_part & (round_up_to_grid(believed, model.step) <= model.ceiling_ticks)
    believed *= 1.0 + c.markup_fraction
    ticks = np.minimum(round_up_to_grid(believed, model.step), model.ceiling_ticks)
    bids.ticks[own] = np.where(bid, ticks, NO_PRICE)
    bids.quantity_kw[own] = capacity_kw * bid
