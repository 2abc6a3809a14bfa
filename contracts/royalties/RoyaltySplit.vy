# pragma version 0.4.3
# pragma evm-version cancun
# pragma nonreentrancy on
"""
@title Royalty Split
@license AGPL-3.0-only
@notice Divide the money this contract receives among the people who made one release.
@dev Every split is a clone, and this contract creates them. Who distributes names the terms; that the clone has the
     address made of them proves them, so nothing is stored and nobody owns a split.
@custom:invariant Money received equals money paid plus money held, in each currency.
     What is owed never exceeds what is held.
@custom:kill Cannot be stopped.
"""

from ..interfaces import IRoyaltySplit
implements: IRoyaltySplit

from ..modules import division
from ..modules import split_clone
from ..modules import payee_word
initializes: division
initializes: split_clone
exports: (
    division.withdraw_for,
    division.withdraw_to,
    division.owed,
    division.total_owed,
)


event RoyaltyReceived:      # a plain send; the clone logs it, this code is not asked
    sender: indexed(address)
    amount: uint256


@deploy
def __init__():
    """
    @notice Deploy the code that splits share.
    """
    split_clone.__init__()


@external
def create(payees: DynArray[uint256, payee_word.MAX_PAYEES], tag: uint256) -> address:
    """
    @notice Create a split; anyone may, and whoever does has no say in it.
    @param payees All payees in ascending order, each its account times 2**96 plus its share in parts per million.
    @param tag In its lowest 16 bits the reward of who distributes, in parts per million, at most 10000; above them
        anything, so that the same payees can have several splits.
    @return The split. Created before, it is returned again: another one is only made of something else.
    """
    split_clone._check_shared()
    payee_word._check(payees, tag)

    digest: bytes32 = keccak256(abi_encode(payees, tag))
    split: address = convert(split_clone._address(digest), address)
    if not split.is_contract:
        split = split_clone._create(digest)
        log IRoyaltySplit.SplitCreated(split=split, payees=payees, tag=tag)
    return split


@external
def distribute(payees: DynArray[uint256, payee_word.MAX_PAYEES], tag: uint256, currency: address = empty(address)):
    """
    @notice Pay everyone a share of the money that is owed to nobody yet; anyone may call. Shares of a token are owed.
    @param payees All payees, as the split was created.
    @param tag Its tag.
    @param currency The token to divide, the chain's own coin unless given.
    """
    assert split_clone._address(keccak256(abi_encode(payees, tag))) == convert(self, uint256), "split: not its payees"

    amount: uint256 = division._begin(currency, tag)
    # Words are taken apart here: a call for each would cost every payee 150 gas.
    if currency == empty(address):
        for payee: uint256 in payees:
            part: uint256 = unsafe_div(unsafe_mul(amount, payee & payee_word.SHARE_MASK), payee_word.WHOLE)
            division._push(convert(payee >> payee_word.SHARE_BITS, address), part)
    else:
        for payee: uint256 in payees:
            part: uint256 = amount * (payee & payee_word.SHARE_MASK) // payee_word.WHOLE
            division._owe(convert(payee >> payee_word.SHARE_BITS, address), currency, part)


@external
@view
def address_of(payees: DynArray[uint256, payee_word.MAX_PAYEES], tag: uint256) -> address:
    """
    @notice Return where the split of these payees is or will be.
    @param payees As for `create`.
    @param tag As for `create`.
    @return The address.
    """
    return convert(split_clone._address(keccak256(abi_encode(payees, tag))), address)
