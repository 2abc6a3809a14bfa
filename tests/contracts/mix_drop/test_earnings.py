import boa
import pytest

from tests.contracts._allowlist import Allowlist
from tests.contracts._chain import ETHER, ZERO_ADDRESS, balance_of, now
from tests.contracts._terms import PRICE, Options, Phase
from tests.contracts._tickets import SIGNER, Ticket, sign

REFERRAL = PRICE // 10


@pytest.fixture
def referrer(operator):
    return operator


@pytest.fixture
def platform(stranger):
    return stranger


@pytest.fixture
def earning_drop(create_drop, collector, platform):
    """Give a tenth to referrers and a twentieth of the rest to the platform."""
    options = Options(referral_bps=1_000, platform=platform, platform_bps=500)
    phases = [Phase(root=Allowlist((collector, 5, PRICE)).root), Phase(signer=SIGNER.address)]
    return create_drop(options=options, phases=phases)


def test_referral__of_a_public_mint__is_owed_to_the_referrer(earning_drop, collector, referrer):
    earning_drop.mint(collector, 2, 0, referrer, value=2 * PRICE, sender=collector)

    assert (earning_drop.owed(referrer), earning_drop.total_owed()) == (2 * REFERRAL, 2 * REFERRAL)
    assert balance_of(earning_drop) == 2 * PRICE


def test_referral__of_a_mint__is_logged(earning_drop, collector, referrer):
    earning_drop.mint(collector, 1, 0, referrer, value=PRICE, sender=collector)

    (earning,) = [log for log in earning_drop.get_logs() if type(log).__name__ == "EarningAdded"]
    assert (earning.account, earning.amount) == (referrer, REFERRAL)


def test_referral__of_a_listed_mint__is_owed_to_the_referrer(earning_drop, collector, referrer):
    earning_drop.mint_listed(collector, 1, 1, 5, PRICE, [], referrer, value=PRICE, sender=collector)

    assert earning_drop.owed(referrer) == REFERRAL


def test_referral__of_a_ticket__is_owed_to_the_referrer(earning_drop, collector, referrer):
    ticket = Ticket(phase=2, wallet=collector, quantity=1, price=PRICE, deadline=now(), serial=1)

    earning_drop.mint_with_ticket(*sign(earning_drop, ticket), referrer, value=PRICE, sender=collector)

    assert earning_drop.owed(referrer) == REFERRAL


def test_referral__of_a_drop_that_pays_none__is_nothing(drop, collector, referrer):
    drop.mint(collector, 1, 0, referrer, value=PRICE, sender=collector)

    assert (drop.owed(referrer), drop.total_owed(), drop.referral_bps()) == (0, 0, 0)


@pytest.mark.parametrize("role", ["payer", "recipient"])
def test_referral__by_the_buyer__is_refused(earning_drop, collector, fan, role):
    buyer, recipient = (fan, collector) if role == "recipient" else (collector, fan)

    with boa.reverts("drop: referrer is the buyer"):
        earning_drop.mint(recipient, 1, 0, collector, value=PRICE, sender=buyer)


def test_withdraw__after_referrals__leaves_what_is_owed(earning_drop, collector, referrer, platform):
    earning_drop.mint(collector, 2, 0, referrer, value=2 * PRICE, sender=collector)

    earning_drop.withdraw()

    proceeds = 2 * PRICE - 2 * REFERRAL
    assert balance_of(earning_drop.split()) == proceeds - proceeds // 20
    assert (earning_drop.owed(referrer), earning_drop.owed(platform)) == (2 * REFERRAL, proceeds // 20)


def test_withdraw__with_only_what_is_owed_left__is_refused(earning_drop, collector, referrer):
    earning_drop.mint(collector, 1, 0, referrer, value=PRICE, sender=collector)
    earning_drop.withdraw()

    with boa.reverts("drop: nothing to withdraw"):
        earning_drop.withdraw()


def test_withdraw__of_less_than_a_fee__takes_none(earning_drop, platform):
    boa.env.set_balance(earning_drop.address, 19)

    earning_drop.withdraw()

    assert (balance_of(earning_drop.split()), earning_drop.owed(platform)) == (19, 0)


def test_withdraw_for__a_referrer__pays_what_it_earned(earning_drop, collector, referrer, fan):
    earning_drop.mint(collector, 1, 0, referrer, value=PRICE, sender=collector)

    earning_drop.withdraw_for(referrer, sender=fan)

    (log,) = earning_drop.get_logs()
    assert (log.account, log.amount) == (referrer, REFERRAL)
    assert balance_of(referrer) == 1000 * ETHER + REFERRAL
    assert (earning_drop.owed(referrer), earning_drop.total_owed()) == (0, 0)


def test_withdraw_for__the_platform__pays_its_fee(earning_drop, collector, platform):
    earning_drop.mint(collector, 1, value=PRICE, sender=collector)
    earning_drop.withdraw()

    earning_drop.withdraw_for(platform)

    assert (balance_of(platform), balance_of(earning_drop)) == (1000 * ETHER + PRICE // 20, 0)


def test_withdraw_for__an_account_that_earned_nothing__is_refused(earning_drop, collector, referrer):
    with boa.reverts("drop: nothing owed"):
        earning_drop.withdraw_for(referrer)
    earning_drop.mint(collector, 1, 0, referrer, value=PRICE, sender=collector)
    earning_drop.withdraw_for(referrer)
    with boa.reverts("drop: nothing owed"):
        earning_drop.withdraw_for(referrer)


def test_withdraw_for__an_account_that_refuses__stops_nobody_else(earning_drop, collector, referrer, load_mock):
    unwilling = load_mock("RefusingPayee").address
    earning_drop.mint(collector, 1, 0, unwilling, value=PRICE, sender=collector)
    earning_drop.mint(collector, 1, 0, referrer, value=PRICE, sender=collector)

    with boa.reverts("drop: account refuses payment"):
        earning_drop.withdraw_for(unwilling)

    earning_drop.withdraw()
    earning_drop.withdraw_for(referrer)
    assert earning_drop.owed(unwilling) == REFERRAL


def test_withdraw_for__an_account_that_reenters__pays_it_once(earning_drop, collector, referrer, load_mock):
    thief = load_mock("ReenteringPayee")
    thief.remember(earning_drop.encode("withdraw_for", thief.address))
    earning_drop.mint(collector, 1, 0, thief.address, value=PRICE, sender=collector)
    earning_drop.mint(collector, 1, 0, referrer, value=PRICE, sender=collector)

    earning_drop.withdraw_for(thief.address)

    assert (balance_of(thief), thief.was_refused()) == (REFERRAL, True)


def test_fees__of_a_drop__are_what_was_promised(earning_drop, create_drop, platform):
    plain = create_drop(release=bytes(32))

    fees = [(drop.referral_bps(), drop.platform(), drop.platform_bps()) for drop in (earning_drop, plain)]

    assert fees == [(1_000, platform, 500), (0, ZERO_ADDRESS, 0)]
