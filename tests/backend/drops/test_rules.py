"""The pure decisions: what became of a mint, how an amount reads."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.drops.amounts import write_amount
from backend.drops.progress import PROPAGATION, MintState, judge_mined, judge_missing

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("succeeded", "confirmations", "state"),
    [
        pytest.param(True, 1, MintState.CONFIRMING, id="just mined"),
        pytest.param(True, 2, MintState.CONFIRMED, id="deep enough"),
        pytest.param(False, 1, MintState.FAILED, id="reverted"),
    ],
)
def test_judge_mined__needs_two_confirmations(succeeded, confirmations, state):
    assert judge_mined(succeeded=succeeded, confirmations=confirmations, needed=2) is state


@pytest.mark.parametrize(
    ("next_nonce", "age", "state"),
    [
        pytest.param(7, timedelta(0), MintState.PENDING, id="on its way to our node"),
        pytest.param(7, PROPAGATION, MintState.DROPPED, id="never came"),
        pytest.param(8, timedelta(0), MintState.REPLACED, id="another took its nonce"),
    ],
)
def test_judge_missing__looks_at_nonce_and_age(next_nonce, age, state):
    assert judge_missing(nonce=7, next_nonce=next_nonce, sent_at=NOON, now=NOON + age) is state


@pytest.mark.parametrize(
    ("wei", "text"),
    [
        pytest.param(10**18, "1 POL", id="one"),
        pytest.param(5 * 10**16, "0.05 POL", id="cents"),
        pytest.param(0, "0 POL", id="none"),
        pytest.param(1, "0.000001 POL", id="dust is rounded up"),
        pytest.param(120 * 10**18, "120 POL", id="zeros stay"),
        pytest.param(10**12 * 10**18, "1000000000000 POL", id="a lot"),
    ],
)
def test_write_amount__reads_as_people_write(wei, text):
    assert write_amount(wei, "POL") == text


@pytest.mark.parametrize(
    ("units", "decimals", "text"),
    [
        pytest.param(5_500_000, 6, "5.5 USDC", id="six decimals"),
        pytest.param(2**256 - 1, 0, f"{2**256 - 1} USDC", id="all there can be"),
    ],
)
def test_write_amount__of_a_token__counts_its_decimals(units, decimals, text):
    assert write_amount(units, "USDC", decimals) == text
