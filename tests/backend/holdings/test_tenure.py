import pytest

from backend.holdings.tenure import Tenure, judge_tenure

BUYER = "0x" + "Bb" * 20
SELLER = "0x" + "5E" * 20


@pytest.mark.parametrize(
    ("owner_at_head", "owner_when_final", "tenure"),
    [
        pytest.param(BUYER, BUYER, Tenure.SETTLED, id="held for long"),
        pytest.param(BUYER, SELLER, Tenure.PENDING, id="just bought"),
        pytest.param(BUYER, None, Tenure.PENDING, id="just minted"),
        pytest.param(SELLER, BUYER, Tenure.NONE, id="just sold"),
        pytest.param(SELLER, SELLER, Tenure.NONE, id="never held"),
        pytest.param(None, None, Tenure.NONE, id="never minted"),
    ],
)
def test_judge_tenure__grants_late_and_revokes_early(owner_at_head, owner_when_final, tenure):
    assert judge_tenure(BUYER, owner_at_head, owner_when_final) is tenure
