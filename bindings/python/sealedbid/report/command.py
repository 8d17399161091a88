"""The program `sealedbid-report`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

_EXAMPLES = """examples:
  sealedbid-report runs/garadagh-2024 -o report.html
  sealedbid-report runs/garadagh-2024 -o report.html --pdf --scenario scenarios/azerbaijan/garadagh-2024.yaml
  sealedbid-report runs/volume-80 runs/volume-120 -o volumes.html --baseline as_held

exit codes: 0 done, 1 a bug of ours, 2 usage, 3 run directories wrong or not comparable, 5 output could not be written
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sealedbid-report", description="Writes one self-contained HTML page about a run.", epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False,
    )  # fmt: skip
    parser.add_argument("runs", nargs="+", metavar="RUN", help="run directory that `sealedbid run` wrote; several of the same scenario may be given")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="HTML file to write, replaced if it exists; with the ending .pdf the PDF alone")
    parser.add_argument("--pdf", action="store_true", help="print it too, beside the HTML file with the ending .pdf (needs Chromium)")
    parser.add_argument("--baseline", metavar="POLICY", help="policy that the others are compared with (default: the first)")
    parser.add_argument("--title", help="heading (default: the title of the scenario)")
    parser.add_argument("--scenario", metavar="FILE", help="scenario file the runs were made from: its comments are shown as sources")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments without the program's name; those of the process where not given.

    Returns
    -------
    int
        Exit code: 0 done, 3 run directories wrong or not comparable, 5 output could not be written. Usage errors exit with 2.
    """
    arguments = _parser().parse_args(argv)
    from . import OutputError, ReportError, write_report

    try:
        target = write_report(
            [Path(run) for run in arguments.runs], arguments.output, baseline=arguments.baseline, title=arguments.title,
            scenario_file=arguments.scenario, pdf=arguments.pdf,
        )  # fmt: skip
    except ReportError as error:
        for issue in error.issues:
            print(f"sealedbid-report: {issue}", file=sys.stderr)
        return 3
    except OutputError as error:
        print(f"sealedbid-report: {error}", file=sys.stderr)
        return 5
    print(f"report: {target}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
