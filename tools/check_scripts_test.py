#!/usr/bin/env python3
"""Tests of the check_*.sh scripts: each passes with a program that behaves and fails with one that has a planted fault."""

import subprocess
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parent

# Behaves like the program as far as the scripts look: `run SCENARIO --name value...` and `reference`.
PROGRAM = """#!/usr/bin/env bash
set -euo pipefail
if [[ $1 == reference ]]; then echo "# Reference"; exit 0; fi
scenario=$2; shift 2
while [[ $# -gt 0 ]]; do declare "${1#--}=$2"; shift 2; done
[[ ! -e $output ]] || exit 5
mkdir "$output"
for file in manifest.json scenario.resolved.yaml summary.csv differences.csv distributions.nc; do
  echo "$replications" >"$output/$file"
done
#FAULT#
echo "policy  price"
"""


class CheckScriptsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.scenario = self.folder / "scenario.yaml"
        self.scenario.write_text("name: x\n", encoding="utf-8")

    def run_script(self, script: str, *arguments: str, fault: str = "", program: str = PROGRAM) -> subprocess.CompletedProcess:
        path = self.folder / "program"
        path.write_text(program.replace("#FAULT#", fault), encoding="utf-8")
        path.chmod(0o755)
        return subprocess.run([TOOLS / script, path, *arguments], capture_output=True, text=True, check=False)

    def test_threads_pass_when_tables_are_equal(self):
        self.assertEqual(self.run_script("check_threads.sh", str(self.scenario)).returncode, 0)

    def test_threads_fail_when_one_byte_differs(self):
        for table in ("summary.csv", "differences.csv"):
            fault = f'[[ $threads != 3 ]] || printf "," >>"$output/{table}"'
            result = self.run_script("check_threads.sh", str(self.scenario), fault=fault)
            self.assertEqual(result.returncode, 1)
            self.assertIn(f"{table} differs between 1 and 3 threads", result.stderr)

    def test_threads_fail_when_nothing_is_written(self):
        self.assertEqual(self.run_script("check_threads.sh", str(self.scenario), fault='rm "$output"/*').returncode, 1)

    def test_run_passes_when_the_directory_is_complete(self):
        result = self.run_script("check_run.sh", str(self.scenario))
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_run_fails_when_a_file_is_missing(self):
        for file in ("manifest.json", "scenario.resolved.yaml", "summary.csv", "distributions.nc"):
            result = self.run_script("check_run.sh", str(self.scenario), fault=f'rm "$output/{file}"')
            self.assertEqual(result.returncode, 1)
            self.assertIn(f"{file} is missing", result.stderr)

    def test_run_fails_when_a_directory_is_overwritten_unasked(self):
        result = self.run_script("check_run.sh", str(self.scenario), program=PROGRAM.replace("exit 5", 'rm -r "$output"'))
        self.assertEqual(result.returncode, 1)
        self.assertIn("overwritten", result.stderr)

    def test_run_fails_when_the_resolved_scenario_gives_another_result(self):
        fault = 'basename "$scenario" >>"$output/summary.csv"'
        result = self.run_script("check_run.sh", str(self.scenario), fault=fault)
        self.assertEqual(result.returncode, 1)
        self.assertIn("another result", result.stderr)

    def test_run_fails_when_nothing_is_shown(self):
        result = self.run_script("check_run.sh", str(self.scenario), program=PROGRAM.replace('echo "policy  price"', "true"))
        self.assertEqual(result.returncode, 1)
        self.assertIn("shows nothing", result.stderr)

    def test_reference_passes_when_the_page_is_equal_and_fails_when_not(self):
        page = self.folder / "page.md"
        page.write_text("# Reference\n", encoding="utf-8")
        self.assertEqual(self.run_script("check_reference.sh", str(page)).returncode, 0)
        page.write_text("# Reference, older\n", encoding="utf-8")
        result = self.run_script("check_reference.sh", str(page))
        self.assertEqual(result.returncode, 1)
        self.assertIn("make reference", result.stderr)

    def test_reference_fails_when_there_is_no_page(self):
        self.assertEqual(self.run_script("check_reference.sh", str(self.folder / "none.md")).returncode, 1)

    def test_install_refuses_an_unknown_purpose(self):
        result = subprocess.run([TOOLS / "install_dependencies.sh", "fun"], capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 2)
        self.assertIn("no purpose 'fun'", result.stderr)


if __name__ == "__main__":
    unittest.main()
