"""What a split paid whom, folded from its logs."""

from types import SimpleNamespace

from scripts._currencies import ZERO_ADDRESS
from scripts._split_history import read_history
from scripts._split_terms import SplitTerms
from tests.scripts.releases import PRODUCER, SINGER

TOKEN = "0x" + "c0" * 20
STRANGER = "0x90F79bf6EB2c4f870365E785982E1f101E93b906"
TERMS = SplitTerms(((SINGER, 375_000), (PRODUCER, 625_000)), 0)


def log(name, **arguments):
    return SimpleNamespace(event_name=name, event_arguments=arguments)


def test_unpack__packed_terms__is_them():
    assert SplitTerms.unpack(TERMS.words, 7 << 16 | 5_000) == SplitTerms(TERMS.shares, 7 << 16 | 5_000)
    assert SplitTerms(TERMS.shares, 7 << 16 | 5_000).reward_of(1_000) == 5


def test_read_history__coin_divided__is_paid_at_once_and_rounded_down():
    flow = read_history(TERMS, [log("RoyaltyDistributed", currency=ZERO_ADDRESS, amount=9)]).flows[ZERO_ADDRESS]

    assert (flow.paid, flow.left) == ({SINGER: 3, PRODUCER: 5}, 8)
    assert [flow.owed_to(account) for account in (SINGER, PRODUCER)] == [0, 0]


def test_read_history__coin_that_could_not_be_paid__is_owed_until_taken():
    logs = [
        log("RoyaltyDistributed", currency=ZERO_ADDRESS, amount=1_000),
        log("RoyaltyOwed", payee=SINGER, amount=375),
        log("RoyaltyWithdrawn", payee=SINGER, recipient=STRANGER, currency=ZERO_ADDRESS, amount=375),
    ]

    before, after = (read_history(TERMS, logs[:count]).flows[ZERO_ADDRESS] for count in (2, 3))

    assert (before.owed_to(SINGER), before.paid[SINGER]) == (375, 0)
    assert (after.owed_to(SINGER), after.paid[SINGER]) == (0, 375)


def test_read_history__token_divided__is_owed_and_the_reward_gone():
    logs = [
        log("RewardPaid", caller=STRANGER, currency=TOKEN, amount=10),
        log("RoyaltyDistributed", currency=TOKEN, amount=990),
    ]

    flow = read_history(TERMS, logs).flows[TOKEN]

    assert (flow.owed_to(SINGER), flow.owed_to(PRODUCER), flow.left) == (371, 618, 10)


def test_read_history__payees_changed__counts_for_what_is_divided_after():
    successors = SplitTerms(((STRANGER, 1_000_000),), 0)
    logs = [
        log("RoyaltyDistributed", currency=TOKEN, amount=1_000),  # the change settles what came in before
        log("PayeesChanged", payees=successors.words),
        log("RoyaltyDistributed", currency=TOKEN, amount=500),  # in the same transaction, or any later one
    ]

    history = read_history(TERMS, logs)

    assert history.flows[TOKEN].earned == {SINGER: 375, PRODUCER: 625, STRANGER: 500}
    assert history.terms == successors
