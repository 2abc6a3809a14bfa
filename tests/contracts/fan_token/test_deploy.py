import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS
from tests.contracts._signed_tokens import HOLDER

HERE = "0x" + "fa" * 20


def test_deploy__with_shares__gives_each_its_own(token, fan, treasury):
    assert [token.balanceOf(account) for account in (fan, treasury, HOLDER.address)] == [
        300 * ETHER,
        600 * ETHER,
        100 * ETHER,
    ]
    assert token.totalSupply() == 1000 * ETHER
    assert (token.name(), token.symbol(), token.decimals()) == ("Warehouse Fans", "FAN", 18)


def test_deploy__with_shares__logs_a_transfer_from_nobody_for_each(token, shares):
    logs = [log for log in token.get_logs() if type(log).__name__ == "Transfer"]

    assert [(log.sender, log.receiver, log.value) for log in logs] == [
        (ZERO_ADDRESS, account, amount) for account, amount, _ in shares
    ]


def test_deploy__that_votes_by_itself__has_all_but_silent_shares_vote(eager_token, fan, treasury):
    assert (eager_token.delegates(fan), eager_token.getVotes(fan)) == (fan, 300 * ETHER)
    assert (eager_token.delegates(treasury), eager_token.getVotes(treasury)) == (ZERO_ADDRESS, 0)


def test_deploy__that_waits_for_delegation__has_nobody_vote(token, fan):
    assert (token.delegates(fan), token.getVotes(fan), token.votes_by_itself()) == (ZERO_ADDRESS, 0, False)


def test_deploy__with_the_largest_supply__keeps_it(create_token, fan, collector):
    token = create_token([(fan, 2**96 - 2, False), (collector, 1, False)], votes_by_itself=True)

    token.transfer(collector, 2**96 - 2, sender=fan)

    assert (token.getVotes(fan), token.getVotes(collector), token.totalSupply()) == (0, 2**96 - 1, 2**96 - 1)


@pytest.mark.parametrize("amounts", [(2**96,), (2**96 - 1, 1), (2**255, 2**255)], ids=str)
def test_deploy__with_more_than_an_account_can_hold__is_refused(create_token, fan, collector, amounts):
    shares = [(account, amount, False) for account, amount in zip((fan, collector), amounts, strict=False)]

    with pytest.raises(boa.BoaError):
        create_token(shares)


def test_deploy__with_nothing_to_give__is_refused(create_token):
    with boa.reverts("token: there is nothing of it"):
        create_token([])


def test_deploy__with_a_share_of_nothing__is_refused(create_token, fan):
    with boa.reverts("token: share is nothing"):
        create_token([(fan, 0, False)])


def test_deploy__with_a_share_for_nobody__is_refused(create_token):
    with boa.reverts("token: share is for nobody"):
        create_token([(ZERO_ADDRESS, 1, False)])


@pytest.mark.parametrize("is_silent", [True, False])
def test_deploy__with_an_account_named_twice__is_refused(create_token, fan, is_silent):
    with boa.reverts("token: account is named twice"):
        create_token([(fan, 1, is_silent), (fan, 1, False)])


def test_deploy__with_vesting_for_nobody__is_refused(create_token, shares):
    with boa.reverts("token: vesting is for nobody"):
        create_token(shares, (ZERO_ADDRESS, 1, 0, 1))


def test_deploy__with_vesting_for_the_token__is_refused(token_deployer, shares):
    vesting = (HERE, 1, 0, 1)

    with boa.reverts("token: vesting is for nobody"):
        token_deployer.deploy("Warehouse Fans", "FAN", shares, vesting, True, override_address=HERE)


def test_deploy__with_vesting_in_no_time__is_refused(create_token, shares, artist):
    with boa.reverts("token: vesting takes no time"):
        create_token(shares, (artist, 1, 0, 0))


def test_deploy__with_nothing_but_vesting__is_possible(create_token, artist):
    token = create_token([], (artist, ETHER, 0, 1))

    assert (token.totalSupply(), token.balanceOf(token.address)) == (ETHER, ETHER)


def test_domain__of_a_token__is_its_own(token):
    _, name, version, chain_id, contract, _, _ = token.eip712Domain()

    assert (name, version, chain_id, contract) == ("Warehouse Fans", "1", boa.env.evm.patch.chain_id, token.address)
