"""The pure decisions: what became of a mint, how an amount reads, why a mint is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.drops.amounts import write_amount
from backend.drops.models import Drop
from backend.drops.progress import PROPAGATION, MintState, judge_mined, judge_missing
from backend.drops.refusals import explain_refusal

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
AT_NOON = int(NOON.timestamp())
TERMS = Drop(supply=100, opens=AT_NOON, closes=AT_NOON + 3600, wallet_cap=2)


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
    ("reason", "quantity", "sentence"),
    [
        ("drop: sold out", 1, "All 100 editions are collected."),
        ("drop: sold out", 3, "Fewer than 3 of the 100 editions are left."),
        ("drop: not open yet", 1, "The sale opens on 1 June 2026 at 12:00 UTC."),
        ("drop: closed", 1, "The sale closed on 1 June 2026 at 13:00 UTC."),
        ("drop: paused", 1, "The label has paused this sale."),
        ("drop: wallet cap reached", 1, "One wallet can collect 2 editions of this drop."),
        ("drop: more than 20 at once", 21, "21 editions cannot be minted at once."),
        ("drop: wrong payment", 1, "The price is not what this page shows."),
        ("drop: receiver refused the edition", 1, "This wallet is a contract that does not accept editions."),
        ("drop: something new", 1, "The drop refuses this mint: something new."),
        ("", 1, "The drop refuses this mint: it gives no reason."),
    ],
)
def test_explain_refusal__every_revert_of_mint__has_a_sentence(reason, quantity, sentence):
    assert explain_refusal(reason, TERMS, quantity).sentence.startswith(sentence)
