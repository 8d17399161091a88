"""Charts of a run, one small function each: they take a `sealedbid.Run` and return an Altair chart.

In a notebook the chart shows itself; `chart.save("prices.svg")` or `.png` writes it (through vl-convert, without a browser).
Charts draw binned data and summary rows, never single replications. Where a run does not hold what a chart shows, the function
raises `ChartUnavailable`, whose message says what is missing.

>>> import sealedbid
>>> from sealedbid import charts
>>> run = sealedbid.open("runs/garadagh-2024")  # doctest: +SKIP
>>> charts.price_distributions(run)  # doctest: +SKIP
"""

from .bids import bid_distributions, bid_functions
from .convergence import convergence
from .differences import policy_differences
from .errors import ChartUnavailable
from .merit_order import merit_order
from .money import exports, support_by_year, support_cost
from .prices import awarded_prices, clearing_prices, price_distributions
from .realisation import realisation
from .rounds import rounds
from .winners import winners

__all__ = [
    "ChartUnavailable",
    "awarded_prices",
    "bid_distributions",
    "bid_functions",
    "clearing_prices",
    "convergence",
    "exports",
    "merit_order",
    "policy_differences",
    "price_distributions",
    "realisation",
    "rounds",
    "support_by_year",
    "support_cost",
    "winners",
]
