"""What can go wrong, as exceptions. Their texts are those of the program."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Issue:
    """One problem of an input.

    Attributes
    ----------
    file : str
        The file as it was given, or a name such as "--set".
    line, column : int
        Counted from 1; 0 where not known.
    key : str
        Key path, e.g. "auction.ceiling_per_mwh"; empty where no key is concerned.
    message, suggestion : str
        What is wrong and why; what would be right (may be empty).
    """

    file: str
    line: int
    column: int
    key: str
    message: str
    suggestion: str


class ScenarioError(ValueError):
    """A scenario, game, rules file or list of bids cannot be used.

    Attributes
    ----------
    issues : list of Issue
        Every problem, in the order of the text.
    """

    def __init__(self, message: str, issues: list[Issue]) -> None:
        super().__init__(message)
        self.issues = issues

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[str, list[Issue]]]:
        return type(self), (str(self), self.issues)


class RunError(RuntimeError):
    """The run could not be completed although its input was valid."""


class OutputError(OSError):
    """Something could not be written, or its place is taken."""


class UnconvergedError(RunError):
    """Bids that were solved for are less than was asked for: their certificate is above the tolerance, or the solver did not settle."""


@contextlib.contextmanager
def native_errors() -> Iterator[None]:
    """Turns the engine's exceptions into those of this package."""
    from . import _native

    try:
        yield
    except _native.NativeInputError as error:
        message, issues = error.args
        raise ScenarioError(message, [Issue(*issue) for issue in issues]) from None
    except _native.NativeRunError as error:
        raise RunError(error.args[0]) from None
    except _native.NativeOutputError as error:
        raise OutputError(error.args[0]) from None
