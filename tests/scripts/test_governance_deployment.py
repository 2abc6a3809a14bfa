"""A governor and its token are made for each other, whatever happens in between."""

import pytest

from scripts._abis import contract_at
from scripts._chain import Request
from scripts._charter import load_charter
from scripts._governance_deployment import GovernanceDeployment
from scripts._refusal import Refusal
from scripts._screen import Declined
from tests.scripts.charters import VESTING, write_charter
from tests.scripts.releases import PRODUCER, SINGER

NOW = 1_800_000_000
TOKEN = 10**18
NAMES = ("FanGovernor", "FanToken")


@pytest.fixture
def create_deployment(create_chain, deployments, screen, tmp_path):
    def create_deployment(chain=None, **changes):
        charter = load_charter(write_charter(tmp_path, **changes), NOW)
        return GovernanceDeployment(charter, chain or create_chain(), deployments, screen)

    return create_deployment


@pytest.fixture
def open_pair(deployments):
    """Return governor and token as recorded, once they name each other."""

    def open_pair():
        governor, token = (contract_at(name, deployments.find_contract(name)["address"]) for name in NAMES)
        assert governor.token() == token.address
        assert token.balanceOf(governor) == 400_000 * TOKEN
        return governor, token

    return open_pair


@pytest.fixture
def interrupt(create_chain, screen):
    """Return a chain whose account sends something else right after the governor."""

    def interrupt():
        chain = create_chain()
        create = chain.send

        def send(step, request, quote):
            mined = create(step, request, quote)
            if step == "deploy FanGovernor":
                other = Request("another", b"", SINGER)
                create("another", other, chain.quote(other))
                chain.journal.strike("another")
            return mined

        object.__setattr__(chain, "send", send)
        return chain

    return interrupt


def test_run__default_case__deploys_what_the_file_says(create_deployment, open_pair, deployments):
    address = create_deployment(rules={"guardian": SINGER}).run()

    governor, token = open_pair()
    assert governor.address == address
    assert governor.proposalGuardian() == SINGER
    assert (governor.votingPeriod(), governor.quorumNumerator()) == (3 * 86_400, 10)
    assert (token.name(), token.symbol(), token.totalSupply()) == ("Low Tide Fans", "TIDE", 1_000_000 * TOKEN)
    assert token.getVotes(PRODUCER) == 355_000 * TOKEN
    assert token.getVotes(SINGER) == token.getVotes(governor) == 0
    assert deployments.find_contract("FanGovernor")["arguments"][0] == token.address


def test_run__vesting__is_kept_by_the_token(create_deployment, open_pair):
    shares = [{"account": "treasury", "percent": "40"}, {"account": SINGER, "percent": "44.5"}]
    create_deployment(shares=shares, vesting=VESTING).run()

    _, token = open_pair()
    assert token.vesting().amount == token.balanceOf(token) == 155_000 * TOKEN
    assert (token.vesting().account, token.vesting().begins_at) == (PRODUCER, 1_893_452_400)


def test_run__default_case__shows_the_cost_before_it_asks_and_what_is_next(
    create_deployment, screen, node, deployments
):
    create_deployment().run()

    records = [deployments.find_contract(name) for name in NAMES]
    receipts = [node.ask("eth_getTransactionReceipt", record["transaction"]) for record in records]
    used = sum(int(receipt["gasUsed"], 16) for receipt in receipts)
    shown = int(screen.said[0].split("about ")[1].split(":")[0].replace(",", ""))
    assert screen.asked == ["Deploy it?"]
    assert used <= shown < used * 1.1
    assert screen.said[-1].startswith("Start the backend again, so that it follows both")


def test_run__declined__sends_nothing(create_deployment, screen, deployments):
    screen.answer = Declined()

    with pytest.raises(Declined):
        create_deployment().run()
    assert deployments.find_contract("FanGovernor") is None


def test_run__again__does_nothing_and_says_where_it_is(create_deployment, screen, node, artist):
    address = create_deployment().run()
    nonce = node.ask("eth_getTransactionCount", artist.address, "latest")

    assert create_deployment(supply=7_000).run() == address
    assert screen.said[-1] == (
        f"The governor is at {address} on the local chain already: its rules change by a vote only."
    )
    assert node.ask("eth_getTransactionCount", artist.address, "latest") == nonce


def test_run__another_transaction_in_between__records_nothing_and_deploys_a_new_pair(
    create_deployment, interrupt, open_pair, deployments, artist
):
    with pytest.raises(Refusal, match=f"Another transaction of {artist.address} came in between.*run this again"):
        create_deployment(interrupt()).run()
    assert deployments.find_contract("FanGovernor") is None

    create_deployment().run()
    open_pair()


def test_run__token_recorded_but_gone__refuses(create_deployment, deployments):
    deployments.record_contract("FanToken", {"address": "0x" + "11" * 20})

    with pytest.raises(Refusal, match=r"says FanToken is at 0x1111.*nothing is there on the local chain"):
        create_deployment().run()
