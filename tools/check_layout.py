#!/usr/bin/env python3
"""Checks what the compiler does not: the order of the layers, and which folder may use which library.

Usage: tools/check_layout.py [ROOT]

Prints one line a problem, ``file:line: rule: what to do``, and exits with 1 if there is any.
Python's standard library only, so that it runs before anything is installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# A layer includes itself and the layers before it, nothing else.
LAYERS = ("base", "statistics", "scenario", "market", "sampling", "auction", "bidding", "simulation", "output", "replay",
          "verify", "study", "cli")

# verify/ judges auction/ and shares with it what a bid is and how it is read, nothing of how it is cleared.
OPEN_TO_VERIFY = ("auction/bid.hpp", "auction/rules.hpp", "replay/cell_reader.hpp", "replay/read_bids.hpp")

# Headers of a library → the layers that may include them.
LIBRARY_FENCES = {
    r"yaml-cpp/": ("scenario",),
    r"omp\.h": ("simulation",),
    r"iostream": ("cli",),
    r"netcdf": ("output",),
    r"Random123/": ("sampling",),
    r"(unsupported/)?Eigen/": ("scenario", "market", "sampling", "bidding"),
    r"CLI/": ("cli",),
    r"csv\.h": ("base",),
    r"openssl/": ("base", "output"),
}

# Calls that print or end the process: the command line's business alone.
PRINTS_OR_EXITS = re.compile(
    r"\bstd::(?:cout|cerr|clog|print)\b|\bfmt::print\b"
    r"|(?<![\w.>])(?:std::)?(?:f?printf|puts|putchar|exit|_exit|_Exit|quick_exit|abort|terminate)\s*\(")
OMP_PRAGMA = re.compile(r"^\s*#\s*pragma\s+omp\b")

# Headers without a test of their own → why.
WITHOUT_TEST = {
    "engine/base/lanes.hpp": "constants and attributes only",
    "engine/auction/bid.hpp": "data only",
    "engine/auction/rules.hpp": "data only",
    "engine/bidding/game.hpp": "data only",
    "engine/market/project_terms.hpp": "data only",
    "engine/market/shared_quantity.hpp": "data only",
    "engine/simulation/metrics.hpp": "data only",
    "engine/simulation/samples.hpp": "data only",
    "engine/simulation/tally.hpp": "data only",
}
# Layers whose headers are tested in another way → how.
LAYERS_WITHOUT_TESTS = {"cli": "tests/cli runs the program"}

# Headers that the build writes; included by their bare name.
GENERATED_HEADERS = {"git_commit.hpp"}

MOST_LINES = 400  # of a file in engine/

MACHINE_PATH = re.compile(r"(?<![\w.~$}*])/(?:home|root|work|workspace|Users)/\w")
REGISTRY_HOST = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|deb\.debian\.org|archive\.ubuntu\.com"
    r"|registry\.npmjs\.org|crates\.io|ghcr\.io|docker\.io)\b")
CPP_SUFFIXES = {".hpp", ".cpp", ".h"}
TEXT_SUFFIXES = CPP_SUFFIXES | {".py", ".sh", ".md", ".txt", ".yaml", ".yml", ".json", ".cmake", ".toml", ".cff", ".csv", ""}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
LITERALS_AND_COMMENTS = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^()\\\s]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)


@dataclass(frozen=True, order=True)
class Problem:
    file: str
    line: int
    rule: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.advice}"


@dataclass(frozen=True)
class Source:
    """A C++ file: its path from the root, its lines, and the lines with comments and literals blanked."""

    path: str
    lines: list[str]
    code: list[str]

    @property
    def layer(self) -> str | None:
        parts = self.path.split("/")
        return parts[1] if parts[0] == "engine" and len(parts) > 2 else None

    def includes(self):
        """Yields (line number, path, is quoted)."""
        for number, (line, code) in enumerate(zip(self.lines, self.code), start=1):
            match = INCLUDE.match(line)
            if match and code.lstrip().startswith("#"):  # else it stands in a comment
                yield number, match[1] or match[2], match[1] is not None


def without_literals(text: str) -> str:
    """The text with comments and literals blanked; line numbers stay."""
    return LITERALS_AND_COMMENTS.sub(lambda match: "\n" * match[0].count("\n") or " ", text)


def check_include_order(source: Source):
    if source.layer not in LAYERS:
        yield Problem(source.path, 1, "layers", f"unknown layer; put the file into one of engine/{{{','.join(LAYERS)}}}")
        return
    allowed = LAYERS[:LAYERS.index(source.layer) + 1]
    for line, path, is_quoted in source.includes():
        folder = path.split("/")[0]
        if not is_quoted:
            if folder in LAYERS and "/" in path:
                yield Problem(source.path, line, "quotes", f'write #include "{path}" for a header of ours')
        elif path in GENERATED_HEADERS:
            continue
        elif not re.fullmatch(r"\w+/\w+\.hpp", path):
            yield Problem(source.path, line, "quotes", f'"{path}": write "layer/file.hpp" for ours and <...> for libraries')
        elif folder not in LAYERS:
            yield Problem(source.path, line, "layers", f"engine/ does not include {folder}/; move what is shared into a layer")
        elif source.layer == "verify" and folder in ("auction", "replay") and path not in OPEN_TO_VERIFY:
            yield Problem(source.path, line, "verify", f"verify/ may include {', '.join(OPEN_TO_VERIFY)} of auction/ and replay/: it must "
                          "not share code with what it judges")
        elif folder not in allowed:
            yield Problem(source.path, line, "layers",
                          f"{source.layer}/ may include {', '.join(allowed)}; move the code, or pass it in as an argument")


def check_outside_includes(source: Source):
    """tests/, bench/ and bindings/ stand outside the layers; nothing includes them, and only its tests include cli/."""
    for line, path, _ in source.includes():
        folder = path.split("/")[0]
        if folder in ("tests", "bench", "bindings"):
            yield Problem(source.path, line, "layers", f"nothing includes {folder}/; move what is shared into a layer")
        elif folder == "cli" and not source.path.startswith("tests/cli/"):
            yield Problem(source.path, line, "layers", "nothing includes cli/; move what is shared into study/ or below")


def check_libraries(source: Source):
    for line, path, is_quoted in source.includes():
        for pattern, layers in LIBRARY_FENCES.items():
            if not is_quoted and re.match(pattern, path) and source.layer not in layers:
                yield Problem(source.path, line, "library",
                              f"<{path}> belongs to {', '.join(layers)}; hide it behind a function there")


def check_printing(source: Source):
    if source.layer == "cli":
        return
    for number, code in enumerate(source.code, start=1):
        match = PRINTS_OR_EXITS.search(code)
        if match:
            yield Problem(source.path, number, "printing",
                          f"'{match[0].rstrip(' (')}': only cli/ prints or exits; throw, or return the text")


def check_openmp(sources: list[Source]):
    """OpenMP in one file of simulation/."""
    users: dict[str, int] = {}
    for source in sources:
        lines = [number for number, code in enumerate(source.code, start=1) if OMP_PRAGMA.match(code)]
        lines += [number for number, path, _ in source.includes() if path == "omp.h"]
        if not lines:
            continue
        if source.layer != "simulation":
            yield Problem(source.path, min(lines), "openmp", "threads start in simulation/ only; make it a function of one block")
        else:
            users[source.path] = min(lines)
    for path in sorted(users)[1:]:
        yield Problem(path, users[path], "openmp", f"threads start in one file, {min(users)}; move the loop there")


def check_tests(root: Path, sources: list[Source], without_test: dict[str, str]):
    for source in sources:
        if not source.path.endswith(".hpp") or source.layer in LAYERS_WITHOUT_TESTS:
            continue
        test = source.path.replace("engine/", "tests/", 1).removesuffix(".hpp") + "_test.cpp"
        if not (root / test).exists() and source.path not in without_test:
            yield Problem(source.path, 1, "test", f"add {test}, or a line with the reason in tools/check_layout.py")
        elif (root / test).exists() and source.path in without_test:
            yield Problem(source.path, 1, "test", f"has {test}: remove its line in tools/check_layout.py")
    paths = {source.path for source in sources}
    for path in sorted(set(without_test) - paths):
        yield Problem(path, 1, "test", "there is no such file: remove its line in tools/check_layout.py")


def check_length(source: Source):
    if len(source.lines) > MOST_LINES:
        yield Problem(source.path, len(source.lines), "length",
                      f"{len(source.lines)} lines, more than {MOST_LINES}: split it by subject")


def check_portability(path: str, lines: list[str]):
    for number, line in enumerate(lines, start=1):
        if match := MACHINE_PATH.search(line):
            yield Problem(path, number, "machine path",
                          f"'{match[0]}...' exists on one machine only; use a relative path or an option")
        if match := REGISTRY_HOST.search(line):
            yield Problem(path, number, "registry", f"'{match[0]}': leave the choice of a registry to the user's configuration")


def tracked_files(root: Path) -> list[str]:
    """Paths of the files that are, or would be, under version control."""
    if (root / ".git").exists():
        command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
        return sorted(name for name in set(names) if name and (root / name).is_file())
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def check(root: Path, without_test: dict[str, str] = WITHOUT_TEST) -> list[Problem]:
    """All problems of the tree under ``root``, sorted by place."""
    problems: list[Problem] = []
    engine: list[Source] = []
    for path in tracked_files(root):
        if Path(path).suffix not in TEXT_SUFFIXES:
            continue
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        lines = text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")
        problems += check_portability(path, lines)
        if Path(path).suffix in CPP_SUFFIXES:
            source = Source(path, lines, without_literals(text).split("\n"))
            if path.startswith("engine/"):
                engine.append(source)
            elif path.split("/")[0] in ("tests", "bench", "bindings"):
                problems += check_outside_includes(source)
    for source in engine:
        for rule in (check_include_order, check_libraries, check_printing, check_length):
            problems += rule(source)
    problems += check_openmp(engine)
    problems += check_tests(root, engine, without_test)
    return sorted(problems)


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    problems = check(root)
    for problem in problems:
        print(problem)
    print(f"layout: {len(problems)} problem{'' if len(problems) == 1 else 's'}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
