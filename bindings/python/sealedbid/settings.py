"""What callers give, checked and as text: files, values such as `--set key.path=value` takes, numbers of threads."""

from __future__ import annotations

import json
import math
import operator
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .errors import Issue, ScenarioError

Settings = list[tuple[str, str]]
MOST_THREADS = 1024  # as on the command line


def utf8_text(path: str | Path) -> str:
    """Text of a file. Raises ScenarioError with the place of the first byte that is not UTF-8, and OSError where there is no file."""
    content = Path(path).read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = content.count(b"\n", 0, error.start) + 1, error.start - content.rfind(b"\n", 0, error.start)
        what, advice = f"byte {error.start} (0x{content[error.start]:02X}) is not UTF-8", "Save the file as UTF-8"
        raise ScenarioError(f"{path}:{line}:{column}: {what}. {advice}", [Issue(str(path), line, column, "", what, advice)]) from None


def thread_count(threads: int | None) -> int:
    """Number of threads as the engine takes it: 0 stands for one a core. Raises ValueError, or TypeError for what is no whole number."""
    if threads is None:
        return 0
    if isinstance(threads, bool) or not 1 <= operator.index(threads) <= MOST_THREADS:
        raise ValueError(f"threads: {threads} is not from 1 to {MOST_THREADS}; None takes one a core")
    return operator.index(threads)


def value_text(value: Any) -> str:
    """A value as YAML.

    Parameters
    ----------
    value : None, bool, number, str, list, or dict
        None takes a key out of a policy. NumPy numbers are numbers.

    Raises
    ------
    TypeError
        For anything else.
    """
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)


def file_text(content: Mapping[str, Any]) -> str:
    """A whole file as YAML, which ends with a line break as the engine wants it."""
    return value_text(content) + "\n"


def _plain(value: Any) -> Any:
    """The value in Python's own types."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise TypeError(f"{value} is no number that a scenario can hold")
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"{value!r} is a {type(value).__name__}; a scenario holds numbers, texts, lists and dicts")


def settings_of(changes: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """(key path, YAML text) of every change; a dict goes down a level, but for distributions, which are values."""
    if not isinstance(changes, Mapping):
        raise TypeError(f"{changes!r} is no mapping of keys to values, such as {{'auction.volume_mw': 80}}")
    for key, value in changes.items():
        place = f"{path}.{key}" if path else str(key)
        if isinstance(value, Mapping) and "distribution" not in value:
            yield from settings_of(value, place)
        else:
            yield place, value_text(value)
