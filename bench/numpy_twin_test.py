#!/usr/bin/python3
"""Tests of the NumPy twin: fast formulas against slow ones, clearing against a loop, and agreement that a wrong model fails."""

import dataclasses
import itertools
import json
import math
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

import compare_with_numpy as compare
import numpy_twin as twin
import twin_bids
import twin_clearing
from twin_bids import NO_PRICE, Bids
from twin_metrics import metric_values, sum_classes
from twin_model import Model, read_model
from twin_tally import ColumnTally


def price_year_by_year(model: Model, capex: float, energy: float, wacc: float) -> float:
    """The price at which the project's after-tax cash flows are worth zero, from the flows themselves."""
    def value(price: float) -> float:
        c = model.construction_years
        worth = -capex * sum((1 + wacc) ** j for j in range(c)) / c
        for t in range(1, model.lifetime_years + 1):
            produced = energy * (1 - model.degradation) ** (t - 1)
            tariff = price * (1 + model.indexation) ** (t - 1) if t <= model.term_years else model.after_term_price
            profit = produced * tariff - model.opex_per_kw_year * (1 + model.inflation) ** (t - 1)
            written_off = capex / model.depreciation_years if t <= model.depreciation_years else 0.0
            tax = model.tax * (1 - model.relief_fraction if t <= model.relief_years else 1)
            worth += (profit - tax * (profit - written_off)) / (1 + wacc) ** t
        return worth
    slope = value(1.0) - value(0.0)
    return -value(0.0) / slope


def random_bids(generator: np.random.Generator, bidders: int, replications: int) -> Bids:
    """Few prices, so that ties abound, unequal quantities, and some bidders that stay away, at a price or altogether."""
    shape = (bidders, replications)
    ticks, needed_ticks = (generator.integers(100, 108, shape).astype(float) for _ in range(2))
    kw = generator.integers(1, 4, shape) * 30_000.0
    takes_part = generator.random(shape) < 0.8
    bid = takes_part & (generator.random(shape) < 0.9)
    return Bids(np.where(bid, ticks, NO_PRICE), kw * bid, needed_ticks * 0.01, np.where(takes_part, needed_ticks, NO_PRICE),
                kw * takes_part)


def award_one_by_one(model: Model, ticks: list[float], kw: list[float]):
    """One auction by taking the cheapest remaining bid until the volume is reached, ties in any order.

    Returns the prices awarded, ascending, and (price, kW) of the awards below the highest of them.
    """
    remaining = sorted((t, k) for t, k in zip(ticks, kw) if k > 0)
    won = []
    if len(remaining) >= model.minimum_bids:
        while remaining and sum(k for _, k in won) < model.volume_kw:
            won.append(remaining.pop(0))
    return [t for t, _ in won], [(t, k) for t, k in won if won and t < won[-1][0]]


def least_cost_one_by_one(ticks: list[float], kw: list[float], needed_kw: float) -> float:
    cost = 0.0
    for t, k in sorted((t, k) for t, k in zip(ticks, kw) if k > 0):
        cost += t * min(k, needed_kw)
        needed_kw -= min(k, needed_kw)
    return cost


class NumpyTwinTest(unittest.TestCase):
    def test_both_present_values_agree(self):
        model = dataclasses.replace(read_model(10), indexation=0.013)
        v = 1.0 / (1.0 + np.linspace(0.031, 0.15, 1000))
        for horner, closed in zip(twin_bids.present_values_horner(model, v), twin_bids.present_values_closed(model, v)):
            np.testing.assert_allclose(closed, horner, rtol=1e-11)

    def test_required_price_makes_the_cash_flows_worth_nothing(self):
        model = read_model(10)
        for capex, energy, wacc, error in ((690.0, 2.19, 0.063, 0.0), (800.0, 1.9, 0.11, -0.05), (500.0, 2.5, 0.04, 0.1)):
            arrays = (np.array([x]) for x in (capex, energy, wacc, error))
            believed, needed = twin_bids.required_prices(model, *arrays, twin_bids.present_values_closed)
            self.assertAlmostEqual(needed[0], price_year_by_year(model, capex, energy, wacc), places=9)
            self.assertAlmostEqual(believed[0], price_year_by_year(model, capex, energy * (1 + error), wacc), places=9)

    def test_clearing_equals_a_loop(self):
        """With unequal quantities the lot decides who wins at the margin: checked are the awards below it and what stops them."""
        model, generator = read_model(10), np.random.default_rng(7)
        for bidders, sort in itertools.product((1, 2, 5, 12), ("stable", "quicksort", "radix")):
            bids = random_bids(generator, bidders, 300)
            awarded, margin = twin_clearing.clear(model, bids, generator, sort)
            for lane in range(300):
                ticks, kw, won = bids.ticks[:, lane], bids.quantity_kw[:, lane], awarded[:, lane]
                prices, below = award_one_by_one(model, ticks.tolist(), kw.tolist())
                if not prices:
                    self.assertFalse(won.any())
                    continue
                self.assertEqual((margin[lane], ticks[won].max()), (prices[-1], prices[-1]))
                is_below = won & (ticks < prices[-1])
                self.assertEqual(sorted(zip(ticks[is_below], kw[is_below])), sorted(below))
                if not np.array_equal(won, kw > 0):
                    smallest_at_margin = kw[won & (ticks == prices[-1])]
                    self.assertGreaterEqual(kw[won].sum(), model.volume_kw)
                    self.assertLess(kw[won].sum() - smallest_at_margin.max(), model.volume_kw)

    def test_ties_are_decided_by_lot(self):
        """Two of three equal bids win; each wins with probability 2/3. Bound: 4.5 standard errors, false alarm 7e-6 a bidder."""
        model, count = read_model(10), 20000
        ticks, kw = np.full((3, count), 100.0), np.full((3, count), 60_000.0)
        awarded, _ = twin_clearing.clear(model, Bids(ticks, kw, ticks, ticks, kw), np.random.default_rng(8), "stable")
        np.testing.assert_array_equal(awarded.sum(axis=0), 2)
        bound = 4.5 * math.sqrt(2 / 9 / count)
        self.assertLess(np.abs(awarded.mean(axis=1) - 2 / 3).max(), bound)
        by_position = np.arange(3) < 2  # the planted defect: the order of the list decides
        self.assertGreater(np.abs(by_position - 2 / 3).max(), bound)

    def test_the_lot_decides_whether_a_small_tied_bid_leaves_room_for_a_large_one(self):
        """Volume 120 MW, two equal prices: 150 MW fill it alone, 30 MW do not. So the small one wins half the time, the large
        one always. Bound: 4.5 standard errors, false alarm 7e-6."""
        model, count = read_model(10), 20000
        for quantities in ([30_000.0, 150_000.0], [150_000.0, 30_000.0]):
            ticks, kw = np.full((2, count), 100.0), np.repeat(np.array(quantities)[:, None], count, axis=1)
            awarded, _ = twin_clearing.clear(model, Bids(ticks, kw, ticks, ticks, kw), np.random.default_rng(8), "stable")
            share = dict(zip(quantities, awarded.mean(axis=1)))
            self.assertEqual(share[150_000.0], 1.0)
            self.assertLess(abs(share[30_000.0] - 0.5), 4.5 * 0.5 / math.sqrt(count))

    def test_metrics_equal_a_loop(self):
        model, generator = read_model(10), np.random.default_rng(9)
        bids, energy = random_bids(generator, 10, 300), generator.uniform(2.0, 2.4, 300)
        awarded, margin = twin_clearing.clear(model, bids, generator, "stable")
        values = metric_values(model, bids, margin, sum_classes(model, bids, awarded), energy, "stable")
        rows = dict(zip(twin.metric_steps(model), values))
        for lane in range(300):
            won, kw = awarded[:, lane], bids.quantity_kw[:, lane]
            if not won.any():
                self.assertTrue(math.isnan(rows["award_cost_over_least_cost", "all"][lane]))
                continue
            total = kw[won].sum()
            needed_ticks, offered = bids.needed_ticks[:, lane], bids.offered_kw[:, lane]
            least = least_cost_one_by_one(needed_ticks.tolist(), offered.tolist(), total)
            paid = 0.01 * (bids.ticks[:, lane] * kw)[won].sum()
            profit = paid - (bids.needed[:, lane] * kw)[won].sum()
            expected = {"award_cost_over_least_cost": (needed_ticks * kw)[won].sum() / least,
                        "lowest_awarded_price_per_mwh": 0.01 * bids.ticks[won, lane].min(),
                        "foreign_share_of_awarded_mw_fraction": kw[:8][won[:8]].sum() / total, "awarded_mw": total / 1000,
                        "number_of_awards": won.sum(),
                        "priced_out_bidders": ((needed_ticks < NO_PRICE) & (bids.ticks[:, lane] == NO_PRICE)).sum(), "mean_awarded_price_per_mwh": paid / total,
                        "bidder_profit_per_mwh": profit / total, "payments_per_year": paid * energy[lane],
                        "bidder_profit_per_year": profit * energy[lane]}
            for metric, value in expected.items():
                self.assertAlmostEqual(rows[metric, "all"][lane], value, delta=1e-9 * max(1.0, abs(value)), msg=metric)
            self.assertAlmostEqual(rows["share_of_awarded_mw_fraction", "class:domestic"][lane], kw[8:][won[8:]].sum() / total)

    def test_a_price_is_rounded_up_to_the_grid(self):
        prices = np.array([40.0, 40.001, 40.0 + 1e-12, -3.0])
        self.assertEqual(twin_bids.round_up_to_grid(prices, 0.01).tolist(), [4000, 4001, 4000, 0])

    def test_bids_stop_at_the_ceiling(self):
        model = dataclasses.replace(read_model(10), ceiling_ticks=3800)
        c = model.classes[0]
        bids, generator = Bids.empty((c.bidders, 4000)), np.random.default_rng(4)
        world = twin_bids.draw_worlds(model, generator, 4000)
        twin_bids.draw_class(model, generator, c, slice(None), world, bids, twin_bids.present_values_closed)
        self.assertEqual(bids.ticks[bids.quantity_kw > 0].max(), 3800)
        np.testing.assert_array_equal(bids.ticks == NO_PRICE, bids.quantity_kw == 0)
        self.assertGreater((bids.offered_kw > bids.quantity_kw).sum(), 0)  # takes part, but needs more than the ceiling

    def test_radix_sort_gives_way_where_prices_need_more_bits(self):
        ticks = np.array([[70_000.0, 65_535.0, NO_PRICE, 66_000.0]])
        self.assertEqual(twin_clearing.rank(ticks, "radix").tolist(), [[1, 3, 0, 2]])

    def test_chunks_do_not_change_how_much_is_simulated(self):
        tally = twin.simulate(read_model(10), 1001, 3, twin.Tuning(chunk=100))
        bids = tally.summary()["number_of_bids", "all"]
        self.assertEqual(bids["n"], 1001)
        self.assertEqual(tally.bids.histograms()[0, 0].sum(), round(bids["mean"] * 1001))

    def test_other_numbers_of_bidders_are_multiples_of_ten(self):
        self.assertEqual((read_model(30).bidders, read_model(30).volume_kw), (30, 360_000))
        with self.assertRaisesRegex(ValueError, "multiple of 10"):
            read_model(15)

    def test_agreement_passes_for_the_same_model_and_fails_for_another(self):
        """Bound: 4.5 combined standard errors, false alarm 7e-6 a metric. The planted defect forgets the tax relief."""
        model = read_model(30)
        first, second = (compare.twin_summary(twin.simulate(model, 20000, seed)) for seed in (1, 2))
        self.assertLess(compare.furthest(first, second)[0], compare.MOST_STANDARD_ERRORS)
        without_relief = dataclasses.replace(model, relief_fraction=0.0)
        defect = compare.twin_summary(twin.simulate(without_relief, 20000, 2))
        self.assertGreater(compare.furthest(first, defect)[0], compare.MOST_STANDARD_ERRORS)

    def test_distance_of_a_missing_or_different_constant_is_infinite(self):
        one, two = ({"n": 10, "mean": mean, "se": 0.0} for mean in (1.0, 2.0))
        missing = {"n": 10, "mean": math.nan, "se": 1.0}
        self.assertEqual(compare.distance("price", one, one), 0.0)
        self.assertEqual(compare.distance("price", one, two), math.inf)
        self.assertEqual(compare.distance("price", one, missing), math.inf)
        self.assertEqual(compare.furthest({"price": one}, {"price": one, "other": one}), (math.inf, "other"))

    def test_a_probability_of_a_rare_event_is_pooled(self):
        """30 events in 300,000 against none in 30,000: the expected 3 are missed with probability 5%."""
        some, none = {"n": 300_000, "mean": 1e-4, "se": 1.8e-5}, {"n": 30_000, "mean": 0.0, "se": 0.0}
        self.assertLess(compare.distance("void_probability", some, none), 2.0)
        self.assertGreater(compare.distance("price", some, none), compare.MOST_STANDARD_ERRORS)

    def test_a_quantile_is_the_sample_quantile(self):
        """To a bin of a 6001st of three times the range of the first values; on a grid exactly."""
        sample = np.random.default_rng(5).normal(-3.0, 2.0, 5001)
        free, grid = ColumnTally(0.0, 6001), ColumnTally(0.5, 101)
        rounded = np.round(np.abs(sample) * 2.0) / 2.0
        for part in np.split(np.arange(5001), 3):
            free.add(np.append(sample[part], np.nan))
            grid.add(rounded[part])
        summary = free.summary()
        self.assertEqual((summary["n"], summary["min"], summary["max"]), (5001, sample.min(), sample.max()))
        self.assertAlmostEqual(summary["mean"], sample.mean(), places=12)
        self.assertAlmostEqual(summary["sd"], sample.std(ddof=1), places=12)
        for p in (0.01, 0.25, 0.5, 0.95):
            self.assertAlmostEqual(free.quantile(p), np.quantile(sample, p), delta=0.03)
            self.assertEqual(grid.quantile(p), np.quantile(rounded, p, method="inverted_cdf"))


class CompareWithNumpyTest(unittest.TestCase):
    """The whole comparison against a stand-in for the program that writes the twin's own answer, one price changed."""

    def compare(self, change: float) -> subprocess.CompletedProcess:
        summary = compare.twin_summary(twin.simulate(read_model(10), 200_000, 5))
        summary["clearing_price_per_mwh"]["mean"] += change
        rows = "".join(f"base,{metric},all,{row['n']},{row['mean']!r},{row['se']!r}\n" for metric, row in summary.items())
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "summary.csv").write_text("policy,metric,group,n,mean,se\n" + rows, encoding="utf-8")
            program = Path(folder, "program")
            program.write_text(f"""#!/usr/bin/env bash
while [[ $# -gt 1 ]]; do [[ $1 != --output ]] || output=$2; shift; done
mkdir -p "$output"
cp '{folder}/summary.csv' "$output/summary.csv"
""", encoding="utf-8")
            program.chmod(0o755)
            script = Path(compare.__file__)
            options = ["--bidders", "10", "--repetitions", "1", "--million-bids", "1", "--json"]
            command = [sys.executable, "-B", script, program, *options]
            return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_the_comparison_passes_when_the_means_agree_and_fails_when_not(self):
        passed = self.compare(0.0)
        self.assertEqual((passed.returncode, passed.stderr), (0, ""))
        result = json.loads(passed.stdout)
        self.assertEqual((result["bidders"], result["metrics_compared"]), (10, 21))
        self.assertGreater(result["numpy_ns_per_bid"], 0.0)
        failed = self.compare(1.0)
        self.assertEqual(failed.returncode, 1)
        self.assertIn("disagree", failed.stderr)


if __name__ == "__main__":
    unittest.main()
