"""The programs of the demo; its whole story is played by tests/e2e."""

import fcntl
import json
import os
import socket
import stat
import sys

import pytest

from scripts._demo_label import DemoLabel, load_secret
from scripts._demo_node import DemoNode, find_anvil
from scripts._demo_programs import DemoFailed, Program, ProgramStopped, choose_port

CHILD = "import fcntl, signal; file = open({lock!r}, 'w'); fcntl.flock(file, 2); print(1, flush=True); signal.pause()"
LEAVES_A_CHILD = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {CHILD!r}], stdout=subprocess.PIPE)
child.stdout.readline()
"""


@pytest.fixture
def create_program(tmp_path):
    started = []

    def create_program(code):
        started.append(Program("The program", [sys.executable, "-c", code], tmp_path / "log", dict(os.environ)))
        return started[-1]

    yield create_program
    for program in started:
        program.stop()


@pytest.fixture
def create_label(node, tmp_path):
    return lambda: DemoLabel(tmp_path, tmp_path, DemoNode(node.url), 8000)


def test_run__default_case__passes_on_what_a_person_wants_to_read(create_program, capsys):
    create_program("print('Deploying'); print('INFO: connecting'); print('Done')").run()

    assert capsys.readouterr().out == "  Deploying\n  Done\n"


def test_run__program_fails__shows_the_end_of_its_log(create_program):
    with pytest.raises(DemoFailed) as failed:
        create_program("import sys; [print(line) for line in range(30)]; sys.exit('no chain')").run()

    lines = failed.value.message.splitlines()
    assert lines[0].startswith("The program failed. The end of ")
    assert lines[-1] == "no chain"
    assert len(lines) == 21


def test_await_ready__program_ends_early__says_so(create_program):
    with pytest.raises(ProgramStopped, match="The program has stopped"):
        create_program("print('port taken')").await_ready(lambda: False, 30)


def test_stop__program_that_waits__ends_it(create_program, tmp_path):
    program = create_program("import signal; print('up', flush=True); signal.pause()")
    program.await_ready(lambda: (tmp_path / "log").read_text() == "up\n", 30)

    program.stop()

    with pytest.raises(ProgramStopped):
        program.check()


def test_stop__program_left_a_child_behind__ends_that_too(create_program, tmp_path):
    lock = tmp_path / "lock"
    program = create_program(LEAVES_A_CHILD.format(lock=str(lock)))
    program.run()

    program.stop()

    # The lock is free when the child that holds it has ended.
    with lock.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)


def test_choose_port__free__is_the_one_wanted():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]

    assert choose_port(free) == free


def test_choose_port__taken__is_another():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert choose_port(port) not in (port, 0)


def test_load_secret__made_once__is_secret_and_stays(tmp_path):
    key = load_secret(tmp_path / "sealing.key")

    assert len(bytes.fromhex(key)) == 32
    assert load_secret(tmp_path / "sealing.key") == key
    assert stat.S_IMODE((tmp_path / "sealing.key").stat().st_mode) == 0o600


def test_is_deployed__records_with_code__is_true(deployments, create_label):
    assert create_label().is_deployed()


def test_is_deployed__one_contract_missing__is_false(deployments, create_label):
    content = json.loads(deployments.path.read_text())
    content["contracts"]["MixDrop"]["address"] = "0x" + "11" * 20
    deployments.path.write_text(json.dumps(content))

    assert not create_label().is_deployed()


def test_is_founded__label_without_governor__is_false(deployments, create_label):
    assert not create_label().is_founded()


def test_find_anvil__installed_by_npm__is_for_this_machine():
    assert find_anvil().name == "anvil"
