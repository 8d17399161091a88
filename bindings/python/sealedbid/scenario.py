"""Scenarios: what the user wrote, read and checked by the engine."""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .errors import Issue, native_errors
from .settings import Settings, file_text, settings_of, utf8_text


class Scenario:
    """A scenario, read and checked. Made by `load`; never changed: `with_` gives another one.

    Attributes
    ----------
    name, title, currency : str
    price_year : int
        Money is in `currency` at prices of this year.
    policies : list of str
        In the order of the file; the first is the usual baseline.
    resolved_yaml : str
        The whole scenario with every default filled in; loading it gives the same scenario.
    """

    def __init__(self, text: str, source: str, settings: Settings) -> None:
        from . import _native

        with native_errors():
            self._file = _native.read_scenario(text, source, settings)
        self._text, self._source, self._settings = text, source, settings
        self.name: str = self._file.name
        self.title: str = self._file.title
        self.currency: str = self._file.currency
        self.price_year: int = self._file.price_year
        self.policies: list[str] = list(self._file.policies)
        self.resolved_yaml: str = self._file.resolved_yaml
        for issue in (Issue(*found) for found in self._file.warnings):
            place = f"{issue.file}:{issue.line}:{issue.column}: " if issue.line else ""
            warnings.warn(f"{place}{issue.key}: {issue.message}. {issue.suggestion}".strip(), stacklevel=3)

    def with_(self, changes: Mapping[str, Any] | None = None, /, **more: Any) -> Scenario:
        """The same scenario with other values, as `--set` on the command line.

        Parameters
        ----------
        changes : mapping, optional
            Key paths to values, e.g. ``{"auction.volume_mw": 80}``, or nested dicts.
        **more
            The same as keywords, e.g. ``auction={"volume_mw": 80}``. A dict with the key "distribution" is one value.

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            If the result is no sound scenario; `.issues` has every problem.
        TypeError
            If a value is nothing that a scenario can hold.

        Examples
        --------
        >>> load("scenarios/minimal.yaml").with_(auction={"ceiling_per_mwh": 50}, price_year=2026).price_year
        2026
        """
        settings = [*settings_of(changes or {}), *settings_of(more)]
        return Scenario(self._text, self._source, [*self._settings, *settings])

    def with_policies(self, policies: Sequence[str]) -> Scenario:
        """The same scenario with some of its policies, in its own order.

        Parameters
        ----------
        policies : sequence of str

        Returns
        -------
        Scenario

        Raises
        ------
        ValueError
            If there is no such policy.
        TypeError
            If it is one name instead of a list.
        """
        if isinstance(policies, str):
            raise TypeError(f"policies: {policies!r} is a text; give a list of names, [{policies!r}]")
        unknown = [name for name in policies if name not in self.policies]
        if unknown or not policies:
            raise ValueError(f"policies: {', '.join(map(repr, unknown)) or 'none given'}; {self.name} has {', '.join(self.policies)}")
        if list(policies) == self.policies:
            return self
        kept = [name in policies for name in self.policies]
        return Scenario(_without_policies(self.resolved_yaml, kept), self._source, [])

    def __reduce__(self) -> tuple[type[Scenario], tuple[str, str, Settings]]:
        return type(self), (self._text, self._source, self._settings)

    def __repr__(self) -> str:
        return f"<Scenario {self.name}: {self.title!r}, {len(self.policies)} policies>"

    def _repr_html_(self) -> str:
        rows = {"scenario": self.title or self.name, "money": f"{self.currency} at prices of {self.price_year}",
                "policies": ", ".join(self.policies), "replications": f"{self._file.replications:,}"}  # fmt: skip
        cells = "".join(f"<tr><th style='text-align:left'>{key}</th><td>{html.escape(text)}</td></tr>" for key, text in rows.items())
        return f"<table>{cells}</table>"


def _without_policies(resolved: str, kept: list[bool]) -> str:
    """The resolved text without the policies that are not kept; they stand in order, two spaces in, below `policies:`."""
    lines, block, policy = [], "", -1
    for line in resolved.splitlines(keepends=True):
        if line[:1] not in (" ", "#", "\n"):
            block = line.split(":")[0]
        elif block == "policies" and re.match(r"  [^ #]", line):
            policy += 1
        if block != "policies" or policy < 0 or kept[policy]:
            lines.append(line)
    return "".join(lines)


def load(source: str | Path | Mapping[str, Any], settings: Mapping[str, Any] | None = None) -> Scenario:
    """Reads and checks a scenario.

    Parameters
    ----------
    source : path or mapping
        A YAML file, or the same content as nested dicts.
    settings : mapping, optional
        Values to set, as in `Scenario.with_`.

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        If it cannot be used: every problem with its place, what is wrong and what would be right, in `.issues`.
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> scenario = load("scenarios/minimal.yaml", {"auction.volume_mw": 80})
    >>> scenario.policies
    ['pay_as_bid', 'uniform_price']
    """
    if isinstance(source, Mapping):
        return Scenario(file_text(source), "scenario", list(settings_of(settings or {})))
    return Scenario(utf8_text(source), str(source), list(settings_of(settings or {})))
