"""The report as text: what stands in it, what is refused, and what is left behind when it fails."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from report_fixtures import HOSTILE, HOSTILE_TITLE, make_run, program, run_paths, sign  # noqa: F401 — fixtures

pytest.importorskip("jinja2")
pytest.importorskip("vl_convert")
pytest.importorskip("yaml")

from sealedbid.report import ReportError, write_report  # noqa: E402
from sealedbid.report.command import main  # noqa: E402
from sealedbid.report.document import json_in_script  # noqa: E402
from sealedbid.report.headline import headline, unlike_prices  # noqa: E402
from sealedbid.report.numbers import decimals, text  # noqa: E402
from sealedbid.report.policies import policy_changes  # noqa: E402
from sealedbid.report.scenario import read_scenario  # noqa: E402
from sealedbid.run_directory import open_run  # noqa: E402

LARGEST = 2.5e6  # bytes


class Page(HTMLParser):
    """Elements of a page by name, and its text outside scripts and styles."""

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(content)
        self.text = re.sub(r"\s+", " ", " ".join(self.words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag if tag in ("script", "style") else self._inside
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += data
        elif not self._inside:
            self.words.append(data)


@pytest.fixture(scope="module")
def page_of(run_paths: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: F811
    """The page of a run by its name, written once."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, Page] = {}

    def make(name: str, **options: Any) -> Page:
        key = name + repr(sorted(options))
        if key not in made:
            target = write_report(run_paths[name], folder / "page.html", **options)
            made[key] = Page(target.read_text(encoding="utf-8"))
        return made[key]

    return make


@pytest.mark.parametrize(
    "name", ["small", "one_policy", "twelve", "one_replication", "void", "solved", "rounds", "levers", "sale", "titled", "hostile"]
)
def test_every_kind_of_run_becomes_a_small_page(name: str, run_paths: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    target = tmp_path / "report.html"
    assert main([str(run_paths[name]), "-o", str(target)]) == 0
    assert 900_000 < target.stat().st_size < LARGEST
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"], "nothing else may be left behind"


def test_the_first_screen_says_what_policies_change_and_bring(page_of: Any) -> None:
    page = page_of("small")
    assert "A small auction" in page.text
    assert re.search(r"auction: ceiling price 60 EUR/MWh → becomes 42 EUR/MWh", page.text)
    assert "pay-as-bid → becomes uniform price, the lowest rejected bid" in page.text
    assert "Under “base”, winners are paid" in page.text
    assert "1,500 simulated auctions" in page.text


def test_the_headline_agrees_with_the_tables_of_the_run(run_paths: dict[str, Path]) -> None:  # noqa: F811
    run = open_run(run_paths["small"])
    scenario = read_scenario(Path(run.path) / "scenario.resolved.yaml")
    table = headline(run, scenario, "base", is_sale=False)
    rows = run.summary[(run.summary["group"] == "all") & (run.summary["round"] == 1)].set_index(["policy", "metric"])
    price = table.columns.index(next(c for c in table.columns if c.metric == "mean_awarded_price_per_mwh"))
    for policy in run.policies:
        shown = float(table.cells[policy][price].value.replace("−", "-"))
        assert shown == pytest.approx(rows.loc[(policy, "mean_awarded_price_per_mwh"), "mean"], abs=0.051)


@pytest.mark.parametrize("name", ["small", "levers", "twelve", "sale", "one_replication"])
def test_better_and_worse_stand_only_where_the_interval_excludes_zero(name: str, run_paths: dict[str, Path]) -> None:  # noqa: F811
    run = open_run(run_paths[name])
    scenario = read_scenario(Path(run.path) / "scenario.resolved.yaml")
    baseline = run.policies[0]
    table = headline(run, scenario, baseline, is_sale=name == "sale")
    rows = run.differences[(run.differences["baseline"] == baseline) & (run.differences["group"] == "all")].set_index(["policy", "metric"])
    judged = 0
    for policy in run.policies[1:]:
        for column, cell in zip(table.columns, table.cells[policy], strict=True):
            if column.metric == "realised_mw":  # not paired where one of two policies counts it only; see below
                continue
            if cell.kind in ("better", "worse"):
                row = rows.loc[(policy, column.metric)]
                assert row["ci95_low"] > 0 or row["ci95_high"] < 0, (policy, column.metric)
                assert cell.arrow == ("▲" if row["mean"] > 0 else "▼")
                judged += 1
    assert (judged > 0) == (name != "one_replication")


def test_missing_capacity_is_told_on_the_first_screen(page_of: Any, run_paths: dict[str, Path]) -> None:  # noqa: F811
    run = open_run(run_paths["levers"])
    scenario = read_scenario(Path(run.path) / "scenario.resolved.yaml")
    table = headline(run, scenario, "as_held", is_sale=False)
    column = next(place for place, c in enumerate(table.columns) if c.metric == "realised_mw")
    bond, change = table.cells["bond_20_per_kw"][column], table.cells["half_exported"][column]
    assert bond.verdict == "worse" and bond.arrow == "▼" and "not paired" in bond.exact
    price, support = table.cells["bond_20_per_kw"][:2]
    assert price.verdict == support.verdict == "less is built" and support.kind == "neutral", "what is missing is no saving"
    assert table.cells["costs_change_and_all_build"][column].change == "no change"
    rows = run.summary[(run.summary["group"] == "all") & (run.summary["policy"] == "bond_20_per_kw")].set_index("metric")
    assert float(bond.value) == pytest.approx(rows["mean"]["realised_mw"], abs=0.51)
    awarded = next(place for place, c in enumerate(table.columns) if c.metric == "awarded_mw")
    assert change == table.cells["half_exported"][awarded], "where all winners have to build, what is awarded is built"
    share = f"{rows['mean']['realisation_fraction'] * 100:.0f} %"
    page = page_of("levers")
    assert f"under “bond 20 per kw”, {share} of the awarded capacity is built" in page.text
    for words in ("How much of the awarded capacity is built", "Forfeited bonds", "performance bond", "20 USD/kW", "Performance bond Money that a winner deposits"):
        assert words in page.text, words
    assert "capex change after award" not in page.text
    assert "walk away:" not in page_of("small").text and "Capacity built" not in page_of("small").text


def test_prices_of_unlike_contracts_are_not_judged(run_paths: dict[str, Path]) -> None:  # noqa: F811
    run = open_run(run_paths["levers"])
    scenario = read_scenario(Path(run.path) / "scenario.resolved.yaml")
    unlike = {policy for policy, _ in unlike_prices(run, scenario, "as_held")}
    assert {"fixed_premium", "half_exported", "indexed_to_inflation"} <= unlike
    assert not {"withholding_tax_10_percent", "without_tax_relief"} & unlike
    table = headline(run, scenario, "as_held", is_sale=False)
    assert table.cells["fixed_premium"][0].verdict == "other contract"
    assert {table.cells[policy][0].kind for policy in unlike} <= {"neutral", "unclear"}, "nor may the colour judge"
    assert table.cells["withholding_tax_10_percent"][0].verdict == "worse"


def test_a_policy_is_shown_as_what_it_changes(run_paths: dict[str, Path]) -> None:  # noqa: F811
    scenario = read_scenario(Path(run_paths["levers"]) / "scenario.resolved.yaml")
    shown = {policy: [(c.what, c.before, c.after) for c in policy_changes(scenario, policy)] for policy in scenario["policies"]}
    assert shown["as_held"] == []
    assert shown["half_exported"] == [("export: share of energy exported", "0 %", "50 %")]
    assert ("bidder class chinese contractor: cost of capital", "6.3 ± 0.6 % (normal)", None) in shown["chinese_project_finance"]
    assert ("all bidder classes: local content cost premium", "0 %", "15 %") in shown["local_content_30_percent"]


def test_names_that_look_like_markup_stay_text(page_of: Any) -> None:
    page = page_of("hostile")
    for name in HOSTILE.values():
        words = re.sub(r"\s+", " ", name.replace("_", " ")).strip()
        assert words in page.text, name[:30]
    assert re.sub(r"\s+", " ", HOSTILE_TITLE) in page.text
    tags = [tag for tag, _ in page.elements]
    assert "img" not in tags and "b" not in tags
    assert not any(key.startswith("on") for _, attributes in page.elements for key in attributes)
    run_scripts = [body for body in page.scripts if not body.lstrip().startswith("{")]
    assert len(run_scripts) == 2, "only the two scripts of the report may run"


def test_json_cannot_leave_its_script_element() -> None:
    hostile = {"name": "</script><!-- <script> & \u2028 \u2029"}
    text_of = str(json_in_script(hostile))
    assert not set("<>&\u2028\u2029") & set(text_of)
    assert json.loads(text_of) == hostile


def test_only_the_scripts_of_the_page_are_allowed(page_of: Any) -> None:
    page = page_of("small")
    policy = next(a["content"] for tag, a in page.elements if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and "unsafe" not in policy and "http" not in policy and policy.startswith("default-src 'none'")
    for body in page.scripts:
        if not body.lstrip().startswith("{"):
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
    assert not [a for tag, a in page.elements if "src" in a or tag in ("iframe", "object", "embed")]
    assert not [a for _, a in page.elements if "style" in a]


def test_void_and_single_runs_say_so(page_of: Any) -> None:
    assert "nothing is awarded in any simulated auction" in page_of("void").text
    single = page_of("one_replication").text
    assert "one value, no interval" in single and "1 simulated auction," in single
    assert "better </em>" not in single


def test_an_interrupted_run_says_so_first(run_paths: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    partial = tmp_path / "partial"
    shutil.copytree(run_paths["small"], partial)
    manifest = json.loads((partial / "manifest.json").read_text(encoding="utf-8"))
    manifest["simulation"].update(interrupted=True, replications_asked=9000)
    sign(partial, manifest)
    page = Page(write_report(partial, tmp_path / "r.html").read_text(encoding="utf-8"))
    assert "This run was interrupted. 1,500 of 9,000 auctions were simulated" in page.text


def test_the_certificate_of_solved_bids_is_told(page_of: Any) -> None:
    assert re.search(r"base: no bidder (can gain more than [\d.e-]+ % of its expected profit|gains) by other bids", page_of("solved").text)
    assert "Bids are not solved for in this run" in page_of("small").text


def test_sources_of_the_scenario_file_stand_beside_the_values(page_of: Any, run_paths: dict[str, Path]) -> None:  # noqa: F811
    page = page_of("small", scenario_file=run_paths["scenario_file"])
    assert "[2] M" in page.text and "standard value" in page.text
    assert "[1] H; as announced" in page.text
    changed = page_of("larger", scenario_file=run_paths["scenario_file"])
    assert "[2] M" not in changed.text, "the source of 80 MW says nothing about 120 MW"


def test_another_baseline_turns_the_comparison_round(page_of: Any) -> None:
    assert "Under “uniform”, winners are paid" in page_of("small", baseline="uniform").text


def test_runs_of_one_scenario_stand_apart_with_what_differs(run_paths: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    target = write_report([run_paths["small"], run_paths["larger"]], tmp_path / "both.html")
    page = Page(target.read_text(encoding="utf-8"))
    assert "auction.volume_mw: 80 MW → 120 MW" in page.text
    assert "Run 1: small" in page.text and "Run 2: larger" in page.text
    identities = [a["id"] for _, a in page.elements if a.get("id")]
    assert len(identities) == len(set(identities))
    assert target.stat().st_size < LARGEST


@pytest.mark.parametrize(("key", "value", "word"), [("currency", "USD", "currency"), ("price_year", 2019, "price year"), ("name", "other", "scenario")])
def test_unlike_runs_are_refused_with_the_reason(key: str, value: Any, word: str, run_paths: dict[str, Path], tmp_path: Path, capsys: Any) -> None:  # noqa: F811
    other = tmp_path / "other"
    shutil.copytree(run_paths["small"], other)
    manifest = json.loads((other / "manifest.json").read_text(encoding="utf-8"))
    manifest["scenario"][key] = value
    sign(other, manifest)
    target = tmp_path / "report.html"
    assert main([str(run_paths["small"]), str(other), "-o", str(target)]) == 3
    message = capsys.readouterr().err
    assert str(other) in message and f"{word} {value} differs" in message
    assert not target.exists()


def test_a_damaged_file_is_named(run_paths: dict[str, Path], tmp_path: Path, capsys: Any) -> None:  # noqa: F811
    damaged = tmp_path / "damaged"
    shutil.copytree(run_paths["small"], damaged)
    content = bytearray((damaged / "summary.csv").read_bytes())
    content[len(content) // 2] ^= 1
    (damaged / "summary.csv").write_bytes(content)
    assert main([str(damaged), str(tmp_path / "nowhere"), "-o", str(tmp_path / "report.html")]) == 3
    message = capsys.readouterr().err
    assert "summary.csv" in message and "nowhere" in message, "all wrong directories are named in one pass"


def test_an_unknown_baseline_is_named_with_the_policies(run_paths: dict[str, Path], tmp_path: Path, capsys: Any) -> None:  # noqa: F811
    assert main([str(run_paths["small"]), "-o", str(tmp_path / "r.html"), "--baseline", "bse"]) == 3
    assert "has no policy bse; it has base, tight, loose, uniform" in capsys.readouterr().err


def test_a_file_of_another_scenario_is_refused(run_paths: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    other = tmp_path / "other.yaml"
    other.write_text("name: other\n", encoding="utf-8")
    with pytest.raises(ReportError, match="holds the scenario other, but the run is of small"):
        write_report(run_paths["small"], tmp_path / "r.html", scenario_file=other)


def test_a_report_that_cannot_be_written_leaves_the_old_one(run_paths: dict[str, Path], tmp_path: Path, capsys: Any) -> None:  # noqa: F811
    assert main([str(run_paths["small"]), "-o", str(tmp_path / "missing" / "report.html")]) == 5
    message = capsys.readouterr().err
    assert "missing/report.html: cannot be written" in message and "is missing" in message
    folder = tmp_path / "report.html"
    folder.mkdir()
    assert main([str(run_paths["small"]), "-o", str(folder)]) == 5
    assert folder.is_dir() and os.listdir(tmp_path) == ["report.html"], "no partial file may stay"


def test_files_of_a_run_and_devices_are_never_replaced(run_paths: dict[str, Path], tmp_path: Path, capsys: Any) -> None:  # noqa: F811
    copy = Path(shutil.copytree(run_paths["small"], tmp_path / "copy"))
    before = (copy / "summary.csv").read_bytes()
    link = tmp_path / "link.html"
    link.symlink_to(copy / "summary.csv")
    for target in (copy / "summary.csv", link):
        assert main([str(copy), "-o", str(target)]) == 5
    assert "is a file of the run" in capsys.readouterr().err
    assert (copy / "summary.csv").read_bytes() == before
    assert main([str(copy), "-o", os.devnull]) == 0
    assert Path(os.devnull).is_char_device()


def test_a_full_disk_leaves_the_old_report(run_paths: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:  # noqa: F811
    target = tmp_path / "report.html"
    target.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main([str(run_paths["small"]), "-o", str(target)]) == 5
    assert "No space left on device" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "old" and os.listdir(tmp_path) == ["report.html"]


@pytest.mark.parametrize("arguments", [[], ["run"], ["run", "-o"], ["run", "-o", "x.html", "--unknown"]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_the_same_run_gives_the_same_bytes(run_paths: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    first = write_report(run_paths["small"], tmp_path / "a.html").read_bytes()
    assert write_report(run_paths["small"], tmp_path / "b.html").read_bytes() == first


@pytest.mark.parametrize(
    ("value", "half", "shown"),
    [(35.1377, 0.0176, "35.14"), (0.0635, 0.0011, "0.064"), (17.55e6, 4e4, "17,550,000"), (-0.0001, 0.5, "0.0"), (2.693, 0.0017, "2.693")],
)
def test_numbers_have_the_digits_their_error_allows(value: float, half: float, shown: str) -> None:
    assert text(value, decimals(half, value)) == shown
