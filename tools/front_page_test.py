#!/usr/bin/env python3
"""Tests that the front pages tell the truth where a machine can see it."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"]


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


class FrontPageTest(unittest.TestCase):
    def test_the_scenario_shown_is_the_file(self):
        shown = re.search(r"```yaml\n(.*?)```", text_of("README.md"), re.DOTALL)
        self.assertEqual(shown[1], text_of("scenarios/minimal.yaml"))

    def test_links_and_named_files_exist(self):
        named = re.compile(r"\]\((?!https?:)([^)#]+)\)|`((?:engine|tools|tests|bench|docs|scenarios|cmake)/[\w./-]+)`")
        for page in PAGES:
            for link, file in named.findall(text_of(page)):
                if "/X/" in file:  # stands for any layer
                    continue
                target = (ROOT / page).parent / link if link else ROOT / file
                self.assertTrue(target.exists(), f"{page} names {link or file}")

    def test_targets_named_are_in_the_makefile(self):
        targets = set(re.findall(r"^(\w+):", text_of("Makefile"), re.MULTILINE))
        for page in PAGES:
            for target in re.findall(r"(?:`|^)make (\w+)", text_of(page), re.MULTILINE):
                self.assertIn(target, targets, page)


if __name__ == "__main__":
    unittest.main()
