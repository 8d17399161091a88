"""Charts: what they draw, what they say of it, and what they do where a run holds no data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from report_fixtures import make_run, program, run_paths  # noqa: F401 — fixtures

pd = pytest.importorskip("pandas")
pytest.importorskip("altair")
pytest.importorskip("xarray")

from sealedbid import charts  # noqa: E402
from sealedbid.charts.data import built_rows, histogram, nice_width, summary_rows  # noqa: E402
from sealedbid.charts.merit_order import merit_order_data, thinned  # noqa: E402
from sealedbid.charts.names import display_of  # noqa: E402
from sealedbid.charts.paired import judge, paired_rows, wanted_direction  # noqa: E402
from sealedbid.charts.prices import price_data  # noqa: E402
from sealedbid.charts.ridges import highest_share  # noqa: E402
from sealedbid.run_directory import open_run  # noqa: E402

ALL = [getattr(charts, name) for name in charts.__all__ if name != "ChartUnavailable"]


@pytest.fixture(scope="module")
def runs(run_paths: dict[str, Path]) -> dict[str, Any]:  # noqa: F811
    return {name: open_run(path) for name, path in run_paths.items() if path.is_dir()}


def drawn(run: Any) -> set[str]:
    """Names of the charts that a run can draw; each is checked against the schema of Vega-Lite."""
    names = set()
    for function in ALL:
        try:
            spec = function(run).to_dict()
        except charts.ChartUnavailable as reason:
            assert len(str(reason)) > 20, "a reason must say what is missing"
            continue
        assert "spec" in spec or "layer" in spec or "vconcat" in spec or "hconcat" in spec or "mark" in spec
        names.add(function.__name__)
    return names


def test_every_chart_is_drawn_where_its_data_is_there(runs: dict[str, Any]) -> None:
    made = drawn(runs["levers"]) | drawn(runs["solved"]) | drawn(runs["rounds"])
    assert made == {function.__name__ for function in ALL}


def test_a_void_run_draws_nothing_and_says_why(runs: dict[str, Any]) -> None:
    assert drawn(runs["void"]) == set()


def test_one_replication_draws_no_convergence(runs: dict[str, Any]) -> None:
    made = drawn(runs["one_replication"])
    assert "convergence" not in made
    assert {"awarded_prices", "merit_order", "winners", "bid_distributions"} <= made


def test_one_policy_has_no_differences(runs: dict[str, Any]) -> None:
    with pytest.raises(charts.ChartUnavailable, match="one policy only"):
        charts.policy_differences(runs["one_policy"])


def test_an_unknown_policy_is_named_with_those_there_are(runs: dict[str, Any]) -> None:
    with pytest.raises(charts.ChartUnavailable, match="base, tight"):
        charts.merit_order(runs["small"], "tigth")


def test_histograms_hold_every_value_once(runs: dict[str, Any]) -> None:
    run = runs["small"]
    price = "mean_awarded_price_per_mwh"
    wide = histogram(run, price, limits=(0.0, 100.0), bins=50)
    assert wide.groupby("policy")["share"].sum().to_numpy() == pytest.approx([1.0] * len(run.policies))
    rows = summary_rows(run, price).set_index("policy")
    means = ((wide["low"] + wide["high"]) / 2 * wide["share"]).groupby(wide["policy"]).sum()
    for policy in run.policies:  # the mean of bins differs from the mean of values by less than half a bin
        assert means[policy] == pytest.approx(rows["mean"][policy], abs=1.01)


def test_few_bins_are_drawn_however_many_the_run_holds(runs: dict[str, Any]) -> None:
    bins = histogram(runs["levers"], "mean_awarded_price_per_mwh").groupby("policy").size()
    assert 10 <= bins.max() <= 80


def test_a_price_that_hardly_scatters_does_not_flatten_the_others(runs: dict[str, Any]) -> None:
    frame = price_data(runs["levers"]).assign(series=lambda data: data["policy"])
    peaks = frame.groupby("series")["share"].max()
    assert peaks["export_option"] > 0.8 and highest_share(frame) < 0.5
    text = json.dumps(charts.awarded_prices(runs["levers"]).to_dict())
    assert f'"cut_text": "{peaks["export_option"]:.0%}"' in text and "Bars with a number are cut off" in text
    assert "cut off" not in json.dumps(charts.awarded_prices(runs["small"]).to_dict())


@pytest.mark.parametrize(("span", "bins", "step", "width"), [(10, 60, 0.01, 0.2), (55, 60, 0.01, 1.0), (0.02, 60, 0.01, 0.01), (0, 60, 0.1, 0.1)])
def test_bins_have_round_widths(span: float, bins: int, step: float, width: float) -> None:
    assert nice_width(span, bins, step) == pytest.approx(width)


def test_differences_turn_round_with_the_baseline(runs: dict[str, Any]) -> None:
    run, metric = runs["small"], "mean_awarded_price_per_mwh"
    there = paired_rows(run, "base", metric).loc["uniform"]
    back = paired_rows(run, "uniform", metric).loc["base"]
    assert there["mean"] == -back["mean"]
    assert (there["ci95_low"], there["ci95_high"]) == (-back["ci95_high"], -back["ci95_low"])
    assert there["n"] == back["n"]


def test_capacity_is_what_is_built_where_winners_may_walk_away(runs: dict[str, Any]) -> None:
    run = runs["levers"]
    built = built_rows(run).set_index("policy")
    assert list(built.index) == run.policies
    awarded = summary_rows(run, "awarded_mw").set_index("policy")["mean"]
    assert built["mean"]["bond_20_per_kw"] < 0.8 * awarded["bond_20_per_kw"]
    assert built["mean"]["as_held"] == awarded["as_held"], "without an option to walk away all is built"
    assert built_rows(runs["small"])["metric"].tolist() == ["awarded_mw"] * 4
    titles = _x_titles(charts.support_cost(run).to_dict())
    assert any(title.startswith("Capacity built (MW)") for title in titles)
    titles = _x_titles(charts.realisation(run).to_dict())
    assert {"Built share of awarded capacity (%)", "Forfeited bonds (million USD)"} <= set(titles)
    with pytest.raises(charts.ChartUnavailable, match="winners build whatever"):
        charts.realisation(runs["small"])


@pytest.mark.parametrize(
    ("low", "high", "direction", "expected"),
    [(1, 2, -1, "worse"), (1, 2, 1, "better"), (-2, -1, -1, "better"), (-1, 1, -1, "unclear"), (0, 1, -1, "unclear"),
     (1, 2, 0, "neutral"), (float("nan"), float("nan"), -1, "unclear")],
)  # fmt: skip
def test_only_intervals_without_zero_are_judged(low: float, high: float, direction: int, expected: str) -> None:
    assert judge(low, high, direction) == expected


def test_a_higher_price_is_better_only_for_a_seller() -> None:
    assert wanted_direction("mean_awarded_price_per_mwh") == -1
    assert wanted_direction("mean_awarded_price_per_mwh", is_sale=True) == 1
    assert wanted_direction("foreign_share_of_awarded_mw_fraction") == 0


@pytest.mark.parametrize(
    ("metric", "unit", "values", "shown"),
    [("void_probability", "1", [0.1], "%"), ("number_of_bids", "1", [4.0], ""), ("support_cost_present_value", "USD", [1.7e7], "million USD"),
     ("support_cost_per_year", "USD/year", [2e9], "billion USD/year"), ("mean_bid_per_mwh", "EUR/MWh", [40.0], "EUR/MWh"),
     ("exported_mwh_per_year", "MWh/year", [98000.0], "GWh/year"), ("awarded_mw", "MW", [93.0], "MW")],
)  # fmt: skip
def test_units_suit_a_reader(metric: str, unit: str, values: list[float], shown: str) -> None:
    assert display_of(metric, unit, values).unit == shown


def test_every_axis_with_numbers_names_a_unit(runs: dict[str, Any]) -> None:
    """All quantitative axes but those of shares, counts and years end in a unit in brackets."""
    units = ("EUR/MWh", "USD", "MW", "%", "points", "auctions so far", "Calendar year", "GWh", "Round")
    for run in (runs["levers"], runs["solved"], runs["rounds"]):
        for function in ALL:
            try:
                text = json.dumps(function(run).to_dict())
            except charts.ChartUnavailable:
                continue
            titles = [axis for axis in _x_titles(json.loads(text)) if axis]
            assert titles, function.__name__
            assert all(any(unit in title for unit in units) for title in titles), (function.__name__, titles)


def _x_titles(node: Any) -> list[str]:
    if isinstance(node, list):
        return [title for item in node for title in _x_titles(item)]
    if not isinstance(node, dict):
        return []
    own = [node["x"]["title"]] if isinstance(node.get("x"), dict) and isinstance(node["x"].get("title"), str) else []
    return own + [title for key, item in node.items() if key != "datasets" for title in _x_titles(item)]


def test_ten_thousand_bids_are_drawn_as_a_few_hundred_bars(runs: dict[str, Any]) -> None:
    data = merit_order_data(runs["rounds"], "pay_as_bid")
    many = pd.concat([data] * 60, ignore_index=True)
    many = many.sort_values("bid_per_mwh", kind="stable").reset_index(drop=True)
    size = many["to_mw"] - many["from_mw"]
    many["to_mw"] = size.cumsum()
    many["from_mw"] = many["to_mw"] - size
    few = thinned(many)
    assert len(many) > 10_000 and len(few) <= 800
    assert few["awarded_mw"].sum() == pytest.approx(many["awarded_mw"].sum())
    assert few["to_mw"].iloc[-1] == pytest.approx(many["to_mw"].iloc[-1])
    width, before = few["to_mw"] - few["from_mw"], many["to_mw"] - many["from_mw"]
    assert (few["bid_per_mwh"] * width).sum() == pytest.approx((many["bid_per_mwh"] * before).sum())
    assert thinned(data) is data


def test_charts_hold_bins_and_no_single_replication(runs: dict[str, Any]) -> None:
    for function in ALL:
        try:
            spec = function(runs["levers"]).to_dict()
        except charts.ChartUnavailable:
            continue
        assert all(len(rows) < 1600 for rows in spec.get("datasets", {}).values()), function.__name__
        assert len(json.dumps(spec)) < 250_000, function.__name__
