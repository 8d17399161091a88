#!/usr/bin/env python3
"""Tests of check_layout.py: each rule is silent on a clean tree and speaks when a fault is planted."""

import tempfile
import unittest
from pathlib import Path

from check_layout import Problem, check, without_literals

CLEAN = {
    "engine/base/issue.hpp": '#pragma once\n\n#include <string>\n\nstd::string text_of(int issue);  // printf("never")\n',
    "engine/base/issue.cpp": '#include "base/issue.hpp"\n\n#include <fmt/format.h>\n\n"exit(1) // text";\n',
    "engine/simulation/simulate.cpp": '#include <omp.h>\n\n#include "base/issue.hpp"\n\n#pragma omp parallel\n',
    "engine/scenario/yaml_tree.cpp": '#include <yaml-cpp/yaml.h>\n\n#include "base/issue.hpp"\n',
    "engine/cli/main.cpp": '#include <iostream>\n\n#include <CLI/CLI.hpp>\n\nint main() { std::cout << 1; }\n',
    "tests/base/issue_test.cpp": '#include "base/issue.hpp"\n',
    "README.md": "Read https://example.org/home/page and ~/work/notes.\n",
}


class CheckLayoutTest(unittest.TestCase):
    def problems(self, planted: dict[str, str], without_test: dict[str, str] | None = None) -> list[Problem]:
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {**CLEAN, **planted}.items():
                file = Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            return check(Path(folder), without_test or {})

    def assert_only(self, planted: dict[str, str], rule: str, line: int, word: str) -> None:
        """One problem: of this rule, in the planted file, on this line, with this word in its advice."""
        found = self.problems(planted)
        self.assertEqual([(p.file, p.line, p.rule) for p in found], [(next(iter(planted)), line, rule)], found)
        self.assertIn(word, str(found[0]))

    def test_a_clean_tree_has_no_problem(self):
        self.assertEqual(self.problems({}), [])

    def test_a_layer_does_not_include_a_later_one(self):
        self.assert_only({"engine/base/text.cpp": '\n#include "market/build.hpp"\n'}, "layers", 2, "base/ may include base;")

    def test_the_engine_includes_no_tests(self):
        self.assert_only({"engine/base/text.cpp": '#include "tests/support.hpp"\n'}, "layers", 1, "does not include tests/")

    def test_an_unknown_layer_is_refused(self):
        self.assert_only({"engine/helpers/text.cpp": "\n"}, "layers", 1, "unknown layer")

    def test_tests_do_not_include_the_command_line(self):
        self.assert_only({"tests/study/run_test.cpp": '#include "cli/main.hpp"\n'}, "layers", 1, "nothing includes cli/")

    def test_tests_do_not_include_benchmarks(self):
        self.assert_only({"tests/study/run_test.cpp": '#include "bench/twin.hpp"\n'}, "layers", 1, "nothing includes bench/")

    def test_verify_shares_no_clearing_code(self):
        self.assertEqual(self.problems({"engine/verify/a.cpp": '#include "auction/bid.hpp"\n'}), [])
        for header in ("auction/clear_round.hpp", "replay/clear_bids.hpp"):
            self.assert_only({"engine/verify/a.cpp": f'#include "{header}"\n'}, "verify", 1, "must not share code")

    def test_quotes_name_a_layer_and_a_file(self):
        for include in ('"issue.hpp"', '"../base/issue.hpp"', '"base/issue.h"'):
            self.assert_only({"engine/base/text.cpp": f"#include {include}\n"}, "quotes", 1, "layer/file.hpp")

    def test_own_headers_stand_in_quotes(self):
        self.assert_only({"engine/base/text.cpp": "#include <base/issue.hpp>\n"}, "quotes", 1, '#include "base/issue.hpp"')

    def test_libraries_stay_behind_their_fences(self):
        for header in ("yaml-cpp/yaml.h", "netcdf.h", "Random123/philox.h", "Eigen/Core", "CLI/CLI.hpp", "iostream",
                       "openssl/evp.h"):
            self.assert_only({"engine/study/run.cpp": f"#include <{header}>\n"}, "library", 1, header)
        self.assert_only({"engine/market/finance.cpp": "#include <csv.h>\n"}, "library", 1, "base")

    def test_only_the_command_line_prints_or_exits(self):
        for call in ('printf("x");', 'std::fprintf(stderr, "x");', "std::cerr << 1;", "std::exit(1);", 'fmt::print("x");',
                     "abort ();"):
            self.assert_only({"engine/study/run.cpp": f"void f() {{ {call} }}\n"}, "printing", 1, "only cli/")

    def test_calls_that_only_look_like_printing_are_fine(self):
        code = "int n = std::snprintf(b, 9, x);\nfile.puts(1);\nint exit_code(int);\nauto s = fmt::format(x);  // exit(1)\n"
        self.assertEqual(self.problems({"engine/study/run.cpp": code}), [])

    def test_threads_start_in_simulation(self):
        self.assert_only({"engine/study/run.cpp": "\n  #pragma omp parallel for\n"}, "openmp", 2, "simulation/ only")

    def test_threads_start_in_one_file(self):
        self.assert_only({"engine/simulation/tally.cpp": "#pragma omp critical\n"}, "openmp", 1, "engine/simulation/simulate.cpp")

    def test_every_header_has_a_test(self):
        self.assert_only({"engine/base/text.hpp": "\n"}, "test", 1, "tests/base/text_test.cpp")

    def test_a_reason_stands_for_a_test_until_there_is_one(self):
        reason = {"engine/base/lanes.hpp": "constants only"}
        self.assertEqual(self.problems({"engine/base/lanes.hpp": "\n"}, reason), [])
        tested = {"engine/base/lanes.hpp": "\n", "tests/base/lanes_test.cpp": "\n"}
        self.assertIn("remove its line", str(self.problems(tested, reason)[0]))
        self.assertIn("no such file", str(self.problems({}, reason)[0]))

    def test_files_of_the_engine_stay_short(self):
        self.assert_only({"engine/base/text.cpp": "\n" * 401}, "length", 401, "401 lines")
        self.assertEqual(self.problems({"engine/base/text.cpp": "\n" * 400}), [])

    def test_paths_of_one_machine_are_refused_everywhere(self):
        for folder in ("home", "root", "work", "Users"):
            self.assert_only({"docs/page.md": f"\nsee /{folder}/me/notes\n"}, "machine path", 2, "relative path")

    def test_registries_are_the_users_choice(self):
        page = "pip install --index-url https://pypi" + ".org/simple\n"
        self.assert_only({"docs/page.md": page}, "registry", 1, "configuration")

    def test_blanking_keeps_line_numbers(self):
        text = 'a /* 1\n2 */ b\n"c\\"d" R"x(\n)" )x" 1\'000\'000 e\n// f\ng\n'
        blanked = without_literals(text)
        self.assertEqual(blanked.count("\n"), text.count("\n"))
        self.assertEqual([word for word in blanked.split() if word.isalpha()], ["a", "b", "e", "g"])


if __name__ == "__main__":
    unittest.main()
