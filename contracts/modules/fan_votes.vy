# pragma version 0.4.3
"""
@title Fan votes
@license AGPL-3.0-only
@notice Keep balances and whose votes they are, now and at every second before (ERC-5805, ERC-6372).
@dev Function and event names, argument order and refusals are those of OpenZeppelin's `ERC20Votes`.
"""

from ethereum.ercs import IERC20
from snekmate.utils import eip712_domain_separator

from ..interfaces import IFanToken

from . import account_word
from . import token_refusals
from . import vote_history
from . import wallet_signatures
initializes: vote_history
uses: eip712_domain_separator


DELEGATION_TYPE: constant(bytes32) = keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)")


votes_by_itself: public(immutable(bool))        # whether a holder who chose nobody votes for itself

accounts: HashMap[address, uint256]     # `account_word`
nonces: public(HashMap[address, uint256])


@deploy
def __init__(votes_by_itself_: bool):
    """
    @param votes_by_itself_ Whether whoever first gets tokens is given their votes too.
    """
    votes_by_itself = votes_by_itself_


@external
def delegate(delegatee: address):
    """
    @notice Give the votes of all tokens one has, now and later, to an account.
    @param delegatee Who votes; the holder itself, anyone else, or the zero address for nobody.
    """
    self._delegate(msg.sender, delegatee)


@external
def delegateBySig(delegatee: address, nonce: uint256, expiry: uint256, v: uint8, r: bytes32, s: bytes32):
    """
    @notice Bring the delegation that a holder signed (EIP-712); anyone may.
    @param delegatee Who votes, as for `delegate`.
    @param nonce The holder's next nonce.
    @param expiry Until when, in Unix seconds, the signature is good.
    @param v Of the signature, with `r` and `s`.
    """
    if block.timestamp > expiry:
        token_refusals._refuse_late_delegation(expiry)

    signer: address = self._recover(keccak256(abi_encode(DELEGATION_TYPE, delegatee, nonce, expiry)), v, r, s)
    if signer == empty(address):
        token_refusals._refuse_signature()
    expected: uint256 = self.nonces[signer]
    if nonce != expected:
        token_refusals._refuse_nonce(signer, expected)
    self.nonces[signer] = unsafe_add(nonce, 1)
    self._delegate(signer, delegatee)


@external
@view
def delegates(account: address) -> address:
    """
    @notice Return who votes for an account.
    @return The delegate, the zero address for nobody.
    """
    return account_word._delegate(self.accounts[account])


@external
@view
def getVotes(account: address) -> uint256:
    """
    @notice Return how many votes an account has now.
    @return Votes, one for each of the token's smallest units.
    """
    return vote_history._latest(account)


@external
@view
def getPastVotes(account: address, timepoint: uint256) -> uint256:
    """
    @notice Return how many votes an account had at the end of a second that is over.
    @param timepoint The second, in Unix time.
    @return Votes.
    """
    self._check_past(timepoint)
    return vote_history._at(account, timepoint)


@external
@view
def numCheckpoints(account: address) -> uint32:
    """
    @notice Return how often the votes of an account changed, each second once.
    @return A count.
    """
    return convert(vote_history._count(account), uint32)


@external
@view
def checkpoints(account: address, index: uint32) -> IFanToken.Checkpoint:
    """
    @notice Return a change of an account's votes.
    @param index From 0, the oldest, to `numCheckpoints` less one.
    @return Since when it had how many.
    """
    place: uint256 = convert(index, uint256)
    assert place < vote_history._count(account), "token: no such checkpoint"
    since: uint256 = 0
    votes: uint256 = 0
    since, votes = vote_history._entry(account, place)
    return IFanToken.Checkpoint(_key=convert(since, uint48), _value=convert(votes, uint208))


@external
@view
def clock() -> uint48:
    """
    @notice Return the time that votes are asked by (ERC-6372).
    @return Unix seconds.
    """
    return convert(block.timestamp, uint48)


@external
@pure
def CLOCK_MODE() -> String[14]:
    """
    @notice Return what the clock counts (ERC-6372).
    @return Seconds.
    """
    return "mode=timestamp"


@internal
def _create(account: address, amount: uint256, is_silent: bool):
    """
    @notice Make tokens out of nothing; only while the token is deployed.
    @param is_silent Whether their votes are nobody's until the account chooses somebody.
    """
    if is_silent:
        self.accounts[account] = account_word._choose(self.accounts[account], empty(address))
    log IERC20.Transfer(sender=empty(address), receiver=account, value=amount)
    delegate: address = self._credit(account, amount)
    self._move_votes(empty(address), delegate, amount)


@internal
def _move(sender: address, receiver: address, amount: uint256):
    """
    @notice Move tokens and the votes that go with them.
    """
    word: uint256 = self.accounts[sender]
    balance: uint256 = account_word._balance(word)
    if balance < amount:
        token_refusals._refuse_balance(sender, balance, amount)
    self.accounts[sender] = unsafe_sub(word, amount)
    loser: address = account_word._delegate(word)
    log IERC20.Transfer(sender=sender, receiver=receiver, value=amount)
    winner: address = self._credit(receiver, amount)
    self._move_votes(loser, winner, amount)


@internal
def _credit(account: address, amount: uint256) -> address:
    """
    @notice Give an account tokens, and itself their votes when it never chose anybody.
    @return Who votes for it.
    """
    word: uint256 = unsafe_add(self.accounts[account], amount)
    if votes_by_itself and amount != 0 and not account_word._has_chosen(word):
        word = account_word._choose(word, account)
        log IFanToken.DelegateChanged(delegator=account, fromDelegate=empty(address), toDelegate=account)
    self.accounts[account] = word
    return account_word._delegate(word)


@internal
def _delegate(account: address, delegate: address):
    before: uint256 = self.accounts[account]
    after: uint256 = account_word._choose(before, delegate)
    self.accounts[account] = after
    loser: address = account_word._delegate(before)
    winner: address = account_word._delegate(after)
    log IFanToken.DelegateChanged(delegator=account, fromDelegate=loser, toDelegate=winner)
    self._move_votes(loser, winner, account_word._balance(before))


@internal
def _move_votes(loser: address, winner: address, amount: uint256):
    if loser == winner or amount == 0:
        return
    before: uint256 = 0
    after: uint256 = 0
    if loser != empty(address):
        before, after = vote_history._change(loser, amount, False)
        log IFanToken.DelegateVotesChanged(delegate=loser, previousVotes=before, newVotes=after)
    if winner != empty(address):
        before, after = vote_history._change(winner, amount, True)
        log IFanToken.DelegateVotesChanged(delegate=winner, previousVotes=before, newVotes=after)


@internal
@view
def _recover(struct_hash: bytes32, v: uint8, r: bytes32, s: bytes32) -> address:
    """
    @notice Return whose key signed a struct for this token (EIP-712), the zero address for no key.
    """
    digest: bytes32 = eip712_domain_separator._hash_typed_data_v4(struct_hash)
    return wallet_signatures._recover(digest, convert(v, uint256), convert(r, uint256), convert(s, uint256))


@internal
@view
def _check_past(timepoint: uint256):
    if timepoint >= block.timestamp:
        token_refusals._refuse_future(timepoint)
