"""One run by many processes, on one machine or several: `sealedbid.run(..., executor=...)`."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from .errors import native_errors
from .scenario import Scenario

MOST_TASKS = 128  # so that a task is worth its way; a task is at least one block


def simulate_part(task: bytes, first_block: int, blocks: int, threads: int) -> bytes:
    """Simulates blocks of a run; called in the processes of the executor."""
    from . import _native

    _leave_ctrl_c_to_the_parent()
    with native_errors():
        return _native.simulate_part(task, first_block, blocks, threads)


def _leave_ctrl_c_to_the_parent() -> None:
    """A terminal sends Ctrl-C to all processes, and one that is cut off while it sends its result spoils the pool for the others."""
    if multiprocessing.parent_process() is not None and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_in_parts(
    scenario: Scenario, place: Path, overwrite: bool, threads: int | None, executor: Executor, show: Callable[[int, int], object] | None
) -> dict[str, Any]:
    """Solves for bids here, simulates in the executor, merges in the order of blocks and writes the run directory.

    Parameters
    ----------
    threads : int, optional
        Of each task; 1 where not given.

    Returns
    -------
    dict
        is_interrupted, replications_done, replications_asked, shortfall.
    """
    from . import _native

    with native_errors():
        run = _native.begin_parts(scenario._file, str(place), overwrite, threads or 0)
    try:
        is_interrupted = _simulate_all(run, executor, threads or 1, show)
        done, asked = run.replications_done, run.replications_asked
        with native_errors():
            shortfall = run.finish()
    finally:
        run.close()
    return {"is_interrupted": is_interrupted, "replications_done": done, "replications_asked": asked, "shortfall": shortfall}


def _simulate_all(run: Any, executor: Executor, threads: int, show: Callable[[int, int], object] | None) -> bool:
    """True if it was interrupted after the first parts."""
    stride = -(-run.blocks // MOST_TASKS)
    futures: list[Future[bytes]] = []
    try:
        for first in range(0, run.blocks, stride):
            futures.append(executor.submit(simulate_part, run.task, first, min(stride, run.blocks - first), threads))
        futures.reverse()  # so that a part is let go when it is merged
        while futures:
            part = futures[-1].result()
            futures.pop()
            _add(run, part)
            if show is not None:
                show(run.replications_done, run.replications_asked)
    except KeyboardInterrupt:
        if run.replications_done == 0:
            raise
        return True
    finally:
        for future in futures:
            future.cancel()
    return False


def _add(run: Any, part: bytes) -> None:
    with native_errors():
        run.add(part)
