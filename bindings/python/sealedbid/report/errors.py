"""Why a report cannot be written: one message a problem."""

from __future__ import annotations


class ReportError(ValueError):
    """The run directories are wrong or cannot be compared.

    Attributes
    ----------
    issues : list of str
        One line a problem, each beginning with the run directory it concerns.
    """

    def __init__(self, issues: list[str]) -> None:
        super().__init__("\n".join(issues))
        self.issues = issues


class OutputError(OSError):
    """The report could not be written."""
