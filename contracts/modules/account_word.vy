# pragma version 0.4.3
"""
@title Account word
@license AGPL-3.0-only
@notice Say in one word how many tokens an account has and to whom it gave its votes, so that a transfer reads one word a side.
@dev From the lowest bit: balance 96, delegate 160. The delegate is empty until the account first chooses one or is given
     itself, and `NOBODY` when it chose none, so that it is not given itself again.
"""


BALANCE_MASK: constant(uint256) = 2**96 - 1
DELEGATE_AT: constant(uint256) = 96
NOBODY: constant(uint256) = 2**160 - 1


@internal
@pure
def _balance(word: uint256) -> uint256:
    return word & BALANCE_MASK


@internal
@pure
def _delegate(word: uint256) -> address:
    """
    @notice Return who votes for an account, the zero address for nobody.
    """
    delegate: uint256 = word >> DELEGATE_AT
    if delegate == NOBODY:
        return empty(address)
    return convert(delegate, address)


@internal
@pure
def _has_chosen(word: uint256) -> bool:
    return word >> DELEGATE_AT != 0


@internal
@pure
def _choose(word: uint256, delegate: address) -> uint256:
    """
    @notice Write who votes for an account from now on, the zero address for nobody.
    """
    chosen: uint256 = convert(delegate, uint256)
    if chosen == 0:
        chosen = NOBODY
    return (word & BALANCE_MASK) | (chosen << DELEGATE_AT)
