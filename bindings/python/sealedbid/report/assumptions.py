"""The assumptions of a run as tables: what was assumed, with units, and where known the source and the confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..charts.names import country, plain
from .errors import ReportError
from .scenario import header_of, leaves, notes_of, read_scenario
from .words import as_number, split_key, value_text

_SECTIONS = {
    "auction": "The auction and its rules", "realisation": "What holds winners to building", "tariff": "What winners are paid", "technologies": "Technology: cost and yield",
    "bidder_classes": "Who bids, and at what cost", "rings": "Bidding rings", "host_country": "Taxes, currency and risk of the host country",
    "electricity_markets": "Electricity markets", "export": "Export", "settlement": "How the state counts", "common_shocks": "What moves together",
    "equilibrium": "How bids are solved for", "simulation": "Simulation",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One assumption: its name, the values (one, or one a bidder class), the note beside it in the scenario file, and its confidence."""

    name: str
    values: list[str]
    path: str
    note: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the scenario, e.g. the tariff; with `columns` a table with one column a bidder class."""

    title: str
    rows: list[Row]
    columns: list[str] = field(default_factory=list)

    @property
    def has_notes(self) -> bool:
        """True if any row has a note."""
        return any(row.note or row.confidence for row in self.rows)


@dataclass(frozen=True)
class Notes:
    """Comments of the scenario file a run was made from: by key path, and the one at its head."""

    by_path: dict[tuple[str, ...], str]
    header: str
    written: dict[str, Any]


def read_notes(path: Path, resolved: dict[str, Any]) -> Notes:
    """Reads the comments of a scenario file.

    Raises ReportError if it is the file of another scenario, or cannot be read.
    """
    try:
        written = read_scenario(path)
        notes, header = notes_of(path), header_of(path)
    except (OSError, ValueError) as error:
        raise ReportError([f"{path}: {error}"]) from error
    if written.get("name") != resolved.get("name"):
        raise ReportError([f"{path}: holds the scenario {written.get('name')}, but the run is of {resolved.get('name')}"])
    return Notes(notes, header, written)


def sections_of(resolved: dict[str, Any], notes: Notes | None) -> list[Section]:
    """Every assumption of a scenario, by section.

    Parameters
    ----------
    resolved : dict
        scenario.resolved.yaml as `read_scenario` gives it.
    notes : Notes, optional
        A note is shown only where the file's value is the one that was used.
    """
    currency = str(resolved.get("currency", ""))
    made = []
    for key, title in _SECTIONS.items():
        value = resolved.get(key)
        if not value:
            continue
        if key == "bidder_classes":
            made.append(_classes(title, value, currency, notes))
            continue
        rows = [_row((key, *path), path, item, currency, notes) for path, item in leaves(value)]
        made.append(Section(title, rows))
    return made


def _row(full: tuple[str, ...], path: tuple[str, ...], value: Any, currency: str, notes: Notes | None) -> Row:
    if not path:
        return Row(plain(full[-1]), [value_text(full[-1], value, currency)], ".".join(full))
    words = [*map(plain, path[:-1]), split_key(path[-1], currency)[0]]
    note = _note(full, value, notes)
    return Row(" · ".join(words), [value_text(path[-1], value, currency)], ".".join(full), note, confidence_of(note))


def _classes(title: str, classes: dict[str, Any], currency: str, notes: Notes | None) -> Section:
    """Bidder classes side by side."""
    by_class = {name: dict(leaves(values)) for name, values in classes.items()}
    paths = list(dict.fromkeys(path for values in by_class.values() for path in values))
    rows = []
    for path in paths:
        texts = [value_text(path[-1], values[path], currency) if path in values else "–" for values in by_class.values()]
        found = [_note(("bidder_classes", name, *path), values.get(path), notes) for name, values in by_class.items()]
        note = "; ".join(dict.fromkeys(text for text in found if text))
        words = [*map(plain, path[:-1]), split_key(path[-1], currency)[0]]
        rows.append(Row(" · ".join(words), texts, f"bidder_classes.*.{'.'.join(path)}", note, confidence_of(note)))
    return Section(title, rows, [plain(name) for name in by_class])


def _note(path: tuple[str, ...], used: Any, notes: Notes | None) -> str:
    """The comment beside a value in the scenario file, "standard value" where the file does not give it, or nothing."""
    if notes is None:
        return ""
    written: Any = notes.written
    for key in path:
        if not isinstance(written, dict) or key not in written:
            return "standard value"
        written = written[key]
    if _canonical(written) != _canonical(used):
        return ""
    return next((notes.by_path[path[:length]] for length in range(len(path), 1, -1) if path[:length] in notes.by_path), "")


def _canonical(value: Any) -> Any:
    """A value such that 0.20 and 0.2 are equal."""
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_canonical(item) for item in value]
    number = as_number(value)
    return value if number is None else number


def confidence_of(note: str) -> str:
    """The first confidence letter of a note: H, M, L or A standing alone; empty where there is none."""
    found = re.search(r"(?<![A-Za-z0-9])([HMLA])(?![A-Za-z0-9])", note)
    return found.group(1) if found else ""


def scenario_differences(first: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Assumptions in which two runs of a scenario differ, one line each."""
    currency = str(first.get("currency", ""))
    before, after = (dict(leaves({k: v for k, v in s.items() if k not in ("policies", "title")})) for s in (first, other))
    lines = []
    for path in dict.fromkeys([*before, *after]):
        if _canonical(before.get(path)) != _canonical(after.get(path)):
            old, new = (value_text(path[-1], side[path], currency) if path in side else "not given" for side in (before, after))
            lines.append(f"{'.'.join(path)}: {old} → {new}")
    if _canonical(first.get("policies")) != _canonical(other.get("policies")):
        lines.append("policies: they are not the same")
    return lines


def host_of(scenario: dict[str, Any]) -> str:
    """Name of the host country, or nothing."""
    code = (scenario.get("host_country") or {}).get("code")
    return country(str(code)) if code else ""
