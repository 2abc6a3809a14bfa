import boa
import pytest

from tests.contracts._allowlist import Allowlist
from tests.contracts._chain import ZERO_ADDRESS, now
from tests.contracts._terms import PRICE, Phase
from tests.contracts._tickets import SIGNER, Ticket, sign


@pytest.fixture
def sale_drop(create_drop, collector):
    return create_drop(phases=[Phase(root=Allowlist((collector, 5, PRICE)).root), Phase(signer=SIGNER.address)])


def find_sale(drop):
    """Return the last mint's sale event, or None."""
    return next((log for log in drop.get_logs() if type(log).__name__ == "EditionSold"), None)


def test_sale__to_the_buyer_itself__needs_no_second_event(sale_drop, collector):
    sale_drop.mint(collector, 1, value=PRICE, sender=collector)

    assert find_sale(sale_drop) is None


def test_sale__for_another_wallet__names_the_buyer(sale_drop, collector, fan):
    sale_drop.mint(fan, 1, value=PRICE, sender=collector)

    sale = find_sale(sale_drop)
    assert (sale.buyer, sale.recipient, sale.referrer) == (collector, fan, ZERO_ADDRESS)


def test_sale__with_everything__is_logged_in_full(sale_drop, collector, fan, operator):
    sale_drop.mint(fan, 1, value=PRICE, sender=fan)

    sale_drop.mint(fan, 2, 0, operator, "Grüße vom Dach 🎧", value=2 * PRICE, sender=collector)

    sale = find_sale(sale_drop)
    assert (sale.buyer, sale.recipient, sale.referrer) == (collector, fan, operator)
    assert (sale.first_serial, sale.quantity, sale.paid, sale.currency) == (2, 2, 2 * PRICE, ZERO_ADDRESS)
    assert sale.comment == "Grüße vom Dach 🎧"


def test_sale__on_a_list__keeps_the_comment(sale_drop, collector):
    sale_drop.mint_listed(collector, 1, 1, 5, PRICE, [], ZERO_ADDRESS, "first", value=PRICE, sender=collector)

    assert find_sale(sale_drop).comment == "first"


def test_sale__with_a_ticket__keeps_the_comment(sale_drop, collector):
    ticket = Ticket(phase=2, wallet=collector, quantity=1, price=0, deadline=now(), serial=1)

    sale_drop.mint_with_ticket(*sign(sale_drop, ticket), ZERO_ADDRESS, "first", sender=collector)

    assert find_sale(sale_drop).comment == "first"


def test_sale__with_a_comment_of_140_bytes__keeps_it(sale_drop, collector):
    sale_drop.mint(collector, 1, 0, ZERO_ADDRESS, "x" * 140, value=PRICE, sender=collector)

    assert find_sale(sale_drop).comment == "x" * 140


def test_sale__with_a_longer_comment__is_refused(sale_drop, collector):
    with boa.reverts():
        sale_drop.mint(collector, 1, 0, ZERO_ADDRESS, "x" * 141, value=PRICE, sender=collector)
