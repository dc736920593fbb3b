# The set-up is two commands: `make demo` and `make test`. PYTHON and VENV choose another Python and another place:
#     make test PYTHON=python3.13 VENV=.venv-3.13

VENV ?= .venv
PYTHON ?=
# Where an environment has its programs: `Scripts` on Windows.
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
export VENV PYTHON

# With HOME set but empty, programs look for their folders in the root of the disk; unset, they ask the system.
ifeq ($(strip $(HOME)),)
unexport HOME
endif

.PHONY: demo test check bench clean

demo:
	@tools/setup.sh demo
	@"$(BIN)/voiceguide" export back-mobility -o audio/exports/back-mobility.mp3

# Tests that hear sound as it is played need the machine for themselves; all others share its cores.
test:
	@tools/setup.sh test
	@"$(BIN)/python" -m pytest -rs -n auto --dist loadfile --ignore=tests/playback
	@"$(BIN)/python" -m pytest -rs tests/playback

check:
	@tools/setup.sh test
	@"$(BIN)/ruff" check .
	@"$(BIN)/ruff" format --check .
	@"$(BIN)/mypy"

# How fast things are, on this machine.
bench:
	@tools/setup.sh test
	@for bench in said compiling lengths sound speaking exporting batching playing sharing; do "$(BIN)/python" "bench/$$bench.py" || exit 1; done

# Exported sessions stay: they are yours.
clean:
	@rm -rf .venv .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find voiceguide tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
