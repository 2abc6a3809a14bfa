from dataclasses import replace

import boa
import pytest

from tests.contracts._allowlist import Allowlist
from tests.contracts._chain import ZERO_ADDRESS, now
from tests.contracts._payments import PAYER, Purchase, authorize
from tests.contracts._terms import PRICE, Options, Phase
from tests.contracts._tickets import OTHER_SIGNER, SIGNER, Ticket, sign

UNITS = 5_000_000
LISTED, COIN_LIST, TICKETED, FREE = 1, 2, 3, 4


@pytest.fixture
def token(load_mock, label, artist):
    token = load_mock("StableToken")
    label.allow_currency(token, True, sender=artist)
    token.mint(PAYER.address, 10 * UNITS)
    token.mint(OTHER_SIGNER.address, 10 * UNITS)
    return token


@pytest.fixture
def allowlist():
    return Allowlist((PAYER.address, 5, UNITS))


@pytest.fixture
def currency_drop(create_drop, token, allowlist):
    phases = [
        Phase(root=allowlist.root, in_currency=True),
        Phase(root=allowlist.root),
        Phase(signer=SIGNER.address, in_currency=True),
        Phase(root=Allowlist((PAYER.address, 5, 0)).root, in_currency=True),
    ]
    return create_drop(options=Options(currency=token.address, in_currency=True), phases=phases, price=UNITS)


@pytest.fixture
def bring(currency_drop, stranger):
    """Bring an authorization as somebody who has nothing to do with it."""

    def bring(purchase, payment):
        bought = (purchase.recipient, purchase.quantity, purchase.phase, purchase.referrer, purchase.comment)
        currency_drop.mint(*bought, payment, sender=stranger)

    return bring


def test_authorization__brought_by_a_stranger__buys_for_who_signed(currency_drop, token, bring):
    purchase = Purchase(PAYER.address, quantity=2, comment="from the couch")

    bring(purchase, authorize(token, currency_drop, purchase, 2 * UNITS))

    (sale,) = [log for log in currency_drop.get_logs() if type(log).__name__ == "EditionSold"]
    assert (sale.buyer, sale.recipient, sale.paid) == (PAYER.address, PAYER.address, 2 * UNITS)
    assert (token.balanceOf(currency_drop.address), currency_drop.ownerOf(2)) == (2 * UNITS, PAYER.address)


@pytest.mark.parametrize(
    "change",
    [
        {"recipient": OTHER_SIGNER.address},
        {"referrer": OTHER_SIGNER.address},
        {"comment": "something else"},
        {"salt": bytes(32)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_authorization__of_something_else__is_refused(currency_drop, token, bring, change):
    purchase = Purchase(PAYER.address)
    payment = list(authorize(token, currency_drop, purchase, UNITS))
    changed = replace(purchase, **change)
    payment[3] = changed.salt

    with boa.reverts("FiatTokenV2: invalid signature"):
        bring(changed, tuple(payment))


def test_authorization__of_another_quantity__is_refused(currency_drop, token, bring):
    payment = authorize(token, currency_drop, Purchase(PAYER.address, quantity=1), 2 * UNITS)

    with boa.reverts("FiatTokenV2: invalid signature"):
        bring(Purchase(PAYER.address, quantity=2), payment)


def test_authorization__of_another_amount__is_refused(currency_drop, token, bring):
    payment = authorize(token, currency_drop, Purchase(PAYER.address), UNITS - 1)

    with boa.reverts("FiatTokenV2: invalid signature"):
        bring(Purchase(PAYER.address), payment)


def test_authorization__a_second_time__is_refused(currency_drop, token, bring):
    payment = authorize(token, currency_drop, Purchase(PAYER.address), UNITS)
    bring(Purchase(PAYER.address), payment)

    with boa.reverts("FiatTokenV2: authorization is used or canceled"):
        bring(Purchase(PAYER.address), payment)


def test_authorization__after_its_time__is_refused(currency_drop, token, bring):
    payment = authorize(token, currency_drop, Purchase(PAYER.address), UNITS, valid_before=now())

    with boa.reverts("FiatTokenV2: authorization is expired"):
        bring(Purchase(PAYER.address), payment)


def test_authorization__at_another_drop__is_refused(create_drop, currency_drop, token, bring):
    other = create_drop(release=b"\2" * 32)

    with boa.reverts("FiatTokenV2: invalid signature"):
        bring(Purchase(PAYER.address), authorize(token, other, Purchase(PAYER.address), UNITS))


def test_authorization__on_a_list__is_the_wallets_word(currency_drop, token, stranger):
    payment = authorize(token, currency_drop, Purchase(PAYER.address, LISTED), UNITS)

    currency_drop.mint_listed(PAYER.address, 1, LISTED, 5, UNITS, [], ZERO_ADDRESS, "", payment, sender=stranger)

    assert currency_drop.ownerOf(1) == PAYER.address


def test_authorization__of_somebody_else_on_a_list__is_refused(currency_drop, token, stranger):
    payment = authorize(token, currency_drop, Purchase(PAYER.address, LISTED), UNITS, signer=OTHER_SIGNER)

    with boa.reverts("drop: not the wallet or its delegate"):
        currency_drop.mint_listed(PAYER.address, 1, LISTED, 5, UNITS, [], ZERO_ADDRESS, "", payment, sender=stranger)


@pytest.mark.parametrize("payer", [PAYER.address, OTHER_SIGNER.address], ids=["the wallet", "another"])
def test_authorization__in_a_phase_priced_in_coin__is_refused(currency_drop, stranger, payer):
    payment = (payer, 0, 0, bytes(32), 27, bytes(32), bytes(32))
    reason = "drop: wrong payment" if payer == PAYER.address else "drop: not the wallet or its delegate"

    with boa.reverts(reason):
        currency_drop.mint_listed(
            PAYER.address, 1, COIN_LIST, 5, UNITS, [], ZERO_ADDRESS, "", payment, value=UNITS, sender=stranger
        )


def test_authorization__of_nothing__must_be_signed_too(currency_drop, stranger):
    payment = (PAYER.address, 0, 2**40 - 1, bytes(32), 27, bytes(32), bytes(32))

    with boa.reverts():
        currency_drop.mint_listed(PAYER.address, 1, FREE, 5, 0, [], ZERO_ADDRESS, "", payment, sender=stranger)

    assert currency_drop.minted() == 0


def test_authorization__with_a_ticket__is_the_wallets_word(currency_drop, token, stranger):
    ticket = Ticket(TICKETED, PAYER.address, 1, UNITS, 2**40 - 1, 1)
    payment = authorize(token, currency_drop, Purchase(PAYER.address, TICKETED), UNITS)

    currency_drop.mint_with_ticket(*sign(currency_drop, ticket), ZERO_ADDRESS, "", payment, sender=stranger)

    assert currency_drop.ownerOf(1) == PAYER.address


def test_authorization__with_coin_sent_along__is_refused(currency_drop, token, stranger):
    payment = authorize(token, currency_drop, Purchase(PAYER.address), UNITS)

    with boa.reverts("drop: wrong payment"):
        currency_drop.mint(PAYER.address, 1, 0, ZERO_ADDRESS, "", payment, value=PRICE, sender=stranger)


def test_authorization__with_its_bringer_as_referrer__is_refused(currency_drop, token, stranger):
    purchase = Purchase(PAYER.address, referrer=stranger)
    payment = authorize(token, currency_drop, purchase, UNITS)

    with boa.reverts("drop: referrer is the buyer"):
        currency_drop.mint(PAYER.address, 1, 0, stranger, "", payment, sender=stranger)
