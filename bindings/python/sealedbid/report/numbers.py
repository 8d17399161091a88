"""Numbers with as many digits as their error allows."""

from __future__ import annotations

import math


def is_known(value: float | None) -> bool:
    """True for a number; False for nothing, NaN and infinity."""
    return value is not None and math.isfinite(value)


def decimals(half_width: float, value: float, most: int = 3) -> int:
    """Decimals to show of a value known to ± half_width: to the leading digit of the error, at least one significant digit."""
    scale = half_width if is_known(half_width) and half_width > 0 else abs(value) / 100
    if not scale > 0:
        return 0
    wanted = -math.floor(math.log10(scale))
    if value != 0:
        wanted = min(wanted, 3 - math.floor(math.log10(abs(value))))  # no more than four significant digits
        if half_width < abs(value) < 1:
            wanted = max(wanted, -math.floor(math.log10(abs(value))))
    return max(0, min(most, wanted))


def text(value: float, places: int, sign: bool = False) -> str:
    """A number with fixed decimals, thousands separators and a true minus; never a negative zero."""
    if not is_known(value):
        return "–"
    rounded = round(value, places) + 0.0
    if rounded == 0:
        rounded = 0.0
    shown = f"{rounded:+,.{places}f}" if sign and rounded != 0 else f"{rounded:,.{places}f}"
    return shown.replace("-", "−")


def spaced_unit(unit: str) -> str:
    """A unit with a blank before it, or nothing."""
    return f"\u00a0{unit}" if unit else ""
