# 教闻 (jiaowen): two commands. Both set up what is missing; a second run starts in seconds.
#   make run               collect the samples, analyse them, serve on http://127.0.0.1:8000
#   make run INPUT=path    the same with your own files or folders
#   make test              every check and every test
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?=
INPUT ?=
export PYTHON

.PHONY: help run test check lint types layers model clean

help:
	@sed -n '1,4s/^# \{0,1\}//p' Makefile

run:
	@tools/setup requirements.txt
	@.venv/bin/python -m service.demo $(if $(INPUT),"$(INPUT)")

test:
	@tools/setup requirements-dev.txt
	@tools/setup-browser
	@$(MAKE) --no-print-directory check

check: lint types layers
	@.venv/bin/python -m pytest

lint:
	@.venv/bin/ruff check .

types:
	@.venv/bin/mypy

layers:
	@.venv/bin/lint-imports

clean:
	rm -rf .venv models/trained .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
