"""The report in a real browser: drawn, usable from the keyboard, accessible, silent, and deaf to names that look like code."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from report_fixtures import HOSTILE, make_run, program, run_paths  # noqa: F401 — fixtures

playwright_api = pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python")
pytest.importorskip("vl_convert")

from sealedbid.report import write_report  # noqa: E402
from sealedbid.report.command import main  # noqa: E402

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")

EVERY = ["twelve", "one_replication", "void", "solved", "rounds", "levers", "hostile"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def report_of(run_paths: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:  # noqa: F811
    folder = tmp_path_factory.mktemp("reports")

    def make(name: str) -> Path:
        target = folder / f"{name}.html"
        return target if target.exists() else write_report(run_paths[name], target)

    return make


class Opened:
    """A report in the browser, with what it said and asked for while it was opened."""

    def __init__(self, browser: Any, path: Path, width: int = 1280, scheme: str = "light") -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.noise: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_function("document.documentElement.dataset.charts", timeout=30000)

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


@pytest.mark.parametrize("name", EVERY)
def test_all_charts_are_drawn_in_silence_without_the_network(name: str, browser: Any, report_of: Callable[[str], Path]) -> None:
    path = report_of(name)
    with Opened(browser, path) as opened:
        page = opened.page
        assert page.evaluate("document.documentElement.dataset.charts") == "drawn"
        places = page.locator(".chart")
        for index in range(places.count()):
            marks = places.nth(index).locator("svg .mark-rect path, svg .mark-area path, svg .mark-symbol path, svg .mark-line path, svg .mark-rule line")
            assert marks.count() > 0, places.nth(index).get_attribute("data-spec")
        assert opened.noise == []
        assert [url for url in opened.requests if not url.startswith("data:")] == [path.as_uri()]
        assert page.evaluate("window.hacked") is None


def test_labels_of_charts_are_not_cut_off(browser: Any, report_of: Callable[[str], Path]) -> None:
    with Opened(browser, report_of("levers")) as opened:
        beyond = opened.page.evaluate("""() => [...document.querySelectorAll('.chart')].flatMap((place) => {
            const frame = place.getBoundingClientRect();
            return [...place.querySelectorAll('svg text')].filter((label) => label.textContent.trim() && getComputedStyle(label).opacity > 0)
                .filter((label) => { const box = label.getBoundingClientRect(); return box.left < frame.left - 2 || box.right > frame.right + 2; })
                .map((label) => label.textContent); })""")
        assert beyond == []


def test_all_of_many_policies_is_printed_large_enough_to_read(browser: Any, report_of: Callable[[str], Path]) -> None:
    """Charts of 21 policies shrink to a page of A4; their letters may not become smaller than five points."""
    with Opened(browser, report_of("levers"), width=760) as opened:
        opened.page.emulate_media(media="print")
        sizes = opened.page.evaluate("""() => [...document.querySelectorAll('.chart svg')].map((svg) => {
            const text = svg.querySelector('text');
            return parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().height / svg.viewBox.baseVal.height; })""")
    assert len(sizes) > 8 and min(sizes) > 5 / 0.75


def test_series_are_switched_from_the_keyboard(browser: Any, report_of: Callable[[str], Path]) -> None:
    with Opened(browser, report_of("small")) as opened:
        page = opened.page
        figure = page.locator("#run1-prices")
        rows = figure.locator("svg .role-row-header, svg .row_header")
        headers = figure.locator("svg text").filter(has_text=re.compile("^(base|tight|loose|uniform)$"))
        before = headers.count()
        assert before == 4, rows.count()
        first = figure.locator(".series button").first
        figure.locator("summary").focus()
        for _ in range(4):  # back over the four buttons, as a reader's keyboard goes
            page.keyboard.press("Shift+Tab")
        assert first.evaluate("(button) => button === document.activeElement")
        page.keyboard.press("Space")
        assert first.get_attribute("aria-pressed") == "false"
        page.wait_for_function("() => document.querySelector('#run1-prices svg').textContent.match(/base/) === null")
        assert headers.count() == 3
        page.keyboard.press("Enter")
        assert first.get_attribute("aria-pressed") == "true"
        page.wait_for_function("() => document.querySelector('#run1-prices svg').textContent.match(/base/) !== null")


def test_the_last_series_stays(browser: Any, report_of: Callable[[str], Path]) -> None:
    with Opened(browser, report_of("small")) as opened:
        buttons = opened.page.locator("#run1-prices .series button")
        for index in range(buttons.count()):
            buttons.nth(index).click()
        pressed = [buttons.nth(index).get_attribute("aria-pressed") for index in range(buttons.count())]
        assert pressed.count("true") == 1
        assert opened.noise == []


def test_a_chart_tells_its_values_under_the_pointer(browser: Any, report_of: Callable[[str], Path]) -> None:
    with Opened(browser, report_of("small")) as opened:
        chart = opened.page.locator("#run1-winners .chart")
        chart.scroll_into_view_if_needed()
        box = chart.locator("svg .mark-rect path").first.bounding_box()
        opened.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        tip = opened.page.locator("#tip")
        tip.wait_for(state="visible", timeout=3000)
        assert "mean share" in tip.inner_text() and "%" in tip.inner_text()


@pytest.mark.parametrize(("name", "scheme"), [("solved", "light"), ("solved", "dark"), ("hostile", "light")])
def test_no_serious_barrier_is_found(name: str, scheme: str, browser: Any, report_of: Callable[[str], Path]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with Opened(browser, report_of(name), scheme=scheme) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        found = Axe().run(opened.page).response["violations"]
    bad = [(item["id"], [node["html"][:120] for node in item["nodes"][:3]]) for item in found if item["impact"] in ("serious", "critical")]
    assert bad == []


def test_a_planted_barrier_is_found(browser: Any, report_of: Callable[[str], Path], tmp_path: Path) -> None:
    """The twin of the test above: a button without a name must be seen."""
    from axe_playwright_python.sync_playwright import Axe

    planted = tmp_path / "planted.html"
    planted.write_text(report_of("void").read_text(encoding="utf-8").replace("<main id=\"main\">", "<main id=\"main\"><button></button>"), encoding="utf-8")
    with Opened(browser, planted) as opened:
        found = [item["id"] for item in Axe().run(opened.page).response["violations"]]
    assert "button-name" in found


def test_hostile_names_are_seen_as_they_are_written(browser: Any, report_of: Callable[[str], Path]) -> None:
    with Opened(browser, report_of("hostile")) as opened:
        page = opened.page
        names = page.locator(".headline .policy .name").all_inner_texts()
        for name in HOSTILE.values():
            words = re.sub(r"\s+", " ", name.replace("_", " ")).strip()
            assert words in [re.sub(r"\s+", " ", shown).strip() for shown in names], name[:40]
        assert page.locator("img, b").count() == 0
        assert page.evaluate("window.hacked") is None
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "300 letters may not push the page aside"


def test_planted_code_does_not_run(browser: Any, report_of: Callable[[str], Path], tmp_path: Path) -> None:
    """Even if a name came through unescaped, the page's policy would stop it, and nothing would be loaded."""
    evil = '<script>window.hacked=1</script><img src="http://127.0.0.1:9/x.png" onerror="window.hacked=1"><p style="color:red">x</p>'
    planted = tmp_path / "planted.html"
    planted.write_text(report_of("small").read_text(encoding="utf-8").replace("<main id=\"main\">", "<main id=\"main\">" + evil), encoding="utf-8")
    with Opened(browser, planted) as opened:
        assert opened.page.evaluate("window.hacked") is None
        assert opened.page.evaluate("document.documentElement.dataset.charts") == "drawn"
        assert len(opened.noise) >= 3, "the browser reports what it stopped, so that silence in the other tests means something"


@pytest.mark.parametrize("name", ["levers", "twelve", "hostile"])
def test_a_phone_shows_the_page_without_scrolling_sideways(name: str, browser: Any, report_of: Callable[[str], Path]) -> None:
    with Opened(browser, report_of(name), width=390) as opened:
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert opened.noise == []


def test_one_to_twelve_policies_fill_the_table(browser: Any, report_of: Callable[[str], Path]) -> None:
    for name, rows in (("one_policy", 1), ("twelve", 12)):
        with Opened(browser, report_of(name)) as opened:
            assert opened.page.locator(".headline tbody tr").count() == rows


def test_the_page_is_printed_with_its_charts(run_paths: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    target = tmp_path / "report.html"
    assert main([str(run_paths["small"]), "-o", str(target), "--pdf"]) == 0
    content = (tmp_path / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 20
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "report.pdf"]
    assert main([str(run_paths["small"]), "-o", str(tmp_path / "alone.pdf")]) == 0
    assert (tmp_path / "alone.pdf").read_bytes().startswith(b"%PDF-")
    assert not (tmp_path / "alone.html").exists()
