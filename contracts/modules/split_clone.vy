# pragma version 0.4.3
"""
@title Split clone
@license AGPL-3.0-only
@notice Write and read the code of one split: a proxy followed by the digest of its payees.
@dev The proxy stops at once when it is called without data, so that a plain send with 2,300 gas is accepted: the
     delegatecall of ERC-1167 alone would cost 2,600. The digest is part of the code and so of the create2 address.
"""

from ..interfaces import IRoyaltySplit


MAX_PAYEES: constant(uint256) = 50      # a distribution in which every push fails must fit one block
WHOLE: constant(uint256) = 1_000_000    # shares are parts per million

CREATION_SIZE: constant(uint256) = 92
DIGEST_AT: constant(uint256) = 51


@internal
@pure
def _check_payees(payees: DynArray[IRoyaltySplit.Payee, MAX_PAYEES]):
    """
    @notice Refuse payees among whom money could not be divided.
    """
    assert len(payees) != 0, "split: no payees"
    total: uint256 = 0
    for payee: IRoyaltySplit.Payee in payees:
        assert payee.account != empty(address), "split: payee is zero address"
        assert payee.share != 0, "split: share is zero"
        assert payee.share <= WHOLE, "split: share above the whole"
        total += payee.share
    assert total == WHOLE, "split: shares do not sum to 1000000"


@internal
@pure
def _creation_code(implementation: address, payees: DynArray[IRoyaltySplit.Payee, MAX_PAYEES]) -> Bytes[CREATION_SIZE]:
    """
    @notice Return the code that deploys a split.
    @param payees Checked payees; their order matters to the address.
    """
    return concat(
        x"60533d8160093d39f336600557005b363d3d373d3d3d363d73",
        convert(implementation, bytes20),
        x"5af43d82803e903d91603157fd5bf3",
        keccak256(abi_encode(payees)),
    )


@internal
@view
def _digest() -> bytes32:
    """
    @notice Return the digest of the payees this split was made for.
    """
    me: address = self
    return convert(slice(me.code, DIGEST_AT, 32), bytes32)
