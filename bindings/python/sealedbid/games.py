"""Equilibria of bare games and of scenarios, with their certificates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UnconvergedError, native_errors
from .scenario import Scenario
from .settings import Settings, file_text, settings_of, thread_count, utf8_text

if TYPE_CHECKING:
    import pandas as pd


class Equilibrium:
    """How rational bidders bid, and what they could gain at most by other bids.

    Attributes
    ----------
    kind : {"game", "scenario"}
    answer : dict
        Everything that was found, as `sealedbid equilibrium --format json` writes it.
    shortfall : str
        Why it is less than was asked for; empty if it is not.
    """

    def __init__(self, kind: str, answer: dict[str, Any], shortfall: str) -> None:
        self.kind, self.answer, self.shortfall = kind, answer, shortfall

    @property
    def status(self) -> str:
        """Of a game: "solved", "degenerate", "no_trade", "not_converged" or "refused"."""
        return str(self.answer.get("status", ""))

    @property
    def classes(self) -> list[dict[str, Any]]:
        """A dict a class of a game: award probability, payments, profit, certificate, bid function."""
        return list(self.answer.get("classes", []))

    @property
    def bid_functions(self) -> pd.DataFrame:
        """Bid functions of a game's classes: columns class, cost_per_mwh (or value, estimate), bid_per_mwh, win_probability."""
        import pandas as pd

        tables = [pd.DataFrame({"class": found["class"], **found["bid_function"]}) for found in self.classes]
        return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["class", "bid_per_mwh"])

    @property
    def certificate(self) -> pd.DataFrame:
        """A row a class of a game: greatest gain, where, and as a share of the expected profit."""
        import pandas as pd

        return pd.DataFrame([{"class": found["class"], **found["certificate"]} for found in self.classes])

    def __repr__(self) -> str:
        return f"<Equilibrium of a {self.kind}: {self.status or 'see .answer'}{', ' + self.shortfall if self.shortfall else ''}>"


def equilibrium(
    game: Scenario | str | Path | Mapping[str, Any],
    policy: str | None = None,
    settings: Mapping[str, Any] | None = None,
    *,
    threads: int | None = None,
    allow_unconverged: bool = False,
) -> Equilibrium:
    """Solves a bare game, or the games of a scenario, as `sealedbid equilibrium`.

    Parameters
    ----------
    game : Scenario, path or mapping
        A scenario, or a game file (scenarios/theory has textbook cases).
    policy : str, optional
        One policy of a scenario; all where not given.
    settings : mapping, optional
        Values to set, e.g. ``{"game.ceiling_per_mwh": 60}``.
    threads : int, optional
        One a core where not given.
    allow_unconverged : bool
        Accept what falls short of what was asked for.

    Returns
    -------
    Equilibrium

    Raises
    ------
    ScenarioError
        If the file cannot be used.
    ValueError
        If a scenario has no such policy, or `threads` is not from 1 to 1024.
    UnconvergedError
        If the answer falls short.
    KeyboardInterrupt
        After Ctrl-C; nothing is kept.

    Examples
    --------
    >>> found = equilibrium("scenarios/theory/uniform.yaml")
    >>> found.status
    'solved'
    >>> bool(found.certificate["gain_per_mwh"].max() < 1e-6)
    True
    """
    from . import _native

    text, source, changes = _text_of(game)
    changes = [*changes, *settings_of(settings or {})]
    if policy is not None:
        asked = game if isinstance(game, Scenario) else Scenario(text, source, changes)
        if policy not in asked.policies:
            raise ValueError(f"policy: {policy!r}; {asked.name} has {', '.join(asked.policies)}")
    with native_errors():
        kind, answer, shortfall = _native.equilibrium(text, source, changes, policy or "", thread_count(threads))
    found = Equilibrium(kind, json.loads(answer), shortfall)
    if shortfall and not allow_unconverged:
        raise UnconvergedError(f"{shortfall} Pass allow_unconverged=True to accept it.")
    return found


def _text_of(game: Scenario | str | Path | Mapping[str, Any]) -> tuple[str, str, Settings]:
    if isinstance(game, Scenario):
        return game._text, game._source, game._settings
    if isinstance(game, Mapping):
        return file_text(game), "game", []
    return utf8_text(game), str(game), []
