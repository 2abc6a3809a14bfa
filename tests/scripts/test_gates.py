"""Read the file of a gate, and ask the server for it."""

import json

import httpx
import pytest

from scripts._backend import BackendRefused, ListIncomplete
from scripts._gates import GateBackend, GateBroken, GateUnreadable, ListNameWrong, read_gate_file, read_list_name


def test_read_gate_file__good__is_the_tree(tmp_path):
    path = tmp_path / "gate.json"
    path.write_text('{"any": [{"badge": "regular"}, {"editions": {}}]}')

    assert read_gate_file(path) == {"any": [{"badge": "regular"}, {"editions": {}}]}


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        ("{", GateUnreadable, "is no JSON"),
        ('{"not": ' * 300 + "{}" + "}" * 300, GateUnreadable, "is nested too deeply: write it flatter"),
        ('{"any": [{"badge": "X"}]}', GateBroken, "any[0].badge: it should be a name"),
        ('{"editions": {"at_block": 1, "held_seconds": 2}}', GateBroken, "editions: it should be either at_block"),
    ],
    ids=["no JSON", "too deep", "no name", "two times"],
)
def test_read_gate_file__wrong__says_where(tmp_path, content, error, sentence):
    path = tmp_path / "gate.json"
    path.write_text(content)

    with pytest.raises(error) as refused:
        read_gate_file(path)
    assert sentence in str(refused.value)


@pytest.mark.parametrize("name", ["press", "press-2026", "a" * 64, "7"])
def test_read_list_name__that_gates_may_name__is_that(name):
    assert read_list_name(name) == name


@pytest.mark.parametrize("name", ["", "Press", "press/../x", "-press", "a" * 65, "press\n"])
def test_read_list_name__that_no_gate_may_name__is_refused(name):
    with pytest.raises(ListNameWrong, match=r"it should be up to 64 lower-case letters, digits and hyphens\.$"):
        read_list_name(name)


def test_put_list__kept_in_part__says_so():
    answer = httpx.Response(200, json={"name": "press", "count": 1})

    with (
        GateBackend("http://label.test", httpx.MockTransport(lambda _: answer)) as backend,
        pytest.raises(ListIncomplete, match=r"did not keep all of the list “press”"),
    ):
        backend.put_list("press", ["0x" + "11" * 20, "0x" + "22" * 20])


def test_clear_gate__refused__says_why():
    problem = {"type": "/problems/release-missing", "title": "Release missing", "detail": "No release is called “x”."}
    answer = httpx.Response(404, content=json.dumps(problem), headers={"Content-Type": "application/problem+json"})

    with (
        GateBackend("http://label.test", httpx.MockTransport(lambda _: answer)) as backend,
        pytest.raises(BackendRefused),
    ):
        backend.clear_gate("x", "mix")
