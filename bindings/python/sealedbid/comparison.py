"""Policies side by side."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import native_errors
from .run_directory import Run, open_run

if TYPE_CHECKING:
    import pandas as pd

Runs = Run | str | Path


def compare(run: Runs | Sequence[Runs], baseline: str | None = None) -> pd.DataFrame:
    """Paired differences between the policies of a run: replication by replication, on the same draws.

    Parameters
    ----------
    run : Run or path
        One run; several are refused, because their policies did not see the same draws.
    baseline : str, optional
        Policy that the others are compared with; the first where not given.

    Returns
    -------
    pandas.DataFrame
        A row a round, metric, group and policy: unit, baseline_mean, baseline_se, mean (policy minus baseline), se, ci95_low,
        ci95_high, excludes_zero.

    Raises
    ------
    ScenarioError
        If the run is damaged, has one policy only, has no policy `baseline`, or is more than one.
    RunDirectoryError
        If there is no run directory at `run`.

    Examples
    --------
    >>> import sealedbid
    >>> table = compare(sealedbid.run("scenarios/minimal.yaml", replications=2_000, progress=False), baseline="uniform_price")
    >>> table["policy"].unique().tolist()
    ['pay_as_bid']
    """
    import pandas as pd

    from . import _native

    given: Sequence[Runs] = [run] if isinstance(run, (Run, str, Path)) else list(run)
    paths = [str((one if isinstance(one, Run) else open_run(one)).path) for one in given]
    with native_errors():
        text = _native.compare_csv(paths, baseline)
    return pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""])
