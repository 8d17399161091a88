"""sealedbid: Monte Carlo simulation of sealed-bid auctions for renewable energy.

>>> import sealedbid
>>> scenario = sealedbid.load("scenarios/minimal.yaml")
>>> run = sealedbid.run(scenario, replications=2_000, progress=False)
>>> differences = sealedbid.compare(run)  # a pandas table

Money is in the scenario's currency at its price year; names end in their units (`_per_mwh`, `_mw`, `_fraction`).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import charts, report
    from .comparison import compare
    from .errors import OutputError, RunError, ScenarioError, UnconvergedError
    from .games import Equilibrium, equilibrium
    from .rounds import clear
    from .run_directory import Run, RunDirectoryError
    from .run_directory import open_run as open
    from .scenario import Scenario, load
    from .simulate import run

__version__ = "0.1.0"

__all__ = [
    "Equilibrium",
    "OutputError",
    "Run",
    "RunDirectoryError",
    "RunError",
    "Scenario",
    "ScenarioError",
    "UnconvergedError",
    "charts",
    "clear",
    "compare",
    "equilibrium",
    "load",
    "open",
    "report",
    "run",
]

# Where each name is defined; modules are imported when a name of theirs is first used.
_PLACES = {
    "Equilibrium": ("games", "Equilibrium"),
    "OutputError": ("errors", "OutputError"),
    "Run": ("run_directory", "Run"),
    "RunDirectoryError": ("run_directory", "RunDirectoryError"),
    "RunError": ("errors", "RunError"),
    "Scenario": ("scenario", "Scenario"),
    "ScenarioError": ("errors", "ScenarioError"),
    "UnconvergedError": ("errors", "UnconvergedError"),
    "charts": ("charts", ""),
    "clear": ("rounds", "clear"),
    "compare": ("comparison", "compare"),
    "equilibrium": ("games", "equilibrium"),
    "load": ("scenario", "load"),
    "open": ("run_directory", "open_run"),
    "report": ("report", ""),
    "run": ("simulate", "run"),
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'sealedbid' has no attribute {name!r}")
    module_name, attribute = _PLACES[name]
    module = importlib.import_module(f".{module_name}", __name__)
    value = getattr(module, attribute) if attribute else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
