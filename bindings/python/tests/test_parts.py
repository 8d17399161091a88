"""One run by several processes gives the bytes of one process."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from report_fixtures import SCENARIOS, SOLVED, small_scenario
from test_package import MINIMAL, digests

sealedbid = pytest.importorskip("sealedbid")
pytest.importorskip("sealedbid._native", reason="the extension module is not built: pip install .")

ADAPTIVE = SCENARIOS / "adaptive-bidding.yaml"


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        yield executor


class Inline(Executor):
    """Runs a task when it is submitted; `change` may spoil the part of a task."""

    def __init__(self, change: Any = lambda number, part: part) -> None:
        self.change, self.number = change, -1

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.number += 1
        future: Future[Any] = Future()
        try:
            future.set_result(self.change(self.number, fn(*args, **kwargs)))
        except BaseException as error:
            future.set_exception(error)
        return future


@pytest.mark.parametrize("scenario, replications", [(MINIMAL, 20_011), (ADAPTIVE, 2_003), (MINIMAL, 1)], ids=["plain", "rounds", "one"])
def test_processes_write_the_bytes_of_one(scenario: Path, replications: int, pool: Executor, tmp_path: Path) -> None:
    one = sealedbid.run(scenario, replications=replications, output=tmp_path / "one", progress=False)
    calls: list[tuple[int, int]] = []
    many = sealedbid.run(
        scenario, replications=replications, output=tmp_path / "many", executor=pool, progress=lambda done, asked: calls.append((done, asked))
    )
    assert digests(many.path) == digests(one.path)
    assert calls[-1] == (replications, replications)
    assert sealedbid.open(many.path).summary.equals(one.summary)


def test_bids_that_were_solved_for_reach_the_processes(pool: Executor, tmp_path: Path) -> None:
    settings = {"auction.volume_mw": 40, "equilibrium.tolerance": 0.05, "equilibrium.certificate_worlds": 16384,
                "bidder_classes.domestic.bidders": 2, "bidder_classes.foreign.bidders": 1}  # fmt: skip
    scenario = sealedbid.load(small_scenario(tmp_path, "solved", SOLVED, "equilibrium"), settings)
    one = sealedbid.run(scenario, output=tmp_path / "one", progress=False, allow_unconverged=True)
    many = sealedbid.run(scenario, output=tmp_path / "many", progress=False, allow_unconverged=True, executor=pool)
    assert one.bid_functions is not None
    assert digests(many.path) == digests(one.path)


def test_dask_writes_the_bytes_of_one_process(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    one = sealedbid.run(MINIMAL, replications=5_003, output=tmp_path / "one", progress=False)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        many = sealedbid.run(MINIMAL, replications=5_003, output=tmp_path / "many", executor=client.get_executor(), progress=False)
    assert digests(many.path) == digests(one.path)


def test_a_part_that_is_damaged_or_in_the_wrong_place_is_refused(tmp_path: Path) -> None:
    def flipped(number: int, part: bytes) -> bytes:
        return part[:500] + bytes([part[500] ^ 1]) + part[501:] if number == 1 else part

    first: list[bytes] = []

    def repeated(number: int, part: bytes) -> bytes:
        first.append(part)
        return first[0]

    for change, message in ((flipped, "check sum"), (repeated, "begins with block 0"), (lambda n, p: p[:100], "check sum")):
        with pytest.raises(sealedbid.ScenarioError, match=message):
            sealedbid.run(MINIMAL, replications=3000, output=tmp_path / "run", executor=Inline(change), progress=False)
    assert list(tmp_path.iterdir()) == [], "nothing half-written is left"


def test_parts_of_another_run_are_refused(tmp_path: Path) -> None:
    kept: list[bytes] = []
    sealedbid.run(MINIMAL, replications=100, seed=1, progress=False, executor=Inline(lambda n, part: kept.append(part) or part))
    with pytest.raises(sealedbid.ScenarioError, match="another run"):
        sealedbid.run(MINIMAL, replications=100, seed=2, progress=False, executor=Inline(lambda n, part: kept[0]))


def test_a_failing_process_ends_the_run_with_its_error(tmp_path: Path) -> None:
    def fail(number: int, part: bytes) -> bytes:
        raise OSError("the machine is gone")

    with pytest.raises(OSError, match="the machine is gone"):
        sealedbid.run(MINIMAL, replications=100, output=tmp_path / "run", executor=Inline(fail), progress=False)
    assert list(tmp_path.iterdir()) == []


def test_samples_are_refused_clearly(pool: Executor) -> None:
    with pytest.raises(ValueError, match="samples"):
        sealedbid.run(MINIMAL, samples=["bids"], executor=pool)


def test_after_an_interrupt_the_first_parts_are_kept() -> None:
    def interrupt(number: int, part: bytes) -> bytes:
        if number == 2:
            raise KeyboardInterrupt
        return part

    with pytest.warns(UserWarning, match="kept the first 1,024 of 3,000"):
        run = sealedbid.run(MINIMAL, replications=3000, executor=Inline(interrupt), progress=False)
    assert run.interrupted and run.manifest["simulation"]["replications_done"] == 1024


def test_ctrl_c_ends_a_run_of_processes() -> None:
    code = (
        "import multiprocessing, sealedbid, warnings; from concurrent.futures import ProcessPoolExecutor\n"
        "if __name__ == '__main__':\n"
        "    warnings.simplefilter('ignore')\n"
        "    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context('spawn')) as pool:\n"
        f"        run = sealedbid.run({str(MINIMAL)!r}, replications=50_000_000, executor=pool, progress=lambda d, a: print(d, flush=True))\n"
        "        print('kept', run.interrupted, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)
    assert process.stdout is not None
    process.stdout.readline()
    sent = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all processes get it
    try:
        output, _ = process.communicate(timeout=60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert output.splitlines()[-1] == "kept True"
    assert time.monotonic() - sent < 30


def test_threads_and_forked_processes_work_after_a_run(tmp_path: Path) -> None:
    one = sealedbid.run(MINIMAL, replications=3000, threads=2, output=tmp_path / "one", progress=False)
    with ThreadPoolExecutor(2) as threads:
        assert digests(sealedbid.run(MINIMAL, replications=3000, output=tmp_path / "threads", executor=threads, progress=False).path) == digests(one.path)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as forked:
        many = sealedbid.run(MINIMAL, replications=3000, threads=2, output=tmp_path / "forked", executor=forked, progress=False)
    assert digests(many.path) == digests(one.path)


def test_scenarios_and_errors_go_from_process_to_process() -> None:
    scenario = sealedbid.load(MINIMAL).with_({"auction.volume_mw": 80})
    assert pickle.loads(pickle.dumps(scenario)).resolved_yaml == scenario.resolved_yaml
    with pytest.raises(sealedbid.ScenarioError) as caught:
        sealedbid.load({"schema_version": 1})
    assert pickle.loads(pickle.dumps(caught.value)).issues == caught.value.issues
    with pytest.raises(sealedbid.RunDirectoryError) as damaged:
        sealedbid.open("nowhere")
    assert pickle.loads(pickle.dumps(damaged.value)).issues == damaged.value.issues
