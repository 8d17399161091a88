#!/usr/bin/python3
"""The model of bench/twin.yaml in vectorised NumPy: an independent answer, and the speed to compare with.

Usage: bench/numpy_twin.py [--bidders N] [--replications R] [--seed S]

Prints one JSON object. Arrays are [bidder][replication], float64, one thread, worked on in chunks. It reports every metric that
`sealedbid run bench/twin.yaml` reports, with quantiles, and histograms of single bids. Chunk size, sorting algorithm and the way
to compute present values (closed forms or Horner's rule) are tuned first.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from twin_bids import Bids, draw_class, draw_worlds, present_values_closed, present_values_horner
from twin_clearing import clear
from twin_metrics import class_rows, count_bids, groups, metric_steps, metric_values, sum_classes
from twin_model import Model, read_model
from twin_tally import BidTally, Tally


def keep_freed_memory() -> None:
    """Lets glibc keep large arrays for reuse instead of asking the kernel for new pages each time; no effect elsewhere."""
    trim_threshold, mmap_threshold = -1, -3
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for parameter in (trim_threshold, mmap_threshold):
            mallopt(parameter, 1 << 30)


@dataclass(frozen=True)
class Tuning:
    """What changes the speed and not the model."""

    chunk: int = 1000  # replications
    present_values: Callable = present_values_closed
    sort: str = "stable"  # or "quicksort", "radix"


def simulate_chunk(model: Model, generator: np.random.Generator, count: int, tally: Tally, tuning: Tuning) -> None:
    world = draw_worlds(model, generator, count)
    bids = Bids.empty((model.bidders, count))
    for c, own in zip(model.classes, class_rows(model)):
        draw_class(model, generator, c, own, world, bids, tuning.present_values)
    awarded, margin = clear(model, bids, generator, tuning.sort)
    sums = sum_classes(model, bids, awarded)
    tally.add(metric_values(model, bids, margin, sums, world[1], tuning.sort))
    tally.bids.add_sums(prices=sums[6:], numbers=sums[:2])
    count_bids(model, bids, awarded, tally)


def simulate(model: Model, replications: int, seed: int, tuning: Tuning = Tuning()) -> Tally:
    generator = np.random.default_rng(seed)
    bids = BidTally(groups(model), model.step, model.ceiling_ticks)
    tally = Tally(metric_steps(model), max(model.ceiling_ticks, model.bidders) + 1, bids)
    for first in range(0, replications, tuning.chunk):
        simulate_chunk(model, generator, min(tuning.chunk, replications - first), tally, tuning)
    tally.flush()
    return tally


def cpu_ns_per_bid(model: Model, replications: int, seed: int, tuning: Tuning) -> tuple[float, Tally]:
    """CPU time of a run by bidder and replication, whether it bids or not."""
    start = time.process_time_ns()
    tally = simulate(model, replications, seed, tuning)
    return (time.process_time_ns() - start) / (replications * model.bidders), tally


def best_tuning(model: Model) -> Tuning:
    """The fastest way on this machine, among chunks with 4,096 to 131,072 elements, sorts and present values."""
    keep_freed_memory()
    ways = [Tuning(max(1, elements // model.bidders), present_values, sort)
            for elements in (4096, 8192, 16384, 32768, 65536, 131072)
            for present_values in (present_values_closed, present_values_horner) for sort in ("stable", "quicksort", "radix")]

    def speed(way: Tuning) -> float:
        replications = way.chunk * max(1, 200_000 // (model.bidders * way.chunk))
        return statistics.median(cpu_ns_per_bid(model, replications, 1, way)[0] for _ in range(3))

    return min(ways, key=speed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bidders", type=int, default=100)
    parser.add_argument("--replications", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    model = read_model(arguments.bidders)
    tuning = best_tuning(model)
    nanoseconds, tally = cpu_ns_per_bid(model, arguments.replications, arguments.seed, tuning)
    metrics = [{"metric": metric, "group": group, **{name: row.get(name) for name in ("n", "mean", "se", "p50")}}
               for (metric, group), row in tally.summary().items()]
    print(json.dumps({"bidders": arguments.bidders, "replications": arguments.replications, "chunk_replications": tuning.chunk,
                      "present_values": tuning.present_values.__name__, "sort": tuning.sort,
                      "cpu_ns_per_bid": round(nanoseconds, 2), "metrics": metrics}, indent=2))


if __name__ == "__main__":
    main()
