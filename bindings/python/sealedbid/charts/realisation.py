"""What is built of what is awarded, and the bonds of those who do not build."""

from __future__ import annotations

from typing import Any

import altair as alt

from .data import RunLike, summary_rows
from .errors import ChartUnavailable
from .money import dots
from .series import finish
from .theme import WIDTH


def realisation(run: RunLike, round_number: int | None = None) -> Any:
    """Share of the awarded capacity that is built, and the bonds forfeited, a row a policy under which winners may walk away.

    Parameters
    ----------
    run : Run
    round_number : int, optional
        The last round where not given.

    Returns
    -------
    altair.HConcatChart
        Share of awarded capacity (%) and forfeited bonds (currency, at the award): mean, and the middle 80 % of the simulated auctions.

    Raises
    ------
    ChartUnavailable
        If no policy has a bidder class whose costs change after the award.
    """
    if not (run.summary["metric"] == "realisation_fraction").any():
        raise ChartUnavailable(
            "winners build whatever they were awarded: no bidder class has capex_change_after_award_fraction with realisation.performance_bond_per_kw"
        )
    left, order = dots(run, "realisation_fraction", round_number)
    panels = [left.properties(width=WIDTH // 2)]
    if summary_rows(run, "forfeited_bonds", round_number=round_number)["mean"].any():
        right, _ = dots(run, "forfeited_bonds", round_number, labels=False)
        panels.append(right.properties(width=WIDTH // 3))
    subtitle = ["Dot: mean. Bar: the middle 80 % of the simulated auctions. Winners who would lose more than their bond do not build.",
                "Policies under which all winners have to build, whatever it costs, are left out."]  # fmt: skip
    return finish(alt.hconcat(*panels, spacing=24), "How much of the awarded capacity is built, and the bonds forfeited", subtitle, order)
