#!/usr/bin/python3
"""Holds `sealedbid clear` on package bids against HiGHS (as scipy.optimize.milp): the best objective has to be the same, exactly."""

import csv
import json
import os
import random
import subprocess
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("SEALEDBID_PROGRAM", str(ROOT / "build/dev/engine/sealedbid"))
MOST_PACKAGES = 60
CASES = 240


@dataclass
class Case:
    """Money in cents, quantities in whole units: integers throughout."""
    demand: list[int]
    value: list[int] | None  # cents a unit; None: least cost of the whole demand
    price: list[int]  # cents
    quantity: list[list[int]]  # [package][product]
    group: list[str]
    requires: list[list[int]]

    def is_admissible(self, chosen: list[bool]) -> bool:
        groups = [group for group, is_chosen in zip(self.group, chosen) if is_chosen and group]
        needs = all(chosen[needed] for i, is_chosen in enumerate(chosen) if is_chosen for needed in self.requires[i])
        covers = self.value is not None or all(s >= d for s, d in zip(self.supply(chosen), self.demand))
        return len(groups) == len(set(groups)) and needs and covers

    def supply(self, chosen: list[bool]) -> list[int]:
        return [sum(q[k] for q, is_chosen in zip(self.quantity, chosen) if is_chosen) for k in range(len(self.demand))]

    def surplus(self, chosen: list[bool]) -> int:
        value = self.value or [0] * len(self.demand)
        gained = sum(v * min(d, s) for v, d, s in zip(value, self.demand, self.supply(chosen)))
        return gained - sum(price for price, is_chosen in zip(self.price, chosen) if is_chosen)


def draw_case(rng: random.Random, number: int) -> Case:
    is_least_cost = number % 3 == 0
    packages = MOST_PACKAGES if number % 12 == 1 else rng.randint(1, 30 if is_least_cost else 45)
    products = rng.randint(1, 3)
    unit = [rng.randint(2000, 6000) for _ in range(products)]
    quantity = [[rng.randint(1, 60) if rng.random() < 0.7 else 0 for _ in range(products)] for _ in range(packages)]
    price = [int(sum(q * u for q, u in zip(row, unit)) * rng.uniform(0.7, 1.3)) for row in quantity]
    demand = [max(1, int(sum(row[k] for row in quantity) * rng.uniform(0.2, 0.5))) for k in range(products)]
    return Case(demand=demand,
                value=None if is_least_cost else [int(u * rng.uniform(0.9, 1.2)) for u in unit],
                price=price,
                quantity=quantity,
                group=[f"g{rng.randint(0, 9)}" if rng.random() < 0.25 else "" for _ in range(packages)],
                requires=[[rng.randrange(packages)] if rng.random() < 0.15 else [] for _ in range(packages)])


def remove_impossible_requirements(case: Case) -> Case:
    """A package that requires itself or a rival is refused by the reader."""
    for i, needed in enumerate(case.requires):
        case.requires[i] = [j for j in needed if j != i and not (case.group[i] and case.group[i] == case.group[j])]
    return case


def best_by_highs(case: Case) -> list[bool] | None:
    """The selection that HiGHS finds, or None if there is no admissible one. Variables: packages, then covered quantities."""
    packages, products = len(case.price), len(case.demand)
    width = packages + products
    value = case.value or [0] * products
    rows, least, most = [], [], []

    def add(row: dict[int, float], low: float, high: float) -> None:
        dense = np.zeros(width)
        for column, coefficient in row.items():
            dense[column] = coefficient
        rows.append(dense)
        least.append(low)
        most.append(high)

    for k in range(products):
        supply = {j: case.quantity[j][k] for j in range(packages)}
        add(supply | {packages + k: -1.0}, 0.0, np.inf)
        if case.value is None:
            add(supply, case.demand[k], np.inf)
    for group in set(case.group) - {""}:
        add({j: 1.0 for j in range(packages) if case.group[j] == group}, -np.inf, 1.0)
    for i, needed in enumerate(case.requires):
        for j in needed:
            add({i: 1.0, j: -1.0}, -np.inf, 0.0)
    result = milp(c=np.array(case.price + [-v for v in value], dtype=float),
                  constraints=LinearConstraint(np.array(rows), least, most),
                  bounds=Bounds(np.zeros(width), np.array([1.0] * packages + case.demand)),
                  integrality=np.array([1] * packages + [0] * products),
                  options={"mip_rel_gap": 0.0})
    if result.status == 2:
        return None
    assert result.status == 0, result.message
    return [bool(round(x)) for x in result.x[:packages]]


def cleared(case: Case, folder: Path) -> dict:
    """What the program says about the case."""
    products = [{"demand": d} | ({"value_per_unit": case.value[k] / 100} if case.value else {}) for k, d in enumerate(case.demand)]
    rules = {"schema_version": 1, "currency": "EUR", "auction": {"packages": {f"p{k}": product for k, product in enumerate(products)}}}
    (folder / "rules.yaml").write_text(json.dumps(rules) + "\n", encoding="utf-8")
    with (folder / "bids.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["bid", "price", "exclusive_group", "requires"] + [f"quantity_p{k}" for k in range(len(case.demand))])
        for j, price in enumerate(case.price):
            requires = ";".join(f"b{needed}" for needed in case.requires[j])
            writer.writerow([f"b{j}", price / 100, case.group[j], requires] + case.quantity[j])
    command = [PROGRAM, "clear", str(folder / "bids.csv"), "--rules", str(folder / "rules.yaml"), "--format", "json"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def disagreement(case: Case, report: dict) -> str:
    """What is wrong with the report by HiGHS and by the definition of the objective; empty if nothing is."""
    expected = best_by_highs(case)
    if expected is None or not report["feasible"]:
        return "" if expected is None and not report["feasible"] else f"feasible: {report['feasible']}, HiGHS: {expected is not None}"
    selected = {package["bid"] for package in report["packages"] if package["selected"]}
    chosen = [f"b{j}" in selected for j in range(len(case.price))]
    if not case.is_admissible(expected):
        return "HiGHS gives a selection that is not admissible"
    if not case.is_admissible(chosen):
        return "the selection is not admissible"
    if round(report["surplus"] * 100) != case.surplus(chosen):
        return f"the surplus is {case.surplus(chosen)}, not {report['surplus'] * 100}"
    if case.surplus(chosen) != case.surplus(expected):
        return f"the surplus is {case.surplus(chosen)}, that of HiGHS {case.surplus(expected)}"
    return ""


class PackagesAgainstHighsTest(unittest.TestCase):
    def test_the_best_objective_is_that_of_highs(self):
        rng = random.Random(20261123)
        feasible = largest = 0
        with tempfile.TemporaryDirectory() as folder:
            for number in range(CASES):
                case = remove_impossible_requirements(draw_case(rng, number))
                report = cleared(case, Path(folder))
                self.assertEqual(disagreement(case, report), "", f"case {number}")
                feasible += report["feasible"]
                largest += len(case.price) == MOST_PACKAGES
        self.assertGreater(feasible, CASES * 0.8)
        self.assertGreaterEqual(largest, CASES // 12)

    def test_a_selection_that_is_not_the_best_is_seen(self):
        rng = random.Random(7)
        with tempfile.TemporaryDirectory() as folder:
            case = remove_impossible_requirements(draw_case(rng, 1))
            report = cleared(case, Path(folder))
            self.assertEqual(disagreement(case, report), "")
            needed = {f"b{j}" for i, others in enumerate(case.requires) for j in others}
            worse = next(package for package in report["packages"] if package["selected"] and package["bid"] not in needed)
            worse["selected"] = False
            self.assertIn("surplus", disagreement(case, report))
            report["surplus"] -= worse["advantage"]
            self.assertIn("surplus", disagreement(case, report))


if __name__ == "__main__":
    unittest.main()
