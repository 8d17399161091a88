"""Real rounds: awards and prices of a given list of bids."""

from __future__ import annotations

import io
import operator
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import Issue, native_errors
from .settings import file_text, settings_of

if TYPE_CHECKING:
    import pandas as pd


def clear(
    bids: pd.DataFrame | str | Path, rules: str | Path | Mapping[str, Any], settings: Mapping[str, Any] | None = None, *, seed: int = 0
) -> pd.DataFrame:
    """Awards and prices of a round, with the reason for each, as `sealedbid clear`.

    Parameters
    ----------
    bids : DataFrame or path of a CSV file
        A row a bid; the columns are explained in docs/bids-file.md (`bid_per_mwh`, `quantity_mw`, …).
    rules : path or mapping
        A rules file (scenarios/rules has those of many schemes), or its content.
    settings : mapping, optional
        Values of the rules to set, e.g. ``{"auction.volume_mw": 80}``.
    seed : int
        Decides ties by lot where the bids have no column `lottery`.

    Returns
    -------
    pandas.DataFrame
        The bids with eligible, outcome, awarded_mw, price_paid_per_mwh, reason, …

    Raises
    ------
    ScenarioError
        If rules or bids cannot be used; `.issues` has every problem.
    ValueError
        If the seed is negative or above 2**64 - 1.

    Examples
    --------
    >>> awards = clear("scenarios/rules/spain_reer-bids.csv", "scenarios/rules/spain_reer.yaml")
    >>> float(awards["awarded_mw"].sum())
    330.0
    """
    import pandas as pd

    from . import _native

    if not 0 <= operator.index(seed) < 2**64:
        raise ValueError(f"seed: {seed} is not from 0 to {2**64 - 1}")
    with tempfile.TemporaryDirectory(prefix="sealedbid-") as folder:
        bids_path, rules_path = bids, rules
        if isinstance(bids, pd.DataFrame):
            bids_path = Path(folder) / "bids.csv"
            bids.to_csv(bids_path, index=False)
        if isinstance(rules, Mapping):
            rules_path = Path(folder) / "rules.yaml"
            rules_path.write_text(file_text(rules), encoding="utf-8")
        with native_errors():
            text, found = _native.clear(str(bids_path), str(rules_path), list(settings_of(settings or {})), seed)
    for issue in (Issue(*values) for values in found):
        warnings.warn(f"{issue.key}: {issue.message}. {issue.suggestion}".strip(), stacklevel=2)
    return pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""])
