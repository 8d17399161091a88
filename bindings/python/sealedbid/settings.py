"""Values of a scenario as text: what `--set key.path=value` takes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

Settings = list[tuple[str, str]]


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
    for key, value in changes.items():
        place = f"{path}.{key}" if path else str(key)
        if isinstance(value, Mapping) and "distribution" not in value:
            yield from settings_of(value, place)
        else:
            yield place, value_text(value)
