import boa
import pytest

from tests.contracts._allowlist import Allowlist
from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._payments import PAYER, permit
from tests.contracts._terms import PRICE, Options, Phase
from tests.contracts._tickets import SIGNER, Ticket, sign

UNITS = 5_000_000
COIN, LISTED, TICKETED, FREE = 1, 2, 3, 4


@pytest.fixture
def token(load_mock, label, artist, collector):
    token = load_mock("StableToken")
    label.allow_currency(token, True, sender=artist)
    for account in (collector, PAYER.address):
        token.mint(account, 10 * UNITS)
    return token


@pytest.fixture
def currency_drop(create_drop, token, collector):
    phases = [
        Phase(price=PRICE),
        Phase(root=Allowlist((collector, 5, UNITS // 5)).root, in_currency=True),
        Phase(signer=SIGNER.address, in_currency=True),
        Phase(in_currency=True),
    ]
    options = Options(currency=token.address, in_currency=True, referral_bps=1_000)
    return create_drop(options=options, phases=phases, price=UNITS)


@pytest.fixture
def hostile_token(load_mock, label, artist, collector):
    token = load_mock("HostileToken")
    token.mint(collector, 10 * UNITS)
    label.allow_currency(token, True, sender=artist)
    return token


@pytest.fixture
def hostile_drop(create_drop, hostile_token):
    return create_drop(options=Options(currency=hostile_token.address, in_currency=True), price=UNITS)


def test_currency__of_a_drop__is_what_was_promised(currency_drop, token):
    assert (currency_drop.currency(), currency_drop.in_currency()) == (token.address, True)
    assert currency_drop.price() == UNITS
    assert [currency_drop.phase_at(phase)[-1] for phase in (COIN, LISTED)] == [False, True]


def test_currency__of_a_drop_without__is_nothing(drop):
    assert (drop.currency(), drop.in_currency()) == (ZERO_ADDRESS, False)


def test_currency__by_allowance__takes_the_exact_price(currency_drop, token, collector):
    token.approve(currency_drop.address, 3 * UNITS, sender=collector)

    currency_drop.mint(collector, 2, sender=collector)

    assert (token.balanceOf(currency_drop.address), token.balanceOf(collector)) == (2 * UNITS, 8 * UNITS)
    assert currency_drop.ownerOf(2) == collector


def test_currency__by_allowance__is_logged_in_full(currency_drop, token, collector):
    token.approve(currency_drop.address, UNITS, sender=collector)

    currency_drop.mint(collector, 1, sender=collector)

    (sale,) = [log for log in currency_drop.get_logs() if type(log).__name__ == "EditionSold"]
    assert (sale.buyer, sale.recipient, sale.paid, sale.currency) == (collector, collector, UNITS, token.address)


def test_currency__by_permit__takes_the_exact_price(currency_drop, token):
    payment = permit(token, currency_drop, UNITS)

    currency_drop.mint(PAYER.address, 1, 0, ZERO_ADDRESS, "", payment, sender=PAYER.address)

    assert (token.balanceOf(currency_drop.address), currency_drop.ownerOf(1)) == (UNITS, PAYER.address)
    assert token.allowance(PAYER.address, currency_drop.address) == 0


def test_currency__by_a_permit_that_somebody_brought_before__takes_it_too(currency_drop, token, stranger):
    payment = _, _, deadline, _, *signature = permit(token, currency_drop, UNITS)
    token.permit(PAYER.address, currency_drop.address, UNITS, deadline, *signature, sender=stranger)

    currency_drop.mint(PAYER.address, 1, 0, ZERO_ADDRESS, "", payment, sender=PAYER.address)

    assert currency_drop.ownerOf(1) == PAYER.address


def test_currency__by_the_permit_of_somebody_else__is_refused(currency_drop, token, stranger):
    payment = permit(token, currency_drop, UNITS)

    with boa.reverts("ERC20: transfer amount exceeds allowance"):
        currency_drop.mint(stranger, 1, 0, ZERO_ADDRESS, "", payment, sender=stranger)


def test_currency__without_an_allowance__is_refused(currency_drop, collector):
    with boa.reverts("ERC20: transfer amount exceeds allowance"):
        currency_drop.mint(collector, 1, sender=collector)


def test_currency__with_coin_sent_along__is_refused(currency_drop, token, collector):
    token.approve(currency_drop.address, UNITS, sender=collector)

    with boa.reverts("drop: wrong payment"):
        currency_drop.mint(collector, 1, value=1, sender=collector)


def test_currency__in_a_phase_priced_in_coin__is_not_asked(currency_drop, token, collector):
    currency_drop.mint(collector, 1, COIN, value=PRICE, sender=collector)

    assert token.balanceOf(currency_drop.address) == 0


def test_currency__on_a_list__takes_the_price_of_the_list(currency_drop, token, collector):
    token.approve(currency_drop.address, UNITS, sender=collector)

    currency_drop.mint_listed(collector, 2, LISTED, 5, UNITS // 5, [], sender=collector)

    assert token.balanceOf(currency_drop.address) == 2 * UNITS // 5


def test_currency__with_a_ticket__takes_the_price_of_the_ticket(currency_drop, token, collector):
    token.approve(currency_drop.address, UNITS, sender=collector)
    ticket = Ticket(TICKETED, collector, 1, UNITS // 2, 2**40 - 1, 1)

    currency_drop.mint_with_ticket(*sign(currency_drop, ticket), sender=collector)

    assert token.balanceOf(currency_drop.address) == UNITS // 2


def test_currency__of_a_free_phase__takes_nothing(currency_drop, token, fan):
    currency_drop.mint(fan, 1, FREE, sender=fan)

    assert (currency_drop.ownerOf(1), token.balanceOf(currency_drop.address)) == (fan, 0)


def test_currency__of_a_referral__is_owed_to_the_referrer(currency_drop, token, collector, operator):
    token.approve(currency_drop.address, UNITS, sender=collector)

    currency_drop.mint(collector, 1, 0, operator, sender=collector)

    owed = currency_drop.owed(operator, token.address)
    assert owed == currency_drop.total_owed(token.address) == UNITS // 10
    assert currency_drop.owed(operator) == 0
    currency_drop.withdraw_for(operator, token.address)
    assert token.balanceOf(operator) == UNITS // 10


def test_currency__of_proceeds__goes_to_the_split(currency_drop, token, collector):
    token.approve(currency_drop.address, 2 * UNITS, sender=collector)
    currency_drop.mint(collector, 2, sender=collector)

    currency_drop.withdraw(token.address)

    assert (token.balanceOf(currency_drop.split()), token.balanceOf(currency_drop.address)) == (2 * UNITS, 0)


def test_currency__of_no_proceeds__is_refused(currency_drop, token):
    with boa.reverts("drop: nothing to withdraw"):
        currency_drop.withdraw(token.address)


@pytest.mark.parametrize(
    ("habit", "reason"),
    [(1, "drop: wrong payment"), (2, "drop: payment refused"), (8, "token: no")],
    ids=["keeps a fee", "returns false", "reverts"],
)
def test_currency__that_does_not_pay_in_full__is_refused(hostile_drop, hostile_token, collector, habit, reason):
    hostile_token.behave(habit)

    with boa.reverts(reason):
        hostile_drop.mint(collector, 1, sender=collector)


def test_currency__that_returns_nothing__is_taken(hostile_drop, hostile_token, collector):
    hostile_token.behave(4)

    hostile_drop.mint(collector, 1, sender=collector)

    assert hostile_token.balanceOf(hostile_drop.address) == UNITS


def test_currency__that_calls_back_to_buy__is_refused(hostile_drop, hostile_token, collector, stranger):
    hostile_token.mint(hostile_token.address, UNITS)
    hostile_token.behave(16)
    hostile_token.remember(hostile_drop.address, hostile_drop.encode("mint", stranger, 1))

    with boa.reverts("drop: wrong payment"):
        hostile_drop.mint(collector, 1, sender=collector)

    assert hostile_drop.minted() == 0


def test_currency__that_calls_back_to_withdraw__cannot_take_what_is_owed(hostile_drop, hostile_token, collector):
    hostile_token.behave(16)
    hostile_token.remember(hostile_drop.address, hostile_drop.encode("withdraw", hostile_token.address))

    hostile_drop.mint(collector, 1, sender=collector)

    assert hostile_token.was_refused()
    assert hostile_token.balanceOf(hostile_drop.address) == UNITS
