# Python 3.11, 3.12 or 3.13: make PYTHON=python3.12 demo
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Where Python may not keep what it compiled, each command compiles all it imports, for seconds.
export PYTHONDONTWRITEBYTECODE :=
once ?=

.PHONY: demo test check abis bench mutate prove up
demo: .venv/ready  ## play the first drop on this machine, until Ctrl-C; once=1 plays it through and stops
	@python -m scripts.demo $(if $(once),--once)

# One process a suite, the longest first: Ape changes libraries that the backend uses without it. Three at once, for
# browsers and daemons are waited for half of the time.
SUITES := e2e backend-rest backend-heard scripts contracts peers integration bench proofs rules
test: .venv/ready  ## everything CI runs
	@$(MAKE) --no-print-directory --jobs 2 --output-sync check .build/peers/ready abis
	@$(MAKE) --no-print-directory --jobs 3 --output-sync $(SUITES:%=test-%)

# The backend in two, for alone it would still run when all others are done; what the first does not name is in the second.
HEARD := audio listening pages royalties
test-backend-heard: .venv/ready
	@python -m pytest -p no:ape_test $(HEARD:%=tests/backend/%)

test-backend-rest: .venv/ready
	@python -m pytest -p no:ape_test tests/backend $(HEARD:%=--ignore=tests/backend/%)

test-integration: .venv/ready
	@ape test tests/integration

test-peers: .build/peers/ready

test-%: .venv/ready
	@python -m pytest -p no:ape_test tests/$*

check: .venv/ready  ## style, types, layers, locks
	@ruff check . && ruff format --check .
	@mypy
	@lint-imports
	@python -m scripts.lock --check

# The suites find the contracts compiled: once, on the core that would wait for the check of types.
abis: .venv/ready
	@python -m scripts.abis --check

bench: bench-gas bench-demo bench-storage bench-listening bench-governance  ## measure; the results are tests/bench/*.json

bench-storage: .build/peers/ready

bench-%: .venv/ready
	@python -m tests.bench.$*

mutate: .venv/ready  ## change the contracts a little, again and again: the tests must notice; an hour or two, goes on where it stopped
	@python -m tests.bench.mutate

prove: .build/halmos/ready  ## prove on the code that ships whose editions and money move; an hour or two, goes on where it stopped
	@python -m tests.proofs.prove

up: .venv/ready  ## serve the label of .env
	@python -m backend

.venv/ready: requirements.lock requirements-install.lock package-lock.json
	@echo "setting up: a virtual environment, the locked packages, anvil"
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 14) else "Python 3.11, 3.12 or 3.13 is needed and this is %d.%d: try make PYTHON=python3.12" % v[:2])'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-install.lock
	@$(BIN)/python -m uv pip sync --quiet --require-hashes --compile-bytecode requirements.lock
	@$(BIN)/python -m scripts.install_npm && touch $@

.build/peers/ready: .venv/ready tests/peers/package.json tests/peers/package-lock.json
	@mkdir -p $(@D) && cp tests/peers/package.json tests/peers/package-lock.json $(@D)
	@python -m scripts.install_npm $(@D) && touch $@

.build/halmos/ready: .venv/ready requirements-prove.lock
	@$(PYTHON) -m venv .build/halmos
	@python -m uv pip sync --quiet --require-hashes --python .build/halmos/bin/python requirements-prove.lock && touch $@
