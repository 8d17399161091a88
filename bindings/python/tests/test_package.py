"""The package as it is installed: scenarios, runs, rounds and games give what the program gives."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

sealedbid = pytest.importorskip("sealedbid")
pytest.importorskip("sealedbid._native", reason="the extension module is not built: pip install .")

ROOT = Path(__file__).resolve().parents[3]
MINIMAL = ROOT / "scenarios" / "minimal.yaml"
THEORY = ROOT / "scenarios" / "theory"
PROGRAM = shutil.which("sealedbid", path=str(Path(sys.executable).parent)) or shutil.which("sealedbid")


def digests(folder: Path) -> dict[str, str]:
    names = [file["name"] for file in json.loads((folder / "manifest.json").read_text())["files"]]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def test_importing_needs_numpy_at_most_and_little_time() -> None:
    code = "import sys, sealedbid; print([m for m in ('pandas', 'xarray', 'altair', 'tqdm') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-W", "error", "-X", "dev", "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_what_reads_run_directories_is_asked_for() -> None:
    """xarray reads distributions.nc through h5netcdf, and that through h5py, which it does not bring along."""
    needed = importlib.metadata.requires("sealedbid") or []
    assert {"pandas", "xarray", "h5netcdf", "h5py"} <= {re.split(r"[^\w-]", line)[0] for line in needed if "extra ==" not in line}


@pytest.mark.skipif(PROGRAM is None, reason="the program is not installed beside the package")
def test_a_run_writes_the_same_bytes_as_the_program(tmp_path: Path) -> None:
    settings = ["--replications", "3000", "--seed", "5", "--set", "auction.volume_mw=80", "--samples", "auctions,bids"]
    subprocess.run([PROGRAM, "run", str(MINIMAL), "--output", str(tmp_path / "program"), "--quiet", *settings], check=True)
    scenario = sealedbid.load(MINIMAL).with_(auction={"volume_mw": 80})
    run = sealedbid.run(scenario, replications=3000, seed=5, threads=2, samples=["auctions", "bids"], output=tmp_path / "package", progress=False)
    assert digests(run.path) == digests(tmp_path / "program")
    assert run.samples("auctions").sizes["replication"] == 3000
    assert len(run.samples("bids").bid_per_mwh) > 3000


def test_overrides_policies_and_dicts() -> None:
    scenario = sealedbid.load(MINIMAL)
    assert scenario.policies == ["pay_as_bid", "uniform_price"]
    changed = scenario.with_({"auction.volume_mw": 80}, simulation={"replications": 1000})
    assert "volume_mw: 80" in changed.resolved_yaml and "volume_mw: 80" not in scenario.resolved_yaml
    drawn = scenario.with_(auction={"volume_mw": {"distribution": "uniform", "low": 60, "high": 90}})
    assert sealedbid.run(drawn, replications=200, progress=False).policies == scenario.policies
    one = sealedbid.run(changed, policies=["uniform_price"], progress=False)
    assert one.policies == ["uniform_price"]
    both = sealedbid.run(changed, progress=False)
    row = both.summary.query("policy == 'uniform_price'").reset_index(drop=True)
    assert one.summary.equals(row), "a policy alone sees the same draws"
    with pytest.raises(ValueError, match="no_such_policy"):
        sealedbid.run(changed, policies=["no_such_policy"])


def test_every_problem_of_a_scenario_is_reported_with_its_place(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(MINIMAL.read_text().replace("ceiling_per_mwh: 60", "ceiling_per_mwh: -60").replace("price_year: 2025", "prize_year: 2025"))
    with pytest.raises(sealedbid.ScenarioError) as caught:
        sealedbid.load(bad)
    keys = {issue.key: issue for issue in caught.value.issues}
    assert keys["auction.ceiling_per_mwh"].line > 0 and "Did you mean 60" in keys["auction.ceiling_per_mwh"].suggestion
    assert str(bad) in str(caught.value)
    with pytest.raises(sealedbid.ScenarioError):
        sealedbid.load({"schema_version": 1})
    with pytest.raises(TypeError, match="object"):
        sealedbid.load(MINIMAL).with_({"auction.volume_mw": object()})
    with pytest.raises(FileNotFoundError):
        sealedbid.load(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [(lambda: sealedbid.run(MINIMAL, policies="pay_as_bid"), TypeError, r"give a list of names, \['pay_as_bid'\]"),
     (lambda: sealedbid.run(MINIMAL, samples="bids"), TypeError, r"give a list, \['bids'\]"),
     (lambda: sealedbid.run(MINIMAL, threads=10**9), ValueError, "not from 1 to 1024"),
     (lambda: sealedbid.run(MINIMAL, threads=0), ValueError, "not from 1 to 1024"),
     (lambda: sealedbid.equilibrium(MINIMAL, threads=-1), ValueError, "not from 1 to 1024"),
     (lambda: sealedbid.equilibrium(MINIMAL, policy="nope"), ValueError, "policy: 'nope'; minimal has pay_as_bid"),
     (lambda: sealedbid.clear("a.csv", "b.yaml", seed=-1), ValueError, "seed: -1"),
     (lambda: sealedbid.load(MINIMAL).with_([1]), TypeError, "no mapping")],
)  # fmt: skip
def test_wrong_arguments_are_told_in_words(call: Callable[[], object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()


def test_a_file_that_is_not_utf_8_is_told_as_the_program_tells_it(tmp_path: Path) -> None:
    bad = tmp_path / "latin.yaml"
    bad.write_bytes(b"schema_version: 1\nname: \xff\n")
    for read in (sealedbid.load, sealedbid.equilibrium):
        with pytest.raises(sealedbid.ScenarioError) as caught:
            read(bad)
        assert str(caught.value) == f"{bad}:2:7: byte 24 (0xFF) is not UTF-8. Save the file as UTF-8"
        assert (caught.value.issues[0].line, caught.value.issues[0].column) == (2, 7)


def test_policies_are_compared_pair_by_pair() -> None:
    run = sealedbid.run(MINIMAL, replications=2000, progress=False)
    table = sealedbid.compare(run).query("metric == 'mean_awarded_price_per_mwh' and group == 'all'")
    assert table["policy"].tolist() == ["uniform_price"] and bool(table["excludes_zero"].iloc[0])
    with pytest.raises(sealedbid.ScenarioError):
        sealedbid.compare([run, run])


def test_a_round_is_cleared_from_a_table(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    bids, rules = ROOT / "scenarios/rules/spain_reer-bids.csv", ROOT / "scenarios/rules/spain_reer.yaml"
    awards = sealedbid.clear(pandas.read_csv(bids), rules)
    assert awards["awarded_mw"].sum() == sealedbid.clear(bids, rules)["awarded_mw"].sum() > 0
    with pytest.raises(sealedbid.ScenarioError, match="price_per_mwh"):
        sealedbid.clear(pandas.read_csv(bids).drop(columns="price_per_mwh"), rules)


def test_a_game_is_solved_and_certified() -> None:
    found = sealedbid.equilibrium(THEORY / "asymmetric-uniforms.yaml")
    assert found.status == "solved" and found.certificate["gain_per_mwh"].max() < 1e-6
    weak = found.bid_functions.query("`class` == 'weak'")
    assert weak["bid_per_mwh"].min() == pytest.approx(220 / 3, abs=1e-6)
    with pytest.raises(sealedbid.UnconvergedError):
        sealedbid.equilibrium(THEORY / "asymmetric-uniforms.yaml", settings={"equilibrium.time_limit_seconds": 1e-9})


def test_progress_is_told_and_its_errors_are_raised() -> None:
    calls: list[tuple[int, int]] = []
    sealedbid.run(MINIMAL, replications=20000, progress=lambda done, asked: calls.append((done, asked)))
    assert calls and calls[-1] == (20000, 20000)

    def fail(done: int, asked: int) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        sealedbid.run(MINIMAL, replications=200_000, progress=fail)


def test_two_threads_run_two_simulations() -> None:
    found: dict[int, float] = {}

    def simulate(seed: int) -> None:
        run = sealedbid.run(MINIMAL, replications=2000, seed=seed, threads=1, progress=False)
        found[seed] = run.summary["mean"].sum()

    threads = [threading.Thread(target=simulate, args=(seed,)) for seed in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[1] == sealedbid.run(MINIMAL, replications=2000, seed=1, progress=False).summary["mean"].sum()
    assert found[1] != found[2]


def test_ctrl_c_keeps_what_was_finished() -> None:
    code = (
        "import sealedbid, sys, warnings; warnings.simplefilter('ignore')\n"
        f"run = sealedbid.run({str(MINIMAL)!r}, replications=50_000_000, progress=lambda d, a: print(d, flush=True))\n"
        "print('kept', run.interrupted, run.manifest['simulation']['replications_done'] > 0)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    while int(process.stdout.readline()) == 0:
        pass
    sent = time.monotonic()
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert output.splitlines()[-1] == "kept True True"
    assert time.monotonic() - sent < 20  # writing is part of it


def test_ctrl_c_ends_the_solving_of_bids(tmp_path: Path) -> None:
    game = tmp_path / "game.yaml"
    game.write_text(
        "schema_version: 1\ntitle: Many lots\ngame: {lots: 100, pricing: pay_as_bid}\nbidder_classes:\n"
        "  a: {bidders: 150, cost_per_mwh: {distribution: uniform, low: 0, high: 1}}\n"
        "  b: {bidders: 150, cost_per_mwh: {distribution: uniform, low: 0.1, high: 1.2}}\n"
        "equilibrium: {time_limit_seconds: 600}\ncurrency: EUR\n"
    )
    code = (
        "import sealedbid, sys\n"
        "print('ready', flush=True)\n"
        "try:\n"
        f"    sealedbid.equilibrium({str(game)!r})\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    time.sleep(0.5)
    sent = time.monotonic()
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert output == "stopped\n"
    assert time.monotonic() - sent < 10  # a second on an idle machine


def test_a_run_directory_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    sealedbid.run(MINIMAL, replications=100, output=tmp_path / "run", progress=False)
    with pytest.raises(sealedbid.OutputError):
        sealedbid.run(MINIMAL, replications=100, output=tmp_path / "run", progress=False)
    again = sealedbid.run(MINIMAL, replications=200, output=tmp_path / "run", overwrite=True, progress=False)
    assert sealedbid.open(again.path).manifest["simulation"]["replications_done"] == 200
