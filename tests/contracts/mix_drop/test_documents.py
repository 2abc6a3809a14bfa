import boa
import pytest
from eth_utils import keccak

from tests.contracts._chain import DAY, now
from tests.contracts._terms import PRICE, Options

SHARED = keccak(text="shared document")
NUMBERED = keccak(text="numbered directory")
SALT = keccak(text="salt")


def address_of(digest):
    return "ipfs://f01701220" + digest.hex()


@pytest.fixture
def committed_drop(create_drop, collector):
    """Sell editions that look alike until what was committed to is revealed."""
    options = Options(is_shared=True, commitment=keccak(NUMBERED + SALT))
    drop = create_drop(metadata=SHARED, options=options)
    drop.mint(collector, 3, value=3 * PRICE, sender=collector)
    return drop


@pytest.fixture
def open_drop(create_drop, collector):
    """Sell editions for a day, which look alike until their number is known."""
    drop = create_drop(metadata=SHARED, supply=2**32 - 1, options=Options(cut_off=now() + DAY, is_shared=True))
    drop.mint(collector, 3, value=3 * PRICE, sender=collector)
    return drop


def test_documents__before_the_reveal__are_one(committed_drop):
    assert {committed_drop.tokenURI(serial) for serial in (1, 2, 3)} == {f"{address_of(SHARED)}/edition.json"}
    assert committed_drop.contractURI() == f"{address_of(SHARED)}/contract.json"
    assert not committed_drop.is_metadata_final()


def test_documents__of_a_plain_drop__are_final(drop, artist):
    assert drop.is_metadata_final()
    with boa.reverts("drop: metadata is final"):
        drop.reveal(NUMBERED, SALT, sender=artist)
    with boa.reverts("drop: metadata is final"):
        drop.freeze_metadata(sender=artist)


def test_reveal__of_what_was_committed_to__numbers_the_documents(committed_drop, fan):
    committed_drop.reveal(NUMBERED, SALT, sender=fan)

    assert [committed_drop.tokenURI(serial) for serial in (1, 3)] == [f"{address_of(NUMBERED)}/{n}" for n in (1, 3)]
    assert committed_drop.contractURI() == f"{address_of(NUMBERED)}/contract.json"
    assert committed_drop.is_metadata_final()


def test_reveal__of_what_was_committed_to__is_logged(committed_drop):
    committed_drop.reveal(NUMBERED, SALT)

    updated, contract_updated, frozen = committed_drop.get_logs()
    assert (updated.from_serial, updated.to_serial, frozen.metadata) == (1, 3, NUMBERED)
    assert type(contract_updated).__name__ == "ContractURIUpdated"


@pytest.mark.parametrize(("metadata", "salt"), [(SHARED, SALT), (NUMBERED, NUMBERED)], ids=["directory", "salt"])
def test_reveal__of_anything_else__is_refused(committed_drop, artist, metadata, salt):
    with boa.reverts("drop: not what was committed to"):
        committed_drop.reveal(metadata, salt, sender=artist)


def test_reveal__a_second_time__is_refused(committed_drop):
    committed_drop.reveal(NUMBERED, SALT)

    with boa.reverts("drop: metadata is final"):
        committed_drop.reveal(NUMBERED, SALT)


def test_reveal__after_minting_goes_on__numbers_new_editions_too(committed_drop, collector):
    committed_drop.reveal(NUMBERED, SALT)

    committed_drop.mint(collector, 1, value=PRICE, sender=collector)

    assert (committed_drop.tokenURI(4), committed_drop.supply()) == (f"{address_of(NUMBERED)}/4", 100)


def test_reveal__of_an_open_drop_that_ended__is_up_to_the_label(open_drop, artist, stranger):
    boa.env.time_travel(seconds=DAY)
    with boa.reverts("drop: not the drop's owner"):
        open_drop.reveal(NUMBERED, SALT, sender=stranger)

    open_drop.reveal(NUMBERED, SALT, sender=artist)

    assert open_drop.tokenURI(2) == f"{address_of(NUMBERED)}/2"


def test_reveal__of_an_open_drop_closed_early__is_possible(open_drop, artist):
    open_drop.close(sender=artist)

    open_drop.reveal(NUMBERED, SALT, sender=artist)

    assert open_drop.tokenURI(2) == f"{address_of(NUMBERED)}/2"


def test_reveal__of_an_open_drop_still_selling__is_refused(open_drop, artist):
    with boa.reverts("drop: not all is minted yet"):
        open_drop.reveal(NUMBERED, SALT, sender=artist)


def test_reveal__of_nothing__is_refused(open_drop, artist):
    with boa.reverts("drop: metadata is empty"):
        open_drop.reveal(bytes(32), SALT, sender=artist)


def test_freeze_metadata__by_the_owner__leaves_one_document_for_good(committed_drop, artist):
    committed_drop.freeze_metadata(sender=artist)

    (log,) = committed_drop.get_logs()
    assert (log.metadata, committed_drop.tokenURI(1)) == (SHARED, f"{address_of(SHARED)}/edition.json")
    with boa.reverts("drop: metadata is final"):
        committed_drop.reveal(NUMBERED, SALT, sender=artist)


def test_freeze_metadata__by_a_stranger__is_refused(committed_drop, stranger):
    with boa.reverts("drop: not the drop's owner"):
        committed_drop.freeze_metadata(sender=stranger)


def test_freeze_metadata__a_second_time__is_refused(committed_drop, artist):
    committed_drop.freeze_metadata(sender=artist)

    with boa.reverts("drop: metadata is final"):
        committed_drop.freeze_metadata(sender=artist)
