"""What the NumPy twin keeps of its replications: moments, extremes and a histogram of every metric, in memory of fixed size."""

from __future__ import annotations

import math

import numpy as np

QUANTILES = (0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99)
BATCH = 8192  # replications that are tallied together


class ColumnTally:
    """One metric. With a grid step its bins are the grid values 0, step, …; without, the first values set their range."""

    def __init__(self, step: float, bins: int):
        self.step, self.counts = step, np.zeros(bins, np.int64)
        self.low, self.width = -0.5 * step, step
        self.n, self.shift, self.sum, self.squares = 0, 0.0, 0.0, 0.0
        self.min, self.max = math.inf, -math.inf

    def add(self, values: np.ndarray) -> None:
        """Adds values; NaN stands for a replication in which the metric is not defined."""
        undefined = np.isnan(values)
        if undefined.any():
            values = values[~undefined]
        if values.size == 0:
            return
        low, high = float(values.min()), float(values.max())
        if self.n == 0:
            self._set_origin(low, high)
        self.n += values.size
        self.min, self.max = min(self.min, low), max(self.max, high)
        offset = values - self.shift
        self.sum += offset.sum()
        self.squares += np.einsum("i,i->", offset, offset)
        offset += self.shift - self.low
        offset *= 1.0 / self.width
        if low < self.low or offset.max() >= self.counts.size:
            np.clip(offset, 0, self.counts.size - 1, out=offset)
        self.counts += np.bincount(offset.astype(np.intp), minlength=self.counts.size)

    def _set_origin(self, low: float, high: float) -> None:
        """Where sums are measured from, and bins over three times the range seen; values beyond fall into the end bins."""
        self.shift = 0.5 * (low + high)
        if self.step == 0.0:
            spread = max(high - low, 1e-9 * abs(high), 1e-300)
            self.low, self.width = low - spread, 3.0 * spread / self.counts.size

    def quantile(self, p: float) -> float:
        """The first grid value with P(value ≤ x) ≥ p; without a grid, by linear interpolation within a bin, so to a bin."""
        cumulative = np.cumsum(self.counts)
        index = int(np.searchsorted(cumulative, p * self.n))
        if self.step > 0.0:
            return index * self.step
        before = cumulative[index] - self.counts[index]
        inside = (p * self.n - before) / self.counts[index]
        return min(max(self.low + (index + inside) * self.width, self.min), self.max)

    def summary(self) -> dict[str, float]:
        if self.n == 0:
            return {"n": 0, "mean": math.nan, "se": math.nan, "sd": math.nan}
        mean = self.sum / self.n
        sd = math.sqrt(max(self.squares / self.n - mean**2, 0.0) * self.n / max(self.n - 1, 1))
        quantiles = {f"p{round(100 * p):02}": self.quantile(p) for p in QUANTILES}
        return {"n": self.n, "mean": float(self.shift + mean), "se": sd / math.sqrt(self.n), "sd": sd, "min": self.min,
                "max": self.max, **quantiles}


class BidTally:
    """Single bids and single awarded bids of all groups.

    The mean weighs every bid alike; its standard error respects that the bids of one replication belong together. Source: ratio
    estimator, Cochran (1977), Sampling Techniques, eq. 6.13.
    """

    NAMES = ("bid_per_mwh", "awarded_bid_per_mwh")

    def __init__(self, groups: list[str], step: float, ceiling_ticks: int):
        self.groups, self.step, self.replications = groups, step, 0
        self.moments = np.zeros((5, 2, len(groups)))  # Σx, Σw, Σx², Σxw, Σw²; x: prices in ticks, w: number of bids
        # [not awarded, awarded][all, class …][ticks]; the last bin holds absent bids.
        self.counts = np.zeros((2, len(groups), ceiling_ticks + 2), np.int64)

    def add_sums(self, prices: np.ndarray, numbers: np.ndarray) -> None:
        """Adds sums over bids, [all bids, awarded bids][group][replication]."""
        self.replications += prices.shape[2]
        products = [np.einsum("bgi,bgi->bg", *pair) for pair in ((prices, prices), (prices, numbers), (numbers, numbers))]
        self.moments += (prices.sum(axis=2), numbers.sum(axis=2), *products)

    def histograms(self) -> np.ndarray:
        """[all bids, awarded bids][group][ticks]."""
        counts = self.counts[:, :, :-1].copy()
        counts[:, 0] = counts[:, 1:].sum(axis=1)
        counts[0] += counts[1]
        return counts

    def summary(self) -> dict[tuple[str, str], dict[str, float]]:
        histograms = self.histograms()
        return {(name, group): self._summary_of(histograms[kind, index], self.moments[:, kind, index])
                for kind, name in enumerate(self.NAMES) for index, group in enumerate(self.groups)}

    def _summary_of(self, counts: np.ndarray, moments: np.ndarray) -> dict[str, float]:
        x, w, xx, xw, ww = moments
        n = int(counts.sum())
        if n == 0:
            return {"n": 0, "mean": math.nan, "se": math.nan, "sd": math.nan}
        ratio, r = x / w, self.replications
        residuals = max(xx - 2.0 * ratio * xw + ratio**2 * ww, 0.0)
        ticks, cumulative = np.arange(counts.size), np.cumsum(counts)
        sd = math.sqrt((counts * (ticks - ratio) ** 2).sum() / max(n - 1, 1))
        held = np.flatnonzero(counts)
        in_ticks = {"mean": ratio, "se": math.sqrt(residuals / (r * max(r - 1, 1))) / (w / r), "sd": sd, "min": held[0],
                    "max": held[-1], **{f"p{round(100 * p):02}": np.searchsorted(cumulative, p * n) for p in QUANTILES}}
        return {"n": n, **{name: float(value) * self.step for name, value in in_ticks.items()}}


class Tally:
    """All metrics, their replications collected into batches, and single bids."""

    def __init__(self, steps: dict[tuple[str, str], float], bins: int, bids: BidTally):
        self.columns = {key: ColumnTally(step, bins) for key, step in steps.items()}
        self.bids = bids
        self._batch, self._filled = np.empty((len(steps), BATCH)), 0

    def add(self, values: np.ndarray) -> None:
        """Adds values[metric][replication]."""
        for first in range(0, values.shape[1], BATCH):
            part = values[:, first:first + BATCH]
            if self._filled + part.shape[1] > BATCH:
                self.flush()
            self._batch[:, self._filled:self._filled + part.shape[1]] = part
            self._filled += part.shape[1]

    def flush(self) -> None:
        for column, values in zip(self.columns.values(), self._batch[:, :self._filled]):
            column.add(values)
        self._filled = 0

    def summary(self) -> dict[tuple[str, str], dict[str, float]]:
        """(metric, group) → n, mean, se, sd, min, max and quantiles."""
        self.flush()
        return {key: column.summary() for key, column in self.columns.items()} | self.bids.summary()
