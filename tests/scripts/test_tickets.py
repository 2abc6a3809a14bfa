import base64
import json

import pytest
from ape import accounts

from scripts._live_drop import open_drop
from scripts._refusal import Refusal
from scripts._tickets import TicketBook, Wish, hand_out_ticket
from tests.scripts.conftest import LOCAL

NOW = 1_800_000_000
FAN = "0x90F79bf6EB2c4f870365E785982E1f101E93b906"
WISH = {"wallet": FAN, "quantity": 2, "price": "0.5", "phase": "At the bar", "valid": "7d"}


@pytest.fixture(scope="session")
def signer():
    return accounts.test_accounts[8]


@pytest.fixture(scope="session")
def fan():
    return accounts.test_accounts[3]


@pytest.fixture
def phases(signer):
    return [
        {"name": "Late", "price": "7"},
        {"name": "At the bar", "signer": signer.address, "price": "4", "wallet_cap": 5},
    ]


@pytest.fixture
def hand_out(create_publication, create_chain, signer, phases, tmp_path):
    """Publish a release with tickets; returns a function that signs one, as its JSON."""
    publication = create_publication(phases=phases)
    publication.run()
    drop = open_drop(publication.catalogue, "low-tide")

    def hand_out(account=signer, manifest=publication.manifest, **changes):
        book = TicketBook(tmp_path, LOCAL)
        text = hand_out_ticket(create_chain(account), drop, manifest, Wish(**(WISH | changes)), book)
        assert "=" not in text
        return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))

    hand_out.drop = drop.contract
    return hand_out


def use(drop, ticket, fan):
    signature = bytes.fromhex(ticket["signature"][2:])
    r, s = (int.from_bytes(signature[start : start + 32]) for start in (0, 32))
    struct = [ticket[name] for name in ("phase", "wallet", "quantity", "price", "deadline", "serial")]
    struct[3] = int(struct[3])
    drop.mint_with_ticket(struct, signature[64], r, s, value=struct[3] * struct[2], sender=fan)


def test_hand_out_ticket__default_case__says_what_was_asked_for(hand_out):
    ticket = hand_out()

    assert {name: ticket[name] for name in ("phase", "wallet", "quantity", "price", "serial")} == {
        "phase": 2,
        "wallet": FAN,
        "quantity": 2,
        "price": "500000000000000000",
        "serial": 1,
    }
    assert ticket["deadline"] == NOW + 7 * 86_400


def test_hand_out_ticket__brought_to_the_drop__buys(hand_out, fan):
    use(hand_out.drop, hand_out(), fan)

    assert hand_out.drop.balanceOf(fan) == 2


def test_hand_out_ticket__without_a_price__takes_that_of_the_phase(hand_out):
    assert hand_out(price=None)["price"] == str(4 * 10**18)


def test_hand_out_ticket__several__rises_with_each(hand_out):
    assert [hand_out()["serial"] for _ in range(3)] == [1, 2, 3]


def test_hand_out_ticket__on_another_machine__is_above_what_the_wallet_used(hand_out, fan, tmp_path):
    hand_out()
    use(hand_out.drop, hand_out(), fan)
    (tmp_path / "local.tickets.json").unlink()

    assert hand_out()["serial"] == 3


def test_hand_out_ticket__default_case__sends_nothing(hand_out, node, signer):
    before = node.ask("eth_getTransactionCount", signer.address, "latest")

    hand_out()

    assert node.ask("eth_getTransactionCount", signer.address, "latest") == before


WRONG_WISHES = {
    "not an address": ({"wallet": "fan.eth"}, "--wallet is fan.eth: it should be an address, 0x and 40 hexadecimal"),
    "wrong checksum": ({"wallet": FAN.replace("E", "e")}, "which fails its checksum (EIP-55) or is nobody's"),
    "none": ({"quantity": 0}, "--quantity is 0: it should be a whole number from 1 to 5."),
    "above the cap": ({"quantity": 6}, "--quantity is 6: it should be a whole number from 1 to 5."),
    "price in words": ({"price": "free"}, '--price is free: it should be an amount of POL such as "4.5".'),
    "negative price": ({"price": "-1"}, '--price is -1: it should be an amount of POL such as "4.5".'),
    "validity in words": ({"valid": "a week"}, "--valid is a week: it should be a number of minutes, hours or days"),
    "public phase": (
        {"phase": "Late"},
        "--phase “Late” sells no tickets in this release.yaml: those with a signer",
    ),
    "unknown phase": ({"phase": "Bar"}, "--phase “Bar” sells no tickets in this release.yaml: those with a signer"),
}


def test_hand_out_ticket__wrong_wish__says_what_it_should_be(hand_out):
    for changes, sentence in WRONG_WISHES.values():
        with pytest.raises(Refusal) as refused:
            hand_out(**changes)
        assert sentence in refused.value.message


def test_hand_out_ticket__by_another_account__names_the_signer(hand_out, stranger, signer):
    with pytest.raises(Refusal, match=rf"{stranger.address} does not sign for “At the bar”: .*{signer.address}"):
        hand_out(stranger)


def test_hand_out_ticket__phase_not_on_chain__says_how_to_add_it(hand_out, create_publication, phases):
    manifest = create_publication(phases=[phases[0], phases[0] | {"name": "Later"}, phases[1]]).manifest

    with pytest.raises(Refusal, match=r"Phase 3 on chain is not “At the bar” as this release\.yaml says it"):
        hand_out(manifest=manifest)
