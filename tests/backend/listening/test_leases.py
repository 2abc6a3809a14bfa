import pytest

from backend.gates.verdict import Witness
from backend.listening.leases import Lease, choose_witness, token_of

DROP = "0x" + "d7" * 20
ONE, TWO, THREE = (Witness(DROP, number, owner="0x" + "fa" * 20, block_number=1) for number in (1, 2, 3))
HERE = Lease(account="ours", session="here")
ELSEWHERE = Lease(account="ours", session="elsewhere")
OTHERS = Lease(account="theirs", session="far")
RAN_OUT = Lease(account="theirs", session="far", is_over=True)


def choose(**leases):
    witnesses = {"one": ONE, "two": TWO, "three": THREE}
    taken = {token_of(witnesses[name]): lease for name, lease in leases.items()}
    return choose_witness([ONE, TWO, THREE], taken, account="ours", session="here")


@pytest.mark.parametrize(
    ("leases", "chosen"),
    [
        pytest.param({}, ONE, id="all free: the first"),
        pytest.param({"one": OTHERS}, TWO, id="first taken: the next"),
        pytest.param({"one": OTHERS, "two": RAN_OUT}, TWO, id="the next ran out: it"),
        pytest.param({"three": HERE}, THREE, id="the one this browser had"),
        pytest.param({"one": ELSEWHERE}, TWO, id="a free one before the one on our other device"),
        pytest.param({"one": OTHERS, "two": ELSEWHERE, "three": OTHERS}, TWO, id="else take it from there"),
        pytest.param({"one": OTHERS, "two": OTHERS, "three": OTHERS}, None, id="all with others: none"),
    ],
)
def test_choose_witness__leases__decide(leases, chosen):
    assert choose(**leases) is chosen


def test_choose_witness__nothing_opens_the_gate__is_none():
    assert choose_witness([], {}, account="ours", session="here") is None
