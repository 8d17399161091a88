#!/usr/bin/python3
"""Compares the program with its NumPy twin on the same auction: first the answers, then the CPU time a bid.

Usage: bench/compare_with_numpy.py PROGRAM [--bidders 10 30 100 1000] [--repetitions 5] [--million-bids 20]

Both run on one thread, in turn. The program is timed from outside by CPU time; the difference of a long and a short run leaves
out start-up and output. A bid is one bidder in one replication, whether it takes part or not. Exits with 1 if the means of some
metric of the whole auction are further apart than 4.5 combined standard errors (false alarm 7e-6 a metric), or differ at all
where the metric is the same in every replication.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy_twin as twin
import twin_model
from twin_tally import Tally

MOST_STANDARD_ERRORS = 4.5
SHORT_SHARE = 0.1  # length of the short run as a share of the long one

Summary = dict[str, dict[str, float]]  # metric → n, mean, se


def combined_standard_error(metric: str, first: dict[str, float], second: dict[str, float]) -> float:
    """Of the difference of two means. Probabilities are pooled: an own standard error of 0 says little about a rare event."""
    if not metric.endswith("_probability"):
        return math.hypot(first["se"], second["se"])
    n = first["n"] + second["n"]
    p = (first["n"] * first["mean"] + second["n"] * second["mean"]) / n
    return math.sqrt(max(p * (1.0 - p), 0.0) * (1.0 / first["n"] + 1.0 / second["n"]))


def distance(metric: str, first: dict[str, float], second: dict[str, float]) -> float:
    """Difference of two means in combined standard errors; infinite where constants differ or a value is missing."""
    difference, se = abs(first["mean"] - second["mean"]), combined_standard_error(metric, first, second)
    if difference <= 1e-12 * abs(first["mean"]):
        return 0.0
    return difference / se if se > 0.0 and math.isfinite(difference) else math.inf


def furthest(first: Summary, second: Summary) -> tuple[float, str]:
    """The largest distance and its metric; infinite where a metric has no partner."""
    if unpaired := first.keys() ^ second.keys():
        return math.inf, min(unpaired)
    return max((distance(metric, first[metric], second[metric]), metric) for metric in first)


def run_program(program: str, bidders: int, replications: int, folder: Path) -> tuple[float, Summary]:
    """CPU seconds of one run, and its metrics of the whole auction."""
    overrides = [part for path, value in twin_model.scaled_scenario(bidders).items() for part in ("--set", f"{path}={value}")]
    command = [program, "run", str(twin_model.SCENARIO), *overrides, "--replications", str(replications), "--threads", "1",
               "--output", str(folder / "run"), "--force", "--quiet"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with open(folder / "run" / "summary.csv", newline="", encoding="utf-8") as file:
        return seconds, {row["metric"]: {name: float(row[name]) for name in ("n", "mean", "se")}
                         for row in csv.DictReader(file) if row["group"] == "all"}


def twin_summary(tally: Tally) -> Summary:
    return {metric: row for (metric, group), row in tally.summary().items() if group == "all"}


def compare(program: str, bidders: int, repetitions: int, bids: int, folder: Path) -> dict:
    """Interleaved repetitions for one number of bidders."""
    model = twin_model.read_model(bidders)
    tuning = twin.best_tuning(model)
    long_run = bids // bidders
    short_run = max(1, round(SHORT_SHARE * long_run))
    twin_run = max(1, long_run // 10)
    program_times, twin_times = [], []
    for _ in range(repetitions):
        short_seconds, _ = run_program(program, bidders, short_run, folder)
        long_seconds, program_metrics = run_program(program, bidders, long_run, folder)
        program_times.append((long_seconds - short_seconds) * 1e9 / ((long_run - short_run) * bidders))
        nanoseconds, tally = twin.cpu_ns_per_bid(model, twin_run, 1, tuning)
        twin_times.append(nanoseconds)
    program_ns, twin_ns = statistics.median(program_times), statistics.median(twin_times)
    apart, metric = furthest(program_metrics, twin_summary(tally))
    return {"bidders": bidders, "program_ns_per_bid": program_ns, "numpy_ns_per_bid": twin_ns, "ratio": twin_ns / program_ns,
            "chunk_replications": tuning.chunk, "sort": tuning.sort, "present_values": tuning.present_values.__name__,
            "metrics_compared": len(program_metrics), "standard_errors_apart": apart, "furthest_metric": metric}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program", help="path of the sealedbid program")
    parser.add_argument("--bidders", type=int, nargs="+", default=[10, 30, 100, 1000])
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--million-bids", type=float, default=20.0,
                        help="length of the program's long run; the twin's is a tenth of it")
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of the table")
    arguments = parser.parse_args()
    agree = True
    if not arguments.json:
        print(f"{'bidders':>8} {'program':>12} {'NumPy':>12} {'ratio':>7}   means furthest apart")
    with tempfile.TemporaryDirectory() as folder:
        for bidders in arguments.bidders:
            bids = round(arguments.million_bids * 1e6)
            result = compare(arguments.program, bidders, arguments.repetitions, bids, Path(folder))
            agree &= result["standard_errors_apart"] <= MOST_STANDARD_ERRORS
            if arguments.json:
                print(json.dumps(result), flush=True)
                continue
            print(f"{bidders:>8} {result['program_ns_per_bid']:>9.2f} ns {result['numpy_ns_per_bid']:>9.2f} ns "
                  f"{result['ratio']:>6.1f}x   {result['standard_errors_apart']:.1f} se: {result['furthest_metric']} of "
                  f"{result['metrics_compared']} metrics", flush=True)
    if not agree:
        print(f"the program and its twin disagree: means are more than {MOST_STANDARD_ERRORS:g} standard errors apart",
              file=sys.stderr)
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
