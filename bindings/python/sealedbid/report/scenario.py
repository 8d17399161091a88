"""Reads scenario files for showing: every scalar as text, so that names such as "no" or "1e3" stay what they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any


def read_scenario(path: Path) -> dict[str, Any]:
    """A scenario file as nested dicts, lists and text; a key that is taken out (`~`) is None.

    Raises ValueError with the place if the file is no YAML map.
    """
    import yaml

    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 — BaseLoader makes text only
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: not YAML: {error}") from error
    if not isinstance(data, dict):
        raise ValueError(f"{path}: a scenario must be a map")
    cleaned = _without_tildes(data)
    assert isinstance(cleaned, dict)
    return cleaned


def _without_tildes(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_tildes(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_tildes(item) for item in value]
    return None if value in ("~", "null") else value


def leaves(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Every value with its key path; distributions and lists count as one value."""
    if isinstance(value, dict) and "distribution" not in value and value:
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    return [(path, value)]


def notes_of(path: Path) -> dict[tuple[str, ...], str]:
    """Comments at the end of the lines of a scenario file, by the key path of the value on that line.

    In the files shipped with sealedbid they name the source, e.g. "[7]", and the confidence H, M, L or A.
    """
    import yaml

    text = path.read_text(encoding="utf-8")
    comments = {}
    for number, line in enumerate(text.splitlines()):
        found = re.search(r"\S.*?\s#\s*(.+)$", line)
        if found and not line.lstrip().startswith("#"):
            comments[number] = found.group(1).strip()
    notes: dict[tuple[str, ...], str] = {}
    _collect_notes(yaml.compose(text, Loader=yaml.BaseLoader), (), comments, notes)
    return notes


def _collect_notes(node: Any, path: tuple[str, ...], comments: dict[int, str], notes: dict[tuple[str, ...], str]) -> None:
    if node is None or not hasattr(node, "value") or not isinstance(node.value, list) or node.id != "mapping":
        return
    for key, value in node.value:
        here = (*path, key.value)
        if key.start_mark.line in comments:
            notes[here] = comments[key.start_mark.line]
        _collect_notes(value, here, comments, notes)


def header_of(path: Path) -> str:
    """The comment at the head of a scenario file: what it shows, what the confidence letters mean, and its sources."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line[2:] if line.startswith("# ") else line[1:])
    return "\n".join(lines).strip()
