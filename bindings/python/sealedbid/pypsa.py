"""Awarded projects for PyPSA, the energy system model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .placing import placed

if TYPE_CHECKING:
    import pandas as pd

    from .run_directory import Run


def to_pypsa(
    run: Run, path: str | Path | None = None, *, policy: str | None = None, round_number: int | None = None, bus: str | None = None
) -> pd.DataFrame:
    """The projects that the typical auction of a policy awards, as PyPSA's generators.csv.

    The typical auction is one replication, that of the median price (see `Run.typical_auctions`): one possible fleet, not a mean.

    Parameters
    ----------
    run : Run
    path : path, optional
        Where to write the file; it is replaced if it is there.
    policy : str, optional
        The first of the run where not given.
    round_number : int, optional
        The last of the run where not given.
    bus : str, optional
        The scenario's host country where not given.

    Returns
    -------
    pandas.DataFrame
        Index name; columns bus, carrier (the technology), p_nom (MW), and for the reader, as PyPSA keeps columns it does not know:
        bidder_class, origin, price_paid_per_mwh, currency, price_year. What support costs is not the marginal cost of running,
        which stays at PyPSA's standard of 0.

    Raises
    ------
    ValueError
        If the run has no such policy or round.
    """
    chosen = run.policies[0] if policy is None else policy
    if chosen not in run.policies:
        raise ValueError(f"policy: {chosen!r}; the run has {', '.join(run.policies)}")
    rounds = sorted(int(number) for number in run.summary["round"].unique())
    wanted = rounds[-1] if round_number is None else round_number
    if wanted not in rounds:
        raise ValueError(f"round_number: {wanted}; the run has {rounds[0]} to {rounds[-1]}")
    rows = run.typical_auctions
    rows = rows[(rows["policy"] == chosen) & (rows["round"] == wanted) & (rows["awarded_mw"] > 0)]
    result = _generators(run, rows, chosen, bus)
    if path is not None:
        placed(Path(path), lambda place: result.to_csv(place, lineterminator="\n"), overwrite=True)
    return result


def _generators(run: Run, awards: pd.DataFrame, policy: str, bus: str | None) -> pd.DataFrame:
    import pandas as pd

    scenario = run._scenario_texts()
    of_policy = (scenario.get("policies") or {}).get(policy) or {}

    def technology(bidder_class: str) -> str:
        patch = (of_policy.get("bidder_classes") or {}).get(bidder_class) or {}
        return str(patch.get("technology") or scenario["bidder_classes"][bidder_class]["technology"])

    classes = awards["bidder_class"].astype(str)
    return pd.DataFrame(
        {
            "bus": bus if bus is not None else _host_of(scenario, of_policy),
            "carrier": [technology(name) for name in classes],
            "p_nom": awards["awarded_mw"].to_numpy(),
            "bidder_class": classes.to_numpy(),
            "origin": awards["origin"].to_numpy(),
            "price_paid_per_mwh": awards["price_paid_per_mwh"].to_numpy(),
            "currency": run.currency,
            "price_year": run.manifest["scenario"]["price_year"],
        },
        index=pd.Index([f"{name} {member}" for name, member in zip(classes, awards["member"], strict=True)], name="name"),
    )


def _host_of(scenario: dict[str, Any], of_policy: dict[str, Any]) -> str:
    host = {**(scenario.get("host_country") or {}), **(of_policy.get("host_country") or {})}
    return str(host.get("code") or "")
