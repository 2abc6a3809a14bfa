import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS
from tests.contracts._governance import refused_as
from tests.contracts._signed_tokens import FAR_OFF, HOLDER, sign_delegation, turn_over

NOBODY = "0x" + "ff" * 20


def list_logs(token, name):
    return [log for log in token.get_logs() if type(log).__name__ == name]


def test_delegate__to_oneself__counts_what_one_has(token, fan):
    token.delegate(fan, sender=fan)

    assert (token.delegates(fan), token.getVotes(fan)) == (fan, 300 * ETHER)


def test_delegate__to_oneself__is_logged(token, fan):
    token.delegate(fan, sender=fan)

    changed, votes = token.get_logs()
    assert (changed.delegator, changed.fromDelegate, changed.toDelegate) == (fan, ZERO_ADDRESS, fan)
    assert (votes.delegate, votes.previousVotes, votes.newVotes) == (fan, 0, 300 * ETHER)


def test_delegate__to_another__moves_all_votes(eager_token, fan, artist):
    eager_token.delegate(artist, sender=fan)

    votes = [(log.delegate, log.previousVotes, log.newVotes) for log in list_logs(eager_token, "DelegateVotesChanged")]
    assert votes == [(fan, 300 * ETHER, 0), (artist, 0, 300 * ETHER)]
    assert (eager_token.getVotes(fan), eager_token.getVotes(artist)) == (0, 300 * ETHER)


def test_delegate__to_the_same_again__changes_no_votes(eager_token, fan):
    eager_token.delegate(fan, sender=fan)

    assert list_logs(eager_token, "DelegateVotesChanged") == []
    assert eager_token.getVotes(fan) == 300 * ETHER


def test_delegate__later_tokens__vote_too(token, fan, collector):
    token.delegate(collector, sender=collector)

    token.transfer(collector, 7, sender=fan)

    assert token.getVotes(collector) == 7


def test_delegate__without_tokens__gives_no_votes(token, stranger, artist):
    token.delegate(artist, sender=stranger)

    assert (token.delegates(stranger), token.getVotes(artist)) == (artist, 0)


@pytest.mark.parametrize("nobody", [ZERO_ADDRESS, NOBODY])
def test_delegate__to_nobody__has_nobody_vote(eager_token, fan, nobody):
    eager_token.delegate(nobody, sender=fan)

    assert (eager_token.delegates(fan), eager_token.getVotes(fan), eager_token.getVotes(NOBODY)) == (
        ZERO_ADDRESS,
        0,
        0,
    )


def test_delegate__to_nobody__lasts_when_more_tokens_come(eager_token, fan, treasury):
    eager_token.delegate(ZERO_ADDRESS, sender=fan)

    eager_token.transfer(fan, 1, sender=treasury)

    assert (eager_token.delegates(fan), eager_token.getVotes(fan)) == (ZERO_ADDRESS, 0)


def test_delegate__to_nobody_before_the_first_tokens__lasts(eager_token, collector, fan):
    eager_token.delegate(ZERO_ADDRESS, sender=collector)

    eager_token.transfer(collector, 1, sender=fan)

    assert eager_token.getVotes(collector) == 0


def test_delegate__after_nobody__votes_again(eager_token, fan):
    eager_token.delegate(ZERO_ADDRESS, sender=fan)

    eager_token.delegate(fan, sender=fan)

    assert eager_token.getVotes(fan) == 300 * ETHER


def test_delegate__by_a_silent_share__votes(eager_token, treasury):
    eager_token.delegate(treasury, sender=treasury)

    assert eager_token.getVotes(treasury) == 600 * ETHER


def test_first_tokens__of_a_token_that_votes_by_itself__make_their_holder_vote(eager_token, fan, collector):
    eager_token.transfer(collector, 5, sender=fan)

    (changed,) = list_logs(eager_token, "DelegateChanged")
    assert (changed.delegator, changed.fromDelegate, changed.toDelegate) == (collector, ZERO_ADDRESS, collector)
    assert eager_token.getVotes(collector) == 5


def test_first_tokens__of_a_token_that_waits__make_nobody_vote(token, fan, collector):
    token.transfer(collector, 5, sender=fan)

    assert (token.delegates(collector), list_logs(token, "DelegateChanged")) == (ZERO_ADDRESS, [])


def test_first_tokens__of_who_chose_before__go_to_that_delegate(eager_token, fan, collector, artist):
    eager_token.delegate(artist, sender=collector)

    eager_token.transfer(collector, 5, sender=fan)

    assert (eager_token.getVotes(artist), eager_token.getVotes(collector)) == (5, 0)


def test_delegate_by_sig__brought_by_anyone__delegates(token, artist, stranger):
    token.delegateBySig(artist, 0, FAR_OFF, *sign_delegation(token, artist), sender=stranger)

    assert (token.delegates(HOLDER.address), token.getVotes(artist)) == (artist, 100 * ETHER)
    assert token.nonces(HOLDER.address) == 1


def test_delegate_by_sig__a_second_time__is_refused(token, artist):
    signature = sign_delegation(token, artist)
    token.delegateBySig(artist, 0, FAR_OFF, *signature)

    with refused_as("InvalidAccountNonce(address,uint256)", HOLDER.address, 1):
        token.delegateBySig(artist, 0, FAR_OFF, *signature)


def test_delegate_by_sig__after_its_time__is_refused(token, artist):
    with refused_as("VotesExpiredSignature(uint256)", 1):
        token.delegateBySig(artist, 0, 1, *sign_delegation(token, artist, expiry=1))


def test_delegate_by_sig__turned_over__is_refused(token, artist):
    turned = turn_over(*sign_delegation(token, artist))

    with refused_as("ECDSAInvalidSignature()"):
        token.delegateBySig(artist, 0, FAR_OFF, *turned)


def test_delegate_by_sig__of_no_key__is_refused(token, artist):
    with refused_as("ECDSAInvalidSignature()"):
        token.delegateBySig(artist, 0, FAR_OFF, 27, bytes(32), bytes(32))


@pytest.mark.parametrize("domain", [{"chainId": 137}, {"verifyingContract": NOBODY}, {"name": "Others"}], ids=str)
def test_delegate_by_sig__for_another_token_or_chain__moves_nothing_of_the_signer(token, artist, domain):
    signature = sign_delegation(token, artist, domain=domain)

    token.delegateBySig(artist, 0, FAR_OFF, *signature)

    assert token.delegates(HOLDER.address) == ZERO_ADDRESS
