"""Change the contracts a little, one change at a time, and see whether their tests notice: `make mutate`.

The same seed draws the same mutants of the same sources: a run goes on where the last one stopped, once it tried again
the survivors for which mutation.json has no reason. A mutant that does not compile, or compiles to the same code, does
not count.
"""

import contextlib
import gc
import io
import json
import os
import random
import re
import shutil
import signal
import sys
from pathlib import Path

import boa  # noqa: F401 - loaded once, for every mutant
import pytest

from scripts.abis import CONTRACTS_OF
from tests.bench.mutants import list_mutants
from tests.contracts._sources import compile_runtime, digest_files, list_sources

ROOT = Path(__file__).parents[2]
RESULT = Path(__file__).parent / "mutation.json"
COPY = ROOT / ".build" / "mutants"
COPIED = ("contracts", "tests/contracts", "tests/__init__.py", "pyproject.toml")
SOURCES = [COPY / "contracts" / source for name in CONTRACTS_OF for source in CONTRACTS_OF[name]]
SEED = 2026
SAMPLE = 120
TIMEOUT_SECONDS = 1_200  # of a mutant that never ends
LIVES = re.compile(r"max_examples=\d+")
FEWER_LIVES = "max_examples=2"
PYTEST = ("-x", "--tb=line", "-p", "no:ape_test", "-p", "no:cacheprovider", "-p", "no:unraisableexception")
NOT_COMPILING = 70
VERDICTS = {"killed": "killed", "not compiling": "not_compiling", "same code": "same_code"}


def make_copy():
    """Copy what the tests of contracts need to a place where it may be changed, with shorter random lives."""
    shutil.rmtree(COPY, ignore_errors=True)
    for name in COPIED:
        (COPY / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, COPY / name)
    for lives in (COPY / "tests" / "contracts").glob("test_*invariants.py"):
        assert LIVES.search(lives.read_text())
        lives.write_text(LIVES.sub(FEWER_LIVES, lives.read_text()))


def draw_mutants(seed):
    """Return all mutants in the order in which the seed tries them."""
    mutants = [mutant for source in list_sources(*SOURCES) for mutant in list_mutants(source)]
    random.Random(seed).shuffle(mutants)
    return mutants


def judge(mutant, baseline):
    """Say what became of a mutant."""
    original = mutant.path.read_text()
    mutant.path.write_text(mutant.source)
    try:
        code = _in_child(lambda: run_tests(order_tests(mutant)))
        if code == pytest.ExitCode.OK:
            is_same = all(compile_runtime(source) == baseline[source] for source in SOURCES if _is_part(mutant, source))
            return "same code" if is_same else "survived"
    finally:
        mutant.path.write_text(original)
    return "not compiling" if code == NOT_COMPILING else "killed"


def order_tests(mutant):
    """Return the test files, those that speak of what was changed first and the random lives last."""
    words = set(re.findall(r"[a-z]{4,}", f"{mutant.path.stem} {mutant.before}".lower()))

    def rank(file):
        text = file.read_text().lower()
        return file.stem.endswith("invariants"), -sum(word in text for word in words), str(file)

    files = (COPY / "tests" / "contracts").rglob("test_*.py")
    return sorted((file for file in files if file.stem != "test_readme"), key=rank)


def run_tests(files):
    """Run tests of the copy until one fails; return pytest's exit code, or that the contracts do not compile."""
    for name in [name for name in sys.modules if name.split(".")[0] == "tests"]:
        del sys.modules[name]
    sys.path.insert(0, str(COPY))
    os.chdir(COPY)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        code = pytest.main([*PYTEST, *map(str, files)])
    return NOT_COMPILING if "vyper.exceptions." in output.getvalue() else int(code)


def open_record(digest):
    """Return what is known of the mutants of these sources."""
    known = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    if (known.get("seed"), known.get("sources")) == (SEED, digest):
        return known
    counts = dict.fromkeys(("tried", "sampled", *VERDICTS.values()), 0)
    return {"seed": SEED, "sources": digest, **counts, "survivors": []}


def record(known, mutant, verdict):
    """Add what became of one more mutant."""
    known["tried"] += 1
    known["sampled"] += verdict in {"killed", "survived"}
    if verdict == "survived":
        known["survivors"].append(describe(mutant) | {"reason": ""})
    else:
        known[VERDICTS[verdict]] += 1


def record_again(known, mutant, verdict):
    """Take back that a mutant survived, if tests kill it by now."""
    if verdict == "killed":
        known["killed"] += 1
        known["survivors"] = [
            survivor for survivor in known["survivors"] if not describe(mutant).items() <= survivor.items()
        ]


def describe(mutant):
    """Return what tells a mutant from every other."""
    file = mutant.path.relative_to(COPY).as_posix()
    return {"file": file, "line": mutant.line, "before": mutant.before, "after": mutant.after}


def _is_part(mutant, source):
    return mutant.path in list_sources(source)


def _in_child(run):
    """Return the exit code of a function that runs in a process of its own."""
    child = os.fork()
    if child == 0:
        signal.alarm(TIMEOUT_SECONDS)
        os._exit(run())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main():
    gc.disable()  # each child is short, and collecting is a third of its time
    make_copy()
    mutants = draw_mutants(SEED)
    if _in_child(lambda: run_tests(order_tests(mutants[0]))) != pytest.ExitCode.OK:
        sys.exit("The tests fail without a change: correct them first, by `make test-contracts`.")
    baseline = {source: compile_runtime(source) for source in SOURCES}
    known = open_record(digest_files(list_sources(*SOURCES)))
    unexplained = [survivor.items() for survivor in known["survivors"] if not survivor["reason"]]
    again = [mutant for mutant in mutants if any(describe(mutant).items() <= survivor for survivor in unexplained)]
    for mutant in again:
        _try(known, mutant, baseline, record_again)
    for mutant in mutants[known["tried"] :]:
        if known["sampled"] >= SAMPLE:
            break
        _try(known, mutant, baseline, record)


def _try(known, mutant, baseline, write_down):
    verdict = judge(mutant, baseline)
    write_down(known, mutant, verdict)
    RESULT.write_text(json.dumps(known, indent=2) + "\n")
    change = f"{mutant.path.name}:{mutant.line}: {mutant.before} -> {mutant.after}"
    sys.stdout.write(f"{known['killed']}/{known['sampled']} {verdict}: {change}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
