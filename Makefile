# Thin: each target is what one would type. Needs make and, to install packages, Debian 12; everything else is fetched by it.
JOBS ?= $(shell nproc)
PYTHON ?= /usr/bin/python3
DEMO := scenarios/azerbaijan/garadagh-2024.yaml
DEV_PROGRAM := build/dev/engine/sealedbid
# What the tests and the Python package compile alike is compiled once.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

.DEFAULT_GOAL := help
.PHONY: help demo test bench check reference asan tsan format clean release dev

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: release  ## Install, build and run one auction under several policies
	build/release/engine/sealedbid run $(DEMO) --force

test: dev  ## Install, build and run every test
	cd tools && $(PYTHON) -B -m unittest --buffer check_layout_test check_scripts_test front_page_test
	cd bench && $(PYTHON) -B -m unittest --buffer numpy_twin_test
	cd tests/validation && $(PYTHON) -B -m unittest --buffer packages_against_highs_test
	PYTHON=$(PYTHON) tools/install_python_packages.sh
	cd tests/validation && $(CURDIR)/build/python-venv/bin/python -B -m unittest --buffer finance_against_sam_test
	ctest --test-dir build/dev --output-on-failure --no-tests=error --parallel $(JOBS)
	tools/test_python_package.sh

check: dev  ## Check the layout, the reference page, a short run and that threads do not change it
	$(PYTHON) -B tools/check_layout.py
	tools/check_reference.sh $(DEV_PROGRAM)
	tools/check_run.sh $(DEV_PROGRAM) $(DEMO)
	tools/check_threads.sh $(DEV_PROGRAM) $(DEMO)
	tools/check_threads.sh $(DEV_PROGRAM) scenarios/azerbaijan/foreign-bidder-rules.yaml
	tools/check_threads.sh $(DEV_PROGRAM) scenarios/azerbaijan/economic-levers.yaml 3001

reference: dev  ## Write docs/scenario-reference.md anew
	$(DEV_PROGRAM) reference > docs/scenario-reference.md

bench: dev  ## Run the benchmarks, then compare a whole run with NumPy
	set -e; for program in build/dev/bench/*_benchmark; do "$$program"; done
	$(PYTHON) -B bench/compare_with_numpy.py $(DEV_PROGRAM)

asan:  ## Run the tests under the address and undefined-behaviour sanitizers
	tools/install_dependencies.sh run test
	cmake --preset asan
	cmake --build --preset asan --parallel $(JOBS)
	LSAN_OPTIONS=suppressions=$(CURDIR)/tools/leak_suppressions.txt:print_suppressions=0 \
	  UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
	  ctest --test-dir build/asan --output-on-failure --no-tests=error --parallel $(JOBS)

# Only these layers start threads. Archer tells the sanitizer what OpenMP synchronises; libomp itself is not instrumented.
tsan:  ## Run the tests of the layers that use threads under the thread sanitizer
	tools/install_dependencies.sh run test develop
	cmake --preset tsan
	cmake --build --preset tsan --parallel $(JOBS) --target simulation_test study_test
	export OMP_TOOL_LIBRARIES=/usr/lib/llvm-14/lib/libarcher.so TSAN_OPTIONS=ignore_noninstrumented_modules=1; \
	  build/tsan/tests/simulation_test && build/tsan/tests/study_test

format:  ## Lay out the C++ sources as .clang-format says
	tools/install_dependencies.sh develop
	git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp' | xargs clang-format -i

clean:  ## Remove what was built; runs stay
	rm -rf build

release:
	tools/install_dependencies.sh run
	cmake --preset release
	cmake --build --preset release --parallel $(JOBS)

dev:
	tools/install_dependencies.sh run test
	CMAKE_CXX_COMPILER_LAUNCHER=$$(command -v ccache || true) cmake --preset dev
	cmake --build --preset dev --parallel $(JOBS)
