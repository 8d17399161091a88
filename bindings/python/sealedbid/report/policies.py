"""What each policy changes, as a reader sees it: before and after, in words and units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..charts.names import plain
from .scenario import leaves
from .words import split_key, value_text

_TECHNICAL = ("equilibrium", "simulation")
_CLASSES = {"bidder_classes": "bidder class", "technologies": "technology", "electricity_markets": "market", "rings": "ring"}


@dataclass(frozen=True)
class Change:
    """One thing that a policy changes.

    Attributes
    ----------
    what : str
        Plain name, e.g. "auction: pricing rule".
    before, after : str or None
        Values with units; before is None where the thing is new, after is None where it is taken out.
    details : list of (str, str)
        Name and value of each part of a new thing that is too long for a line.
    is_technical : bool
        True for settings of the solver, which change precision and not the auction.
    """

    what: str
    before: str | None
    after: str | None
    details: list[tuple[str, str]] = field(default_factory=list)
    is_technical: bool = False


def policy_changes(scenario: dict[str, Any], policy: str) -> list[Change]:
    """What a policy changes in its scenario, technical settings last.

    Parameters
    ----------
    scenario : dict
        As `read_scenario` gives it, of scenario.resolved.yaml.
    policy : str
        Name of a policy; of one that is not in the file nothing is known, and nothing is listed.
    """
    patch = (scenario.get("policies") or {}).get(policy)
    if not isinstance(patch, dict):
        return []
    currency = str(scenario.get("currency", ""))
    changes = [(path, _change(path, before, after, currency)) for path, before, after in _steps(scenario, patch, ())]
    return sorted(_merged(changes, scenario), key=lambda change: change.is_technical)


def touches(scenario: dict[str, Any], policy: str, sections: tuple[str, ...]) -> bool:
    """True if a policy changes one of these sections of the scenario."""
    patch = (scenario.get("policies") or {}).get(policy)
    return isinstance(patch, dict) and any(section in patch for section in sections)


def _steps(base: Any, patch: dict[str, Any], path: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any, Any]]:
    """(path, before, after) of every changed value; a new map is one step."""
    steps: list[tuple[tuple[str, ...], Any, Any]] = []
    for key, after in patch.items():
        here = (*path, key)
        before = base.get(key) if isinstance(base, dict) else None
        whole = not isinstance(after, dict) or "distribution" in after or not isinstance(before, dict)
        if whole:
            if before != after:
                steps.append((here, before, after))
        else:
            steps += _steps(before, after, here)
    return steps


def _change(path: tuple[str, ...], before: Any, after: Any, currency: str) -> Change:
    technical = path[0] in _TECHNICAL
    while isinstance(after, dict) and len(after) == 1 and "distribution" not in after and before is None:
        key, after = next(iter(after.items()))
        path = (*path, key)
    name = _name(path, currency)
    if isinstance(after, dict) and "distribution" not in after:
        parts = [(_name(inner, currency) if len(inner) > 1 else split_key(inner[-1], currency)[0], value_text(inner[-1], value, currency))
                 for inner, value in leaves(after)]  # fmt: skip
        short = ", ".join(f"{what} {value}" for what, value in parts)
        return Change(name, None, short if len(short) <= 90 else "", [] if len(short) <= 90 else parts, technical)
    old = None if before is None else value_text(path[-1], before, currency)
    return Change(name, old, None if after is None else value_text(path[-1], after, currency), [], technical)


def _name(path: tuple[str, ...], currency: str) -> str:
    """A key path in words, e.g. "bidder class gulf developer: mark-up"."""
    last = split_key(path[-1], currency)[0]
    if len(path) == 1:
        return last
    if path[0] in _CLASSES:
        owner = f"{_CLASSES[path[0]]} {plain(path[1])}"
        return owner if len(path) == 2 else f"{owner}: {' · '.join([*map(plain, path[2:-1]), last])}"
    return f"{' · '.join(map(plain, path[:-1]))}: {last}"


def _merged(changes: list[tuple[tuple[str, ...], Change]], scenario: dict[str, Any]) -> list[Change]:
    """Changes that are the same for several bidder classes become one line."""
    merged: dict[Any, list[tuple[tuple[str, ...], Change]]] = {}
    for path, change in changes:
        alike = path[0] in _CLASSES and len(path) > 2
        key = (path[0], *path[2:], change.before, change.after) if alike else (path, None)
        merged.setdefault(key, []).append((path, change))
    result = []
    for group in merged.values():
        path, change = group[0]
        if len(group) == 1:
            result.append(change)
            continue
        every = len(group) == len(scenario.get(path[0]) or {})
        names = [] if every else [(plain(other[1]), "") for other, _ in group]
        what = f"{'all' if every else len(group)} {plain(path[0])}: {change.what.partition(': ')[2]}"
        result.append(Change(what, change.before, change.after, names, change.is_technical))
    return result
