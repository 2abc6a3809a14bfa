import pytest

from scripts._abis import contract_at
from scripts._chain import Request
from scripts._journal import Entry
from scripts._networks import GWEI, Network, network_of
from scripts._refusal import Refusal
from tests.scripts.conftest import HastyClock

STEP = "send nothing"
NOBODY = "0x" + "11" * 20
REQUEST = Request("a greeting", b"", receiver=NOBODY)


class MiningClock(HastyClock):
    """Whoever waits gets a block."""

    def __init__(self, node):
        super().__init__()
        self._node = node

    def pause(self, seconds):
        super().pause(seconds)
        self._node.mine()


class LeapingClock(HastyClock):
    """Every wait takes an hour."""

    def pause(self, _seconds):
        super().pause(3600)


@pytest.fixture
def chain(node, create_chain):
    return create_chain()


def test_send__default_case__is_mined_and_in_the_journal_until_it_is_recorded(chain):
    mined = chain.send(STEP, REQUEST, chain.quote(REQUEST))

    assert not mined.has_failed
    assert chain.journal.find(STEP).transaction == mined.transaction
    assert chain.settle(STEP, "a greeting") == mined


def test_send__network_with_confirmations__waits_for_them(node, create_chain):
    chain = create_chain(network=Network(31337, "patient", "a patient chain", confirmations=3))
    object.__setattr__(chain, "clock", MiningClock(node))

    mined = chain.send(STEP, REQUEST, chain.quote(REQUEST))

    assert int(node.ask("eth_blockNumber"), 16) >= mined.block + 3


def test_send__no_block_for_long__says_to_wait_on(held_back, create_chain):
    chain = create_chain()
    object.__setattr__(chain, "clock", LeapingClock())

    with pytest.raises(Refusal, match=r"Transaction 0x.* of a greeting is not in a block yet: run this again"):
        chain.send(STEP, REQUEST, chain.quote(REQUEST))
    assert chain.journal.find(STEP)
    held_back.ask("anvil_dropAllTransactions")


def test_send__node_turns_it_down__passes_the_reason_on(chain):
    quote = chain.price(1)  # less gas than any transaction needs

    with pytest.raises(Refusal, match=r"The node did not take a greeting \(.*\): run this again\."):
        chain.send(STEP, REQUEST, quote)


def test_price__polygon__tips_what_its_nodes_insist_on(node, create_chain):
    assert create_chain(network=network_of(137)).price(21_000).tip_wei == 30 * GWEI


def test_price__local_chain__tips_what_the_node_suggests(chain):
    assert chain.price(21_000).tip_wei <= 2 * GWEI


def test_quote__would_revert__says_why(deployments, create_chain, stranger):
    label = contract_at("Label", deployments.find_contract("Label")["address"])
    terms = ("Low Tide", "TIDE", b"\x01" * 32, 1, 0, 0, 0, 0, 0)
    data = label.create_drop.encode_input(b"\x02" * 32, terms, [(NOBODY, 1_000_000)])

    with pytest.raises(Refusal, match=r"would refuse the drop \(.*label: not allowed.*\), so nothing was sent"):
        create_chain(account=stranger).quote(Request("the drop", bytes(data), label.address))


def test_settle__nothing_begun__is_none(chain):
    assert chain.settle(STEP, "a greeting") is None


def test_settle__another_transaction_took_the_nonce__forgets_it(chain, artist):
    chain.journal.write(STEP, Entry(artist.address, 0, "0x" + "ab" * 32))
    chain.send("another step", REQUEST, chain.quote(REQUEST))

    assert chain.settle(STEP, "a greeting") is None
    assert chain.journal.find(STEP) is None


def test_settle__begun_by_another_account__asks_for_that_account(chain, stranger):
    chain.journal.write(STEP, Entry(stranger.address, 0, "0x" + "ab" * 32))

    with pytest.raises(Refusal, match=rf"{stranger.address} began a greeting and may yet finish it"):
        chain.settle(STEP, "a greeting")


def test_check_funds__too_little__names_account_balance_and_need(node, chain, artist):
    node.ask("anvil_setBalance", artist.address, hex(10**15))

    with pytest.raises(Refusal, match=rf"{artist.address} holds 0\.001 POL and may need 1 POL: send it some POL first"):
        chain.check_funds(10**18)
