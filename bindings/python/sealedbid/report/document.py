"""The page: fills the template, and allows the browser to run its own scripts and nothing else."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from ..charts.names import plain
from .assumptions import Notes, host_of, read_notes, scenario_differences, sections_of
from .certificate import certificate_of
from .errors import ReportError
from .figures import Context, figures_of
from .glossary import GLOSSARY
from .headline import headline, unlike_realisation
from .policies import policy_changes
from .scenario import read_scenario
from .sentences import findings


def render(runs: Sequence[Any], baseline: str | None = None, title: str | None = None, scenario_file: Path | None = None) -> str:
    """The report as HTML text.

    Parameters
    ----------
    runs : sequence of Run
        Comparable runs; see `sealedbid.report.load.check_comparable`.
    baseline : str, optional
        Policy that the others are compared with; the first of each run where not given.
    title : str, optional
        Heading; the scenario's title where not given.
    scenario_file : Path, optional
        The file the runs were made from; its comments are shown as sources.

    Raises
    ------
    ReportError
        If a run has no such policy, or the scenario file is not that of the runs.
    """
    missing = [f"{run.path}: has no policy {baseline}; it has {', '.join(run.policies)}" for run in runs if baseline and baseline not in run.policies]
    if missing:
        raise ReportError(missing)
    scenarios = [_scenario_of(run) for run in runs]
    notes = None if scenario_file is None else read_notes(scenario_file, scenarios[0])
    parts = [_part(index, run, scenario, baseline, notes) for index, (run, scenario) in enumerate(zip(runs, scenarios, strict=True), 1)]
    for part, scenario in zip(parts[1:], scenarios[1:], strict=True):
        part["scenario_differences"] = scenario_differences(scenarios[0], scenario)
    first = runs[0].manifest["scenario"]
    scripts = {"vega": _vega_bundle(), "report": _asset("report.js")}
    style = _asset("report.css")
    page: str = _environment().get_template("report.html.j2").render(
        title=title or first.get("title") or first["name"], parts=parts, several=len(parts) > 1, glossary=GLOSSARY, style=style,
        scripts=scripts, policy=_content_security_policy(scripts.values(), [style]), host=host_of(scenarios[0]), scenario=first,
    )  # fmt: skip
    return page


def _scenario_of(run: Any) -> dict[str, Any]:
    """The resolved scenario of a run, all scalars as text."""
    try:
        return read_scenario(Path(run.path) / "scenario.resolved.yaml")
    except (OSError, ValueError) as error:
        raise ReportError([f"{run.path}: scenario.resolved.yaml cannot be read: {error}"]) from error


def _part(index: int, run: Any, scenario: dict[str, Any], baseline: str | None, notes: Notes | None) -> dict[str, Any]:
    """Everything the template shows of one run."""
    chosen = baseline or run.policies[0]
    is_sale = (scenario.get("auction") or {}).get("direction") == "sale"
    figures, missing = figures_of(Context(run, scenario, chosen, is_sale))
    others = [policy for policy in run.policies if policy != chosen]
    return {
        "id": f"run{index}", "index": index, "name": Path(run.path).name, "manifest": run.manifest, "simulation": run.manifest["simulation"],
        "baseline": plain(chosen), "policies": [chosen, *others], "plain": plain, "is_sale": is_sale,
        "changes": {policy: policy_changes(scenario, policy) for policy in run.policies}, "baseline_changes": policy_changes(scenario, chosen),
        "headline": headline(run, scenario, chosen, is_sale), "findings": findings(run, scenario, chosen, is_sale),
        "figures": figures, "missing": missing, "sections": sections_of(scenario, notes), "notes": notes,
        "certificate": certificate_of(run, scenario), "interrupted": bool(run.interrupted), "scenario_differences": None,
        "unlike_realisation": unlike_realisation(run, chosen), "rounds": sorted(int(number) for number in run.summary["round"].unique()),
    }  # fmt: skip


def _environment() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sealedbid.report", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters["json_in_script"] = json_in_script
    environment.filters["thousands"] = lambda value: f"{value:,}"
    return environment


def json_in_script(value: Any) -> Any:
    """JSON that cannot end, or be mistaken in, a script element: <, >, &, U+2028 and U+2029 are written as escapes."""
    import markupsafe

    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return markupsafe.Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 — escaped here


def _asset(name: str) -> Any:
    """A file of ours, as markup: it holds nothing from a run."""
    import markupsafe

    text = resources.files("sealedbid.report").joinpath("templates", name).read_text(encoding="utf-8")
    return markupsafe.Markup(text)  # noqa: S704 — our own file


@functools.cache
def _vega_bundle() -> Any:
    """Vega, Vega-Lite and Vega-Embed as vl-convert bundles them, fit to stand in a script element."""
    import altair
    import markupsafe
    import vl_convert

    version = ".".join(altair.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    text = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=version).replace("\r\n", "\n").replace("\r", "\n")
    return markupsafe.Markup(text.replace("</script", "<\\/script").replace("<!--", "<\\!--"))  # noqa: S704 — a library, not data


def _content_security_policy(scripts: Any, styles: Any) -> str:
    """A policy under which only these scripts and styles work, and nothing is loaded."""

    def sources(texts: Any) -> str:
        digests = (base64.b64encode(hashlib.sha256(str(text).encode()).digest()).decode() for text in texts)
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    return (f"default-src 'none'; script-src {sources(scripts)}; style-src {sources(styles)}; img-src data:; "
            "base-uri 'none'; form-action 'none'")  # fmt: skip
