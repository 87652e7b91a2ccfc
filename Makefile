# make demo [ARGS="--port 9000"]   everything emulated, in one process; no account needed
# make run                         the real bot, by the settings in .env
# make test, make check            what has to be green before a change lands
# make test-browser                the same bot in a real browser, where there is Chromium
# make test-all                    also the stories that only vary others, and all suites on PostgreSQL
# make audit                       whether holes are known in the versions of the lock (needs network)
# make guards                      that each guard of docs/security.md has a test that misses it
# make faults [ARGS="--short day"]  killed, cut off, out of disk or time: counts what it lost
# make fuzz [ARGS="updates --minutes 10"]   bad input by machine (Linux): docs/security.md
# make bench [ARGS="start"]   how fast it is, as ratios to floors measured in the same run
# make screens                     the browser tests again, keeping their pictures in docs/screens
# make lock [ARGS=--upgrade]       the lock files anew from pyproject.toml; deploy/ has what runs, without tools
# PYTHON=python3.12 chooses the interpreter for .venv; any of 3.11 or newer will do.

.DEFAULT_GOAL := demo
.PHONY: demo run test test-browser test-all check audit guards faults fuzz bench screens lock venv

BIN := .venv/bin
# Bytecode is kept: without it each worker compiles all tests anew.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -n auto --dist worksteal
PYTHONS := $(or $(PYTHON),python3.11 python3.12 python3.13 python3)
FUZZ_LOCK := tests/fuzz/requirements.lock
# Wheels only: building from source would fetch build tools that no hash covers.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq

demo: venv
	@$(BIN)/vidhuk demo $(ARGS)

run: venv
	@$(BIN)/vidhuk run $(ARGS)

test: venv
	@$(PYTEST) -m "not thorough" $(ARGS)

test-browser: venv
	@$(PYTEST) -m browser $(ARGS)

test-all: venv
	@$(PYTEST) $(ARGS)

check: venv
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy bot handlers sites storage tests bench
	$(BIN)/lint-imports --no-logo
	$(BIN)/bandit -q -c pyproject.toml -r bot handlers sites storage
	$(BIN)/pytest -q tests/unit/test_architecture.py tests/unit/test_words_in_code.py \
	  tests/unit/test_texts.py

# What is known of the versions in the lock: the one target that asks the network.
audit: venv
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

guards: venv
	@$(BIN)/python -m tests.guards $(ARGS)

faults: venv
	@$(BIN)/python -m tests.faults $(ARGS)

# What feeds by coverage stands beside .venv: nobody else pays for it.
fuzz: venv
	@cmp -s $(FUZZ_LOCK) .fuzz/python/.installed || { rm -rf .fuzz/python && \
	  $(PIP) --only-binary :all: --require-hashes --target .fuzz/python -r $(FUZZ_LOCK) && \
	  cp $(FUZZ_LOCK) .fuzz/python/.installed; }
	@PYTHONPATH=.fuzz/python:. nice -n 19 $(BIN)/python -m tests.fuzz $(ARGS)

bench: venv
	@$(BIN)/python -m bench $(ARGS)

screens: venv
	@SCREENS=docs/screens $(BIN)/pytest -m browser $(ARGS)

# No index, download address or machine-made header goes into the lock.
lock: venv
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --universal --generate-hashes \
	  --group dev --python-version 3.11 $(ARGS) -o requirements.lock pyproject.toml
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --universal --generate-hashes \
	  --group build --python-version 3.11 -c requirements.lock -o deploy/requirements.lock pyproject.toml
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --universal --generate-hashes \
	  --group pyproject.toml:fuzz --python-version 3.11 $(ARGS) -o $(FUZZ_LOCK)

# The lock that .venv was made from lies inside it; it is made anew when the two differ.
venv:
	@cmp -s requirements.lock .venv/.installed || { \
	  fits='import sys; sys.exit(sys.version_info < (3, 11))'; python=; made=; \
	  for p in $(PYTHONS); do \
	    "$$p" -c "$$fits" 2>/dev/null || continue; \
	    python=$${python:-$$p}; \
	    "$$p" -c 'import venv, ensurepip' 2>/dev/null && { python=$$p; made=venv; break; }; \
	  done; \
	  [ -n "$$python" ] || { \
	    echo 'No Python 3.11 or newer here. Debian and Ubuntu: apt install python3 python3-venv' >&2; \
	    exit 1; }; \
	  echo "Preparing .venv with $$("$$python" --version), about a minute, once"; \
	  if [ -n "$$made" ]; then "$$python" -m venv --clear .venv; \
	  elif command -v virtualenv >/dev/null; then virtualenv -q --clear -p "$$python" .venv; \
	  else echo "$$python cannot make a .venv. Debian and Ubuntu: apt install python3-venv" >&2; \
	    exit 1; \
	  fi && \
	  $(PIP) --only-binary :all: --require-hashes -r requirements.lock && \
	  $(PIP) --no-build-isolation --no-deps -e . && \
	  cp requirements.lock .venv/.installed; }
