import pytest

from backend.listening.gate import AccessState, decide

FAN = "0x" + "fa" * 20


@pytest.mark.parametrize(
    ("viewer", "final", "fresh", "state"),
    [
        (None, [], [], AccessState.ANONYMOUS),
        (FAN, [], [], AccessState.STRANGER),
        (FAN, [], [4], AccessState.PENDING),
        (FAN, [1], [], AccessState.HOLDER),
        (FAN, [1], [4], AccessState.HOLDER),
    ],
    ids=["anonymous", "holds nothing", "holds a fresh one", "holds one", "holds both"],
)
def test_decide__holdings__give_a_state(viewer, final, fresh, state):
    assert decide(viewer, final, fresh).state is state


def test_decide__holder__is_the_only_one_granted():
    states = [decide(None, [], []), decide(FAN, [], []), decide(FAN, [], [4]), decide(FAN, [1], [])]

    assert [access.is_granted for access in states] == [False, False, False, True]


def test_sentence__holder__names_the_editions():
    assert decide(FAN, [1, 12], []).sentence == "You hold #1, #12: the full mix is yours to hear."
