# Everything a contributor types. Each target sets up what it needs; a second run is quick.
# A fresh machine needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared

SAMPLES := src/communique/samples/reports.jsonl

.DEFAULT_GOAL := help
.PHONY: help demo test lint docs eval pin bench train clean

help:           ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

# A stamp file per kind of install: pip runs again only when pyproject.toml has changed.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Communiqué needs Python 3.11 or newer; set PYTHON=python3.11 (or newer)")'
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Installing Communiqué ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@echo "Installing Communiqué and the tools for working on it ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed

demo: $(VENV)/installed  ## code the sample reports, keep them in a record and ask it
	@$(BIN)/communique read $(SAMPLES) --format table --sort date
	@$(BIN)/communique read $(SAMPLES) --format jsonl --out out/samples.events.jsonl
	@rm -f out/demo.duckdb
	@echo
	@$(BIN)/communique add out/demo.duckdb $(SAMPLES)
	@echo
	@$(BIN)/communique timeline out/demo.duckdb --between 'North Korea' USA
	@echo
	@$(BIN)/communique brief out/demo.duckdb USA 'North Korea' --on 2019-03-02
	@echo
	@echo 'The events, as JSON lines, are in out/samples.events.jsonl, the record is out/demo.duckdb.'
	@echo 'What to try next:'
	@echo '  $(BIN)/communique read YOUR-REPORT.txt --published 2019-04-23'
	@echo '  $(BIN)/communique meetings out/demo.duckdb Trump "Kim Jong Un"'
	@echo '  $(BIN)/communique why out/demo.duckdb' "$$($(BIN)/python -c 'import json; print(json.loads(open("out/samples.events.jsonl", encoding="utf-8").readline())["id"])')"
	@echo '  $(BIN)/communique who "the Russian president" --on 2011-06-01'
	@echo '  docs/tutorial.md'

test: lint  ## lint, then run all tests
	@$(BIN)/python -m pytest

lint: $(VENV)/installed-dev  ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/mypy

docs: $(VENV)/installed  ## renew the outputs and figures in README.md and docs/
	@$(BIN)/python docs/refresh.py --shared $(SHARED)

eval: $(VENV)/installed  ## measure accuracy; misses go to out/misses-SET.txt
	@$(BIN)/python benchmarks/measure_events.py --shared $(SHARED)

pin: $(VENV)/installed  ## raise the accuracy floors to what is measured now
	@$(BIN)/python benchmarks/measure_events.py --pin

bench: $(VENV)/installed  ## measure speed and memory
	@$(BIN)/python benchmarks/measure_speed.py --shared $(SHARED)

train: $(BIN)/python  ## train the language model anew (needs the training data, a GPU helps)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@$(BIN)/python training/train_language.py $(SHARED)
	@$(BIN)/python training/distil_language.py $(SHARED)
	@$(BIN)/python training/export_language.py $(SHARED)

clean:          ## remove the environment and what was made
	@rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis
