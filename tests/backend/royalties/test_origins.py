"""Where money came from, by who sent it and by what else its own transaction did."""

from dataclasses import replace

import pytest

from backend.royalties.origins import Origins
from tests.backend.chain.fake_chain import NOBODY, transfer
from tests.backend.royalties.rows import DJ, FAN, SPLIT
from tests.backend.royalties.story import DROP, OWN_SPLIT, coin_in

OTHER_DROP = "0x" + "D1" * 20
SALE, OTHER_SALE = "0xsale", "0xother"


def judge(*others, sender=FAN, split=SPLIT):
    """Judge coin that came in in the sale's transaction, beside what else happened in the block."""
    money = replace(coin_in(5, sender=sender, split=split), transaction_hash=SALE)
    return Origins({SPLIT: DROP}, {SPLIT, OWN_SPLIT}, [*others, money]).judge(money, sender)


def resale(transaction=SALE, sender=DJ, recipient=FAN, drop=DROP):
    return replace(transfer(recipient, 1, sender=sender, contract=drop), transaction_hash=transaction)


def test_judge__edition_sold_in_the_same_transaction__is_secondary():
    assert judge(resale()) == "secondary"


@pytest.mark.parametrize(
    "other",
    [resale(OTHER_SALE), resale(sender=NOBODY), resale(recipient=NOBODY), resale(drop=OTHER_DROP)],
    ids=["another transaction", "a mint", "a burn", "another drop"],
)
def test_judge__no_edition_of_the_drop_changed_hands__is_a_tip(other):
    assert judge(other) == "tip"


def test_judge__a_resale_pays_a_split_of_its_own__is_a_tip():
    assert judge(resale(), split=OWN_SPLIT) == "tip"


@pytest.mark.parametrize(
    ("sender", "source"),
    [(DROP, "primary"), (OWN_SPLIT, "other"), (NOBODY, "other")],
    ids=["drop", "split", "nobody"],
)
def test_judge__known_senders__come_before_what_else_happened(sender, source):
    assert judge(resale(), sender=sender) == source
