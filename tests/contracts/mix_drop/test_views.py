import boa
import pytest
from eth_utils import keccak

from tests.contracts._chain import DAY, ZERO_ADDRESS, now

DIGEST = bytes(range(0x00, 0x100, 8))
DIRECTORY = "ipfs://f01701220" + DIGEST.hex()


def test_terms__of_a_drop__are_what_was_promised(create_drop):
    opens = now() + DAY
    drop = create_drop(supply=500, price=3, opens=opens, closes=opens + DAY, wallet_cap=4)

    assert (drop.supply(), drop.price(), drop.wallet_cap()) == (500, 3, 4)
    assert (drop.opens(), drop.closes()) == (opens, opens + DAY)


@pytest.mark.parametrize(
    ("opens", "closes"), [(2**40 - 2, 2**40 - 1), (2**40 - 1, 0)], ids=["closing", "never closing"]
)
def test_terms__at_their_limits__are_kept_exactly(create_drop, opens, closes):
    drop = create_drop(
        supply=2**32 - 1, price=2**96 - 1, opens=opens, closes=closes, wallet_cap=2**32 - 1, royalty_bps=1000
    )

    assert (drop.supply(), drop.price(), drop.wallet_cap()) == (2**32 - 1, 2**96 - 1, 2**32 - 1)
    assert (drop.opens(), drop.closes()) == (opens, closes)
    assert drop.royaltyInfo(1, 10_000)[1] == 1000


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("Warehouse Nights", "WHN"), ("X", "Y"), ("N" * 64, "S" * 12), ("Größenwahn, live 🎧", "GRÖ")],
    ids=["usual", "shortest", "longest", "not ascii"],
)
def test_names__of_any_length__are_kept_exactly(create_drop, release, name, symbol):
    # Vyper counts bytes: a string crosses the ABI as UTF-8 whatever it says.
    drop = create_drop(name=name, symbol=symbol, metadata=DIGEST)

    assert (drop.name(), drop.symbol()) == (name, symbol)
    assert (drop.release(), drop.contractURI()) == (release, f"{DIRECTORY}/contract.json")


def test_label__of_a_drop__is_its_creator(drop, label, release):
    assert (drop.label(), drop.release()) == (label.address, release)


def test_owner__of_a_drop__is_the_owner_of_its_label(drop, artist):
    assert drop.owner() == artist


def test_owner__after_the_label_changed_hands__is_the_new_one(drop, label, artist, stranger):
    label.transfer_ownership(stranger, sender=artist)
    label.accept_ownership(sender=stranger)

    assert drop.owner() == stranger


@pytest.mark.parametrize("serial", [0, 6])
def test_owner_of__an_edition_not_minted__is_refused(collected_drop, serial):
    with boa.reverts("drop: no such edition"):
        collected_drop.ownerOf(serial)


def test_balance_of__the_zero_address__is_refused(drop):
    with boa.reverts("drop: zero address holds nothing"):
        drop.balanceOf(ZERO_ADDRESS)


def test_token_uri__of_an_edition__is_its_file_in_the_metadata_directory(create_drop, collector):
    drop = create_drop(metadata=DIGEST, price=0)
    drop.mint(collector, 12, sender=collector)

    assert [drop.tokenURI(serial) for serial in (1, 12)] == [f"{DIRECTORY}/1", f"{DIRECTORY}/12"]


@pytest.mark.parametrize("serial", [0, 6])
def test_token_uri__of_an_edition_not_minted__is_refused(collected_drop, serial):
    with boa.reverts("drop: no such edition"):
        collected_drop.tokenURI(serial)


def test_royalty_info__of_a_sale__names_the_split_and_its_part(drop, split):
    assert drop.royaltyInfo(1, 1999) == (split.address, 99)


@pytest.mark.parametrize(
    ("interface_id", "expected"),
    [
        ("01ffc9a7", True),
        ("80ac58cd", True),
        ("5b5e139f", True),
        ("2a55205a", True),
        ("49064906", True),
        ("ffffffff", False),
    ],
    ids=["ERC-165", "ERC-721", "ERC-721 metadata", "ERC-2981", "ERC-4906", "none"],
)
def test_supports_interface__of_a_standard__tells_whether_it_is_kept(drop, interface_id, expected):
    assert drop.supportsInterface(bytes.fromhex(interface_id)) is expected


def test_contract_uri__of_a_drop__is_a_file_in_the_metadata_directory(drop):
    cid = bytes.fromhex("01701220") + keccak(text="metadata")

    assert drop.contractURI() == f"ipfs://f{cid.hex()}/contract.json"
