"""Opens what `sealedbid run` leaves behind: checks that every byte is there, and reads tables when they are asked for."""

from __future__ import annotations

import functools
import hashlib
import html
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

FORMAT = "sealedbid run directory"
FORMAT_VERSION = 1  # the newest that this package reads
_DIGEST_KEY = '"manifest_sha256": "'
_KEYS: dict[str, dict[str, type]] = {  # what this package reads of a manifest
    "scenario": {"name": str, "title": str, "currency": str, "price_year": int, "resolved_sha256": str},
    "simulation": {"seed": int, "replications_asked": int, "replications_done": int, "interrupted": bool},
    "program": {"version": str, "git_commit": str, "compiler": str, "build_type": str},
}


class RunDirectoryError(ValueError):
    """A folder is no run directory, is damaged, or comes from a newer program.

    Attributes
    ----------
    issues : list of str
        One line a problem, each beginning with the file it concerns.
    """

    def __init__(self, issues: list[str]) -> None:
        super().__init__("\n".join(issues))
        self.issues = issues

    def __reduce__(self) -> tuple[type[RunDirectoryError], tuple[list[str]]]:
        return type(self), (self.issues,)


class Run:
    """What a run directory holds. Tables are read when they are first asked for; do not change them in place.

    Attributes
    ----------
    path : pathlib.Path
        The run directory.
    manifest : dict
        manifest.json.
    policies : list of str
        In the order of the scenario; the first is the usual baseline.
    currency : str
        Currency of all money, e.g. "USD", at prices of `manifest["scenario"]["price_year"]`.
    interrupted : bool
        True if fewer replications were simulated than asked for.
    """

    def __init__(self, path: Path, manifest: dict[str, Any]) -> None:
        self.path = path
        self.manifest = manifest
        self.policies: list[str] = list(manifest["policies"])
        self.currency: str = manifest["scenario"]["currency"]
        self.interrupted: bool = bool(manifest["simulation"]["interrupted"])

    def __repr__(self) -> str:
        simulation = self.manifest["simulation"]
        return f"<Run {self.path}: {len(self.policies)} policies, {simulation['replications_done']} replications, seed {simulation['seed']}>"

    @functools.cached_property
    def summary(self) -> pd.DataFrame:
        """summary.csv: a row a policy, round, metric and group, with mean, standard error, 95 % interval and quantiles."""
        return self._table("summary.csv")

    @functools.cached_property
    def differences(self) -> pd.DataFrame:
        """differences.csv: paired differences, policy minus baseline, of every pair of policies."""
        return self._table("differences.csv")

    @functools.cached_property
    def convergence(self) -> pd.DataFrame:
        """convergence.csv: estimates after up to 64 stretches of the run."""
        return self._table("convergence.csv")

    @functools.cached_property
    def typical_auctions(self) -> pd.DataFrame:
        """typical_auctions.csv: the bids of one auction a policy and round."""
        return self._table("typical_auctions.csv")

    @functools.cached_property
    def equilibrium(self) -> pd.DataFrame | None:
        """equilibrium.csv: how solved bids were found and how good they are; None where none are solved for."""
        return self._optional("equilibrium.csv")

    @functools.cached_property
    def bid_functions(self) -> pd.DataFrame | None:
        """bid_functions.csv: the bid functions; None where none are solved for."""
        return self._optional("bid_functions.csv")

    @functools.cached_property
    def distributions(self) -> xr.Dataset:
        """distributions.nc: histograms and quantiles of every metric and of the single bids, in memory."""
        import xarray

        return xarray.load_dataset(self.path / "distributions.nc")

    @functools.cached_property
    def scenario(self) -> str:
        """Text of scenario.resolved.yaml: the scenario with every default filled in."""
        return (self.path / "scenario.resolved.yaml").read_text(encoding="utf-8")

    def samples(self, kind: str = "auctions") -> xr.Dataset:
        """Single replications, where the run kept them (`samples=["auctions", "bids"]`).

        Parameters
        ----------
        kind : {"auctions", "bids"}
            Metrics of every replication, dimensions (replication, policy[, group]); or a row a bid.

        Raises
        ------
        ValueError
            If there is no such kind, or the run did not keep it.
        """
        import xarray

        if kind not in ("auctions", "bids"):
            raise ValueError(f"kind: {kind!r}; there are 'auctions' and 'bids'")
        name = f"samples_{kind}.nc"
        if not self._holds(name):
            raise ValueError(f"{self.path}: keeps no samples of {kind}; run with samples=[{kind!r}]")
        return xarray.load_dataset(self.path / name)

    def to_excel(self, path: str | Path, *, overwrite: bool = False) -> Path:
        """One workbook with every table; see `sealedbid.export.to_excel`."""
        from . import export

        return export.to_excel(self, path, overwrite=overwrite)

    def to_parquet(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """A folder of Parquet files; see `sealedbid.export.to_parquet`."""
        from . import export

        return export.to_parquet(self, folder, overwrite=overwrite)

    def to_iamc(
        self, *, model: str = "sealedbid", region: str | None = None, year: int | None = None, statistics: Sequence[str] = ("mean",)
    ) -> pd.DataFrame:
        """The summary in the long format of the IAMC, for pyam; see `sealedbid.export.to_iamc`."""
        from . import export

        return export.to_iamc(self, model=model, region=region, year=year, statistics=statistics)

    def to_pypsa(
        self, path: str | Path | None = None, *, policy: str | None = None, round_number: int | None = None, bus: str | None = None
    ) -> pd.DataFrame:
        """Awarded projects of the typical auction as PyPSA's generators.csv; see `sealedbid.export.to_pypsa`."""
        from . import export

        return export.to_pypsa(self, path, policy=policy, round_number=round_number, bus=bus)

    def _scenario_texts(self) -> dict[str, Any]:
        """The resolved scenario as nested dicts; every scalar as text, so that names such as "no" or "1e3" stay what they are."""
        import yaml

        # BaseLoader makes texts only.
        texts: dict[str, Any] = yaml.load(self.scenario, Loader=yaml.BaseLoader)  # noqa: S506
        return texts

    def _repr_html_(self) -> str:
        simulation, scenario = self.manifest["simulation"], self.manifest["scenario"]
        note = ", interrupted" if self.interrupted else ""
        rows = {"run of": scenario["title"] or scenario["name"], "policies": ", ".join(self.policies),
                "replications": f"{simulation['replications_done']:,}{note}, seed {simulation['seed']}",
                "money": f"{self.currency} at prices of {scenario['price_year']}", "directory": str(self.path)}  # fmt: skip
        cells = "".join(f"<tr><th style='text-align:left'>{key}</th><td>{html.escape(str(text))}</td></tr>" for key, text in rows.items())
        return f"<table>{cells}</table>"

    def _holds(self, name: str) -> bool:
        return any(file["name"] == name for file in self.manifest["files"])

    def _optional(self, name: str) -> pd.DataFrame | None:
        return self._table(name) if self._holds(name) else None

    def _table(self, name: str) -> pd.DataFrame:
        """A table; only an empty cell is not available, so that a policy may be called "nan" or "null"."""
        import pandas

        return pandas.read_csv(self.path / name, keep_default_na=False, na_values=[""])


def open_run(path: str | Path) -> Run:
    """Opens a run directory.

    Parameters
    ----------
    path : path
        Folder that `sealedbid run` wrote.

    Returns
    -------
    Run

    Raises
    ------
    RunDirectoryError
        If the folder or its manifest is missing, the manifest or any file is damaged, or the format is newer than this package;
        `.issues` names every file that is wrong.

    Examples
    --------
    >>> open_run("scenarios")
    Traceback (most recent call last):
    sealedbid.run_directory.RunDirectoryError: scenarios/manifest.json: is missing, so that scenarios is no run directory
    """
    folder = Path(path)
    manifest = _read_manifest(folder)
    issues = [issue for file in manifest["files"] for issue in _check_file(folder, file)]
    if issues:
        raise RunDirectoryError(issues)
    return Run(folder, manifest)


def _read_manifest(folder: Path) -> dict[str, Any]:
    """Reads and checks the manifest, down to the digest it carries of itself."""
    place = folder / "manifest.json"
    if not folder.is_dir():
        raise RunDirectoryError([f"{folder}: is no folder; give one that `sealedbid run` wrote"])
    try:
        content = place.read_bytes().decode("utf-8")
        manifest = json.loads(content)
    except FileNotFoundError:
        raise RunDirectoryError([f"{place}: is missing, so that {folder} is no run directory"]) from None
    except OSError as error:
        raise RunDirectoryError([f"{place}: cannot be read: {error.strerror}"]) from error
    except ValueError:
        raise RunDirectoryError([f"{place}: is damaged: it is no JSON"]) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise RunDirectoryError([f"{place}: is no manifest of a sealedbid run"])
    version = manifest.get("format_version")
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise RunDirectoryError([f"{place}: has format version {version}; this package reads versions up to {FORMAT_VERSION}: update it"])
    if not _digest_holds(content):
        raise RunDirectoryError([f"{place}: is damaged: its own check sum does not fit"])
    issues = [f"{place}: is damaged: {issue}" for issue in _missing_of(manifest)]
    if issues:
        raise RunDirectoryError(issues)
    return manifest


def _missing_of(manifest: dict[str, Any]) -> list[str]:
    """What a manifest lacks, or holds in another form than this package reads."""
    found = []
    for section, keys in _KEYS.items():
        values = manifest.get(section)
        wrong = [key for key, kind in keys.items() if not isinstance(values, dict) or not isinstance(values.get(key), kind)]
        if wrong:
            found.append(f"{section} lacks {', '.join(wrong)}")
    policies, files = manifest.get("policies"), manifest.get("files")
    if not isinstance(policies, list) or not policies or not all(isinstance(name, str) for name in policies):
        found.append("policies is no list of names")
    if not isinstance(files, list) or not all(isinstance(file, dict) and {"name", "bytes", "sha256"} <= file.keys() for file in files):
        found.append("files is no list of files with bytes and sha256")
    elif not {"summary.csv", "differences.csv", "distributions.nc", "scenario.resolved.yaml"} <= {file["name"] for file in files}:
        found.append("files lacks one that every run has")
    return found


def _digest_holds(content: str) -> bool:
    """True if the SHA-256 in the text is that of the text with 64 zeros in the digest's place."""
    start = content.rfind(_DIGEST_KEY) + len(_DIGEST_KEY)
    digest = content[start : start + 64]
    blank = content[:start] + "0" * 64 + content[start + 64 :]
    return start >= len(_DIGEST_KEY) and hashlib.sha256(blank.encode()).hexdigest() == digest


def _check_file(folder: Path, file: dict[str, Any]) -> list[str]:
    """What is wrong with one file; nothing, or one line."""
    place = folder / Path(str(file["name"])).name
    try:
        size = place.stat().st_size
        if size != file["bytes"]:
            return [f"{place}: is damaged: it has {size} bytes, the manifest says {file['bytes']}"]
        digest = hashlib.sha256()
        with place.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except FileNotFoundError:
        return [f"{place}: is missing"]
    except OSError as error:
        return [f"{place}: cannot be read: {error.strerror}"]
    return [] if digest.hexdigest() == file["sha256"] else [f"{place}: is damaged: its check sum does not fit"]

