from dataclasses import replace

import boa
import pytest

from tests.contracts._chain import DAY, ZERO_ADDRESS, now
from tests.contracts._terms import PRICE, Phase
from tests.contracts._tickets import OTHER_SIGNER, SIGNER, Ticket, sign

LOW_PRICE = PRICE // 4
CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


@pytest.fixture
def ticket_drop(create_drop):
    signed = Phase(signer=SIGNER.address, wallet_cap=5)
    return create_drop(opens=now() + DAY, phases=[signed, replace(signed, signer=OTHER_SIGNER.address)])


@pytest.fixture
def ticket(collector):
    return Ticket(phase=1, wallet=collector, quantity=2, price=LOW_PRICE, deadline=now() + DAY, serial=1)


def mint(drop, ticket, signature=None, sender=None, paid=None):
    values, *signed = sign(drop, ticket)
    due = ticket.quantity * ticket.price if paid is None else paid
    drop.mint_with_ticket(values, *(signature or signed), value=due, sender=sender or ticket.wallet)


def test_mint_with_ticket__by_its_wallet__sells_what_it_says(ticket_drop, ticket, collector):
    mint(ticket_drop, ticket)

    *_, sale = ticket_drop.get_logs()
    assert (sale.recipient, sale.first_serial, sale.quantity, sale.paid) == (collector, 1, 2, 2 * LOW_PRICE)
    assert (ticket_drop.balanceOf(collector), ticket_drop.minted_in(1, collector)) == (2, 2)


def test_mint_with_ticket__at_its_deadline__is_possible(ticket_drop, ticket):
    boa.env.time_travel(seconds=ticket.deadline - now())

    mint(ticket_drop, ticket)

    assert ticket_drop.minted() == 2


def test_mint_with_ticket__after_its_deadline__is_refused(ticket_drop, ticket):
    boa.env.time_travel(seconds=ticket.deadline - now() + 1)

    with boa.reverts("drop: ticket has expired"):
        mint(ticket_drop, ticket)


def test_mint_with_ticket__by_anyone_else__is_refused(ticket_drop, ticket, stranger):
    with boa.reverts("drop: not the wallet or its delegate"):
        mint(ticket_drop, ticket, sender=stranger)


def test_mint_with_ticket__a_second_time__is_refused(ticket_drop, ticket):
    mint(ticket_drop, ticket)

    with boa.reverts("drop: ticket was used or taken back"):
        mint(ticket_drop, ticket)


def test_mint_with_ticket__after_a_later_one__is_refused(ticket_drop, ticket):
    mint(ticket_drop, replace(ticket, serial=7))
    assert ticket_drop.ticket_of(ticket.wallet) == 7

    with boa.reverts("drop: ticket was used or taken back"):
        mint(ticket_drop, replace(ticket, serial=6))


@pytest.mark.parametrize("serial", [0, 2**32], ids=["zero", "too large"])
def test_mint_with_ticket__with_a_serial_that_cannot_be_kept__is_refused(ticket_drop, ticket, serial):
    reason = "drop: ticket serial is too large" if serial else "drop: ticket was used or taken back"
    with boa.reverts(reason):
        mint(ticket_drop, replace(ticket, serial=serial))


@pytest.mark.parametrize(
    "changes",
    [{"quantity": 1}, {"price": 0}, {"deadline": 2**40}, {"serial": 2}, {"phase": 2}],
    ids=["fewer", "cheaper", "longer", "again", "elsewhere"],
)
def test_mint_with_ticket__with_another_word__is_refused(ticket_drop, ticket, changes):
    _, *signature = sign(ticket_drop, ticket)

    with boa.reverts("drop: not the signer's ticket"):
        mint(ticket_drop, replace(ticket, **changes), signature)


def test_mint_with_ticket__of_another_wallet__is_refused(ticket_drop, ticket, fan):
    _, *signature = sign(ticket_drop, ticket)

    with boa.reverts("drop: not the signer's ticket"):
        mint(ticket_drop, replace(ticket, wallet=fan), signature)


@pytest.mark.parametrize(
    "changes",
    [{"signer": OTHER_SIGNER}, {"chainId": 4242}, {"verifyingContract": ZERO_ADDRESS}],
    ids=["another signer", "another chain", "another drop"],
)
def test_mint_with_ticket__signed_for_something_else__is_refused(ticket_drop, ticket, changes):
    _, *signature = sign(ticket_drop, ticket, **changes)

    with boa.reverts("drop: not the signer's ticket"):
        mint(ticket_drop, ticket, signature)


def test_mint_with_ticket__with_the_signature_turned_over__is_refused(ticket_drop, ticket):
    # Every signature has a twin with the other s: were it good too, nothing could be told apart by its signature.
    _, *signature = sign(ticket_drop, ticket)
    v, r, s = signature
    turned = [55 - v, r, CURVE_ORDER - s]

    with boa.reverts("ecdsa: invalid signature `s` value"):
        mint(ticket_drop, ticket, turned)


@pytest.mark.parametrize("signature", [(0, 0, 0), (29, 1, 1)], ids=["nothing", "no parity"])
def test_mint_with_ticket__without_a_signature__is_refused(ticket_drop, ticket, signature):
    with boa.reverts("ecdsa: invalid signature"):
        mint(ticket_drop, ticket, signature)


def test_mint_with_ticket__above_the_cap_of_the_phase__is_refused(ticket_drop, ticket):
    with boa.reverts("drop: wallet cap reached"):
        mint(ticket_drop, replace(ticket, quantity=6))


def test_mint_with_ticket__without_the_exact_price__is_refused(ticket_drop, ticket):
    with boa.reverts("drop: wrong payment"):
        mint(ticket_drop, ticket, paid=1)


@pytest.mark.parametrize("phase", [0, 3])
def test_mint_with_ticket__in_a_phase_that_is_not__is_refused(ticket_drop, ticket, phase):
    with boa.reverts("drop: no such phase"):
        mint(ticket_drop, replace(ticket, phase=phase))


def test_mint_with_ticket__in_a_phase_without_tickets__is_refused(create_drop, ticket):
    drop = create_drop(phases=[Phase()])

    with boa.reverts("drop: phase is for others"):
        mint(drop, ticket)


def test_eip712_domain__of_a_drop__is_its_own(ticket_drop):
    fields, name, version, _, contract, salt, extensions = ticket_drop.eip712Domain()

    assert (fields, name, version, contract) == (b"\x0f", "Mix Drop", "1", ticket_drop.address)
    assert (salt, extensions) == (bytes(32), [])
