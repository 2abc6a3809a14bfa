# pragma version 0.4.3
# pragma evm-version cancun
# pragma nonreentrancy on
"""
@title Managed Split
@license AGPL-3.0-only
@notice Divide money among payees whom an owner can change, but only after they were given what came in before.
@dev Every managed split is a clone, and this contract creates them. It keeps the digest of its payees; who distributes
     names them. The owner, a person or a governor, decides about shares and never holds the money.
@custom:invariant Money received equals money paid plus money held, in each currency.
     What is owed never exceeds what is held, and nobody's share of what came in before a change is changed by it.
@custom:kill Cannot be stopped; without an owner its payees stay as they are.
"""

from snekmate.auth import ownable
from snekmate.auth import ownable_2step

from ..interfaces import IManagedSplit
implements: IManagedSplit

from ..modules import division
from ..modules import money
from ..modules import payee_word
from ..modules import split_clone
initializes: division
initializes: split_clone
initializes: ownable
initializes: ownable_2step[ownable := ownable]
exports: (
    division.withdraw_for,
    division.withdraw_to,
    division.owed,
    division.total_owed,
    ownable_2step.owner,
    ownable_2step.pending_owner,
    ownable_2step.transfer_ownership,
    ownable_2step.accept_ownership,
    ownable_2step.renounce_ownership,
)


event RoyaltyReceived:      # a plain send; the clone logs it, this code is not asked
    sender: indexed(address)
    amount: uint256


MAX_CURRENCIES: constant(uint256) = 8   # with 50 payees each, settling them must fit one block


_digest: bytes32
_currencies: DynArray[address, MAX_CURRENCIES]


@deploy
def __init__():
    """
    @notice Deploy the code that managed splits share.
    """
    split_clone.__init__()
    ownable.__init__()
    ownable_2step.__init__()
    ownable_2step._transfer_ownership(empty(address))


@external
def create(
    payees: DynArray[uint256, payee_word.MAX_PAYEES],
    tag: uint256,
    owner: address,
    currencies: DynArray[address, MAX_CURRENCIES],
) -> address:
    """
    @notice Create a managed split; anyone may.
    @param payees All payees in ascending order, each its account times 2**96 plus its share in parts per million.
    @param tag In its lowest 16 bits the reward of who distributes, in parts per million, at most 10000; above them
        anything, so that the same payees can have several splits.
    @param owner Who may change the payees.
    @param currencies The tokens that are settled before a change, beside coin; in ascending order. One whose balance
        cannot be asked stops every change, so name only tokens that are well known.
    @return The split. Created before, it is returned again.
    """
    split_clone._check_shared()
    payee_word._check(payees, tag)
    assert owner != empty(address), "split: owner is zero address"
    self._check_currencies(currencies)

    digest: bytes32 = keccak256(abi_encode(payees, tag, owner, currencies))
    split: address = convert(split_clone._address(digest), address)
    if not split.is_contract:
        split = split_clone._create(digest)
        log IManagedSplit.ManagedSplitCreated(
            split=split, owner=owner, payees=payees, tag=tag, currencies=currencies
        )
        extcall IManagedSplit(split).begin(payees, tag, owner, currencies)
    return split


@external
def begin(
    payees: DynArray[uint256, payee_word.MAX_PAYEES],
    tag: uint256,
    owner: address,
    currencies: DynArray[address, MAX_CURRENCIES],
):
    """
    @notice Take over what a new split was created with; only the shared code may, in the same call.
    @param payees As for `create`.
    @param tag As for `create`.
    @param owner As for `create`.
    @param currencies As for `create`.
    """
    assert msg.sender == split_clone.SELF, "split: only the shared code begins splits"
    self._digest = keccak256(abi_encode(payees, tag))
    self._currencies = currencies
    ownable_2step._transfer_ownership(owner)


@external
def distribute(payees: DynArray[uint256, payee_word.MAX_PAYEES], tag: uint256, currency: address = empty(address)):
    """
    @notice Pay everyone a share of the money that is owed to nobody yet; anyone may call. Shares of a token are owed.
    @param payees All payees, as they are now.
    @param tag The split's tag.
    @param currency The token to divide, the chain's own coin unless given.
    """
    self._check_payees(payees, tag)

    self._divide(payees, tag, currency)


@external
def change_payees(
    payees: DynArray[uint256, payee_word.MAX_PAYEES],
    tag: uint256,
    successors: DynArray[uint256, payee_word.MAX_PAYEES],
):
    """
    @notice Change who is paid what share; only the owner may. Coin and the split's currencies are divided before.
    @param payees All payees, as they are now.
    @param tag The split's tag; it stays.
    @param successors All payees from now on, in ascending order. Tokens that are not settled are theirs to divide.
    """
    assert msg.sender == ownable.owner, "split: not the owner"
    self._check_payees(payees, tag)
    payee_word._check(successors, tag)
    for successor: uint256 in successors:
        assert payee_word._account(successor) != self, "split: payee is the split itself"

    self._digest = keccak256(abi_encode(successors, tag))

    self._settle(payees, empty(address))
    for currency: address in self._currencies:
        self._settle(payees, currency)
    # Told last: whoever reads on knows from where on money is divided among the successors.
    log IManagedSplit.PayeesChanged(payees=successors)


@external
@view
def settled_currencies() -> DynArray[address, MAX_CURRENCIES]:
    """
    @notice Return the tokens that are settled before a change, beside coin.
    @return The tokens.
    """
    return self._currencies


@internal
@view
def _check_payees(payees: DynArray[uint256, payee_word.MAX_PAYEES], tag: uint256):
    assert keccak256(abi_encode(payees, tag)) == self._digest, "split: not its payees"


@internal
@view
def _check_currencies(currencies: DynArray[address, MAX_CURRENCIES]):
    last: uint256 = 0
    for currency: address in currencies:
        assert currency.is_contract, "split: currency is no contract"
        assert convert(currency, uint256) > last, "split: currencies are not in ascending order"
        last = convert(currency, uint256)


@internal
def _settle(payees: DynArray[uint256, payee_word.MAX_PAYEES], currency: address):
    """
    @notice Divide what came in until now, if anything did, without a reward for the owner.
    """
    if money._held(currency) > division._total_owed[currency]:
        self._divide(payees, 0, currency)


@internal
def _divide(payees: DynArray[uint256, payee_word.MAX_PAYEES], tag: uint256, currency: address):
    amount: uint256 = division._begin(currency, tag)
    for payee: uint256 in payees:
        part: uint256 = payee_word._part(payee, amount)
        if currency == empty(address):
            division._push(payee_word._account(payee), part)
        else:
            division._owe(payee_word._account(payee), currency, part)
