"""What a chart function raises when a run does not hold what it needs."""

from __future__ import annotations


class ChartUnavailable(ValueError):
    """A run lacks what a chart shows; the message says what is missing, and what would bring it."""
