"""Runs of scenarios."""

from __future__ import annotations

import tempfile
import warnings
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import RunError, UnconvergedError, native_errors
from .run_directory import Run, open_run
from .scenario import Scenario, load
from .settings import thread_count

if TYPE_CHECKING:
    from concurrent.futures import Executor

Progress = Callable[[int, int], object]


def run(
    scenario: Scenario | str | Path | Mapping[str, Any],
    policies: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    *,
    threads: int | None = None,
    samples: Sequence[str] = (),
    output: str | Path | None = None,
    overwrite: bool = False,
    allow_unconverged: bool = False,
    progress: bool | Progress = True,
    executor: Executor | None = None,
) -> Run:
    """Simulates every policy of a scenario on the same draws.

    The tables are the same bytes as those of `sealedbid run` with the same settings, for any number of threads and processes.

    Parameters
    ----------
    scenario : Scenario, path or mapping
    policies : sequence of str, optional
        Some of its policies; all where not given.
    replications, seed : int, optional
        Instead of those of the scenario.
    threads : int, optional
        One a core where not given. With an executor: threads of a task, one where not given.
    samples : sequence of {"auctions", "bids"}
        What to keep of single replications; see `Run.samples`.
    output : path, optional
        Run directory to write; a temporary one, which goes with the Run, where not given.
    overwrite : bool
        Replace a run directory that is there.
    allow_unconverged : bool
        Accept bids whose certificate is above the tolerance, with a warning.
    progress : bool or callable
        Show a bar, or call ``progress(done, asked)`` a few times a second, in replications.
    executor : concurrent.futures.Executor, optional
        Simulates in its processes, perhaps on other machines, e.g. a ``ProcessPoolExecutor`` or ``dask_client.get_executor()``;
        bids are solved for in this process. All need the same version of this package. Keeps no samples.

    Returns
    -------
    Run
        After Ctrl-C what was finished, with a warning and `interrupted` True.

    Raises
    ------
    ScenarioError, RunError, OutputError
    UnconvergedError
        If bids were solved for and are less than was asked for. With `output` the run directory is kept.
    ValueError
        If there is no such policy or sample, or `threads` is not from 1 to 1024.
    KeyboardInterrupt
        If nothing was finished.

    Examples
    --------
    >>> found = run("scenarios/minimal.yaml", policies=["pay_as_bid"], replications=2_000, progress=False)
    >>> prices = found.summary.query("metric == 'mean_awarded_price_per_mwh'")
    >>> bool(30 < prices["mean"].iloc[0] < 60)  # EUR/MWh
    True
    """
    asked = scenario if isinstance(scenario, Scenario) else load(scenario)
    changes = {"simulation.replications": replications, "simulation.seed": seed}
    asked = asked.with_({key: value for key, value in changes.items() if value is not None})
    if policies is not None:
        asked = asked.with_policies(policies)
    if isinstance(samples, str):
        raise TypeError(f"samples: {samples!r} is a text; give a list, [{samples!r}]")
    unknown = set(samples) - {"auctions", "bids"}
    if unknown:
        raise ValueError(f"samples: {', '.join(sorted(unknown))}; there are 'auctions' and 'bids'")
    thread_count(threads)
    if executor is not None and samples:
        raise ValueError("samples: they are not kept of a run that an executor simulates; leave out one of the two")
    if output is not None:
        return _run_into(Path(output), asked, overwrite, threads, samples, progress, executor, allow_unconverged)
    folder = tempfile.TemporaryDirectory(prefix="sealedbid-")
    try:
        result = _run_into(Path(folder.name) / asked.name, asked, overwrite, threads, samples, progress, executor, allow_unconverged)
    except BaseException:
        folder.cleanup()
        raise
    weakref.finalize(result, folder.cleanup)
    return result


def _run_into(
    place: Path,
    scenario: Scenario,
    overwrite: bool,
    threads: int | None,
    samples: Sequence[str],
    progress: bool | Progress,
    executor: Executor | None,
    allow_unconverged: bool,
) -> Run:
    found = _simulate(scenario, place, overwrite, threads, samples, progress, executor)
    result = open_run(place)
    if found["is_interrupted"]:
        warnings.warn(f"interrupted: kept the first {found['replications_done']:,} of {found['replications_asked']:,} replications", stacklevel=3)
    if found["shortfall"]:
        if not allow_unconverged:
            raise UnconvergedError(f"{found['shortfall']} Pass allow_unconverged=True to accept it.")
        warnings.warn(found["shortfall"], stacklevel=3)
    return result


def _simulate(
    scenario: Scenario,
    place: Path,
    overwrite: bool,
    threads: int | None,
    samples: Sequence[str],
    progress: bool | Progress,
    executor: Executor | None,
) -> dict[str, Any]:
    from . import _native

    bar, show = _progress_of(progress)
    try:
        if executor is not None:
            from .parts import run_in_parts

            return run_in_parts(scenario, place, overwrite, threads, executor, show)
        with native_errors():
            return _native.run(scenario._file, str(place), overwrite, thread_count(threads), "auctions" in samples, "bids" in samples, show)
    except RunError:
        if place.exists() or not _was_interrupted():
            raise
        raise KeyboardInterrupt from None
    finally:
        if bar is not None:
            bar.close()


def _was_interrupted() -> bool:
    """True if the engine gave up because it was told to stop before it had simulated anything."""
    import sys

    error = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
    return error is not None and "interrupt" in str(error).lower()


def _progress_of(progress: bool | Progress) -> tuple[Any, Progress | None]:
    """A bar to close, and what to call."""
    if callable(progress):
        return None, progress
    if not progress:
        return None, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a notebook without widgets: a bar of text will do
            from tqdm.auto import tqdm
    except ImportError:
        return None, None
    bar = tqdm(unit=" replications", unit_scale=True, leave=False)

    def show(done: int, asked: int) -> None:
        bar.total = asked
        bar.update(done - bar.n)

    return bar, show
