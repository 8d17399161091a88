"""One typical auction: its bids in order of price, the marginal bid and the ceiling."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from .data import RunLike, groups_of, last_round, policy_of
from .errors import ChartUnavailable
from .names import country, plain
from .series import finish
from .theme import NEUTRAL, WIDTH, colours

MOST_BARS = 400  # more bids than that are drawn together


def merit_order_data(run: RunLike, policy: str | None = None, round_number: int | None = None, highest_first: bool = False) -> pd.DataFrame:
    """Bids of the typical auction in order of price.

    Returns
    -------
    pandas.DataFrame
        Columns bidder_class, origin, from_mw, to_mw (cumulated), bid_per_mwh, required_price_per_mwh, ceiling_per_mwh, awarded_mw,
        price_paid_per_mwh, outcome ("awarded", "awarded in part", "not awarded").
    """
    table = run.typical_auctions
    if table is None or table.empty:
        raise ChartUnavailable("nothing was awarded in any auction, so that none is typical")
    chosen = policy_of(run, policy)
    rows = table[(table["policy"] == chosen) & (table["round"] == last_round(run, round_number))]
    if rows.empty:
        raise ChartUnavailable(f"nothing was awarded under policy {chosen}, so that no auction is typical")
    rows = rows.sort_values(["bid_per_mwh", "awarded_mw"], ascending=[not highest_first, False], kind="stable").reset_index(drop=True)
    to_mw = rows["quantity_mw"].cumsum()
    outcome = [
        "not awarded" if not won > 0 else "awarded" if won >= quantity - 1e-9 else "awarded in part"
        for won, quantity in zip(rows["awarded_mw"], rows["quantity_mw"], strict=True)
    ]
    rows = rows.assign(from_mw=to_mw - rows["quantity_mw"], to_mw=to_mw, outcome=outcome)
    return rows[
        ["bidder_class", "origin", "from_mw", "to_mw", "bid_per_mwh", "required_price_per_mwh", "ceiling_per_mwh", "awarded_mw",
         "price_paid_per_mwh", "outcome"]
    ]  # fmt: skip


def thinned(data: pd.DataFrame, most: int = MOST_BARS) -> pd.DataFrame:
    """A merit order with at most about `most` bars: neighbours of the same outcome are drawn as one, at their mean price."""
    if len(data) <= most:
        return data
    block = pd.Series(range(len(data)), index=data.index) * most // len(data)
    change = (data["outcome"] != data["outcome"].shift()).cumsum()
    rows = []
    for _, group in data.groupby([change, block], sort=False):
        weights = group["to_mw"] - group["from_mw"]
        row = group.iloc[-1].copy()
        row["from_mw"], row["awarded_mw"] = group["from_mw"].iloc[0], group["awarded_mw"].sum()
        for column in ("bid_per_mwh", "required_price_per_mwh"):
            row[column] = (group[column] * weights).sum() / weights.sum()
        for column in ("bidder_class", "origin"):
            row[column] = row[column] if group[column].nunique() == 1 else "several"
        rows.append(row)
    return pd.DataFrame(rows).reset_index(drop=True)


def marginal_bid(data: pd.DataFrame) -> pd.Series:
    """The last awarded bid of a merit order."""
    return data[data["awarded_mw"] > 0].iloc[-1]


def merit_order(run: RunLike, policy: str | None = None, round_number: int | None = None, highest_first: bool = False) -> Any:
    """Bids of a typical auction as a stack: capacity along, price up; the marginal bid and the ceiling are named.

    Parameters
    ----------
    run : Run
    policy : str, optional
        The first policy where not given.
    round_number : int, optional
        The last round where not given.
    highest_first : bool
        True for a sale, in which the highest payment wins.

    Returns
    -------
    altair.LayerChart
        Cumulated capacity (MW) against bid (currency/MWh).

    Raises
    ------
    ChartUnavailable
        If nothing was awarded.
    """
    data = thinned(merit_order_data(run, policy, round_number, highest_first))
    classes = [plain(group.partition(":")[2]) for group in groups_of(run, "class")]
    present = set(data["bidder_class"].map(plain))
    hues = {name: colour for name, colour in {**colours(classes), "several": NEUTRAL}.items() if name in present}
    frame = data.assign(series=data["bidder_class"].map(plain), country=data["origin"].map(country))
    unit = f"{run.currency}/MWh"
    low = min(frame["required_price_per_mwh"].min(), frame["bid_per_mwh"].min())
    ceiling = frame["ceiling_per_mwh"].iloc[0]
    high = max(frame["bid_per_mwh"].max(), ceiling if ceiling == ceiling else low)
    floor = max(0.0, low - 0.25 * max(high - low, 1.0)) if low >= 0 else low
    return finish(
        alt.layer(*_bars(frame, unit, floor, high, hues), *_lines(frame, highest_first)).properties(width=WIDTH, height=300),
        f"Bids of one typical auction, policy “{plain(policy_of(run, policy))}”",
        ["The auction whose price is nearest to the median. Full colour: awarded. Line across a bar: what the bidder needs.",
         f"The price axis begins at {floor:.3g} {unit}." if floor > 0 else ""],
        None, hues,
    )  # fmt: skip


def _bars(frame: pd.DataFrame, unit: str, floor: float, high: float, hues: dict[str, str]) -> list[Any]:
    """The stack of bids, and a tick in each at the price the bidder needs."""
    x = alt.X("from_mw:Q", title="Cumulated capacity of the bids (MW)", scale=alt.Scale(nice=False))
    domain = [floor, high + 0.06 * (high - floor)]
    y = alt.Y("bid_per_mwh:Q", title=f"Bid ({unit})", scale=alt.Scale(domain=domain, nice=False))
    colour = alt.Color("series:N", scale=alt.Scale(domain=list(hues), range=list(hues.values())))
    opacity = alt.condition("datum.outcome == 'not awarded'", alt.value(0.3), alt.value(1.0))
    fields = (("bid_per_mwh", f"bid ({unit})"), ("required_price_per_mwh", f"needs ({unit})"), ("awarded_mw", "awarded (MW)"),
              ("price_paid_per_mwh", f"is paid ({unit})"))  # fmt: skip
    tips = [alt.Tooltip("series:N", title="class"), alt.Tooltip("country:N", title="origin"), alt.Tooltip("outcome:N"),
            *(alt.Tooltip(f"{field}:Q", title=words, format=".2f") for field, words in fields)]  # fmt: skip
    base = alt.Chart(frame)
    return [
        base.mark_bar(stroke="white", strokeWidth=0.8 if len(frame) <= 40 else 0.15, clip=True).encode(
            x=x, x2="to_mw:Q", y=y, y2=alt.datum(floor), color=colour, opacity=opacity, tooltip=tips
        ),
        base.mark_rule(color="#1B1F24", strokeWidth=1.6, clip=True).encode(x=x, x2="to_mw:Q", y="required_price_per_mwh:Q"),
    ]


def _lines(frame: pd.DataFrame, highest_first: bool) -> list[Any]:
    """Horizontal lines with their names: marginal bid, and ceiling (reserve price of a sale)."""
    marks = [{"price": float(marginal_bid(frame)["bid_per_mwh"]), "name": "marginal bid"}]
    ceiling = float(frame["ceiling_per_mwh"].iloc[0])
    if ceiling == ceiling:
        marks.append({"price": ceiling, "name": "reserve price" if highest_first else "ceiling price"})
    table = pd.DataFrame(marks)
    table["text"] = [f"{row['name']} {row['price']:.4g}" for row in marks]
    base = alt.Chart(table)
    return [
        base.mark_rule(strokeDash=[5, 4], strokeWidth=1.4, color="#5B6168").encode(y="price:Q"),
        base.mark_text(align="right", baseline="bottom", dy=-3, fontWeight=600).encode(x=alt.value("width"), y="price:Q", text="text:N"),
    ]
