# pragma version 0.4.3
"""
@title Transfer guard
@license AGPL-3.0-only
@notice Refuse to move editions that are bound to their holder, and ask a validator about those whose drop has one.
@dev Chosen when the drop is created and marked in the word of each edition, so that the editions of other drops do not pay
     for it. With a validator (ERC-721C) marketplaces that go round the royalty can be refused, which ERC-2981 alone cannot.
@custom:invariant A validator can be removed, never added or replaced.
"""

from . import drop_clone
from . import drop_options
from . import sale_word


# What a validator is asked: caller, holder, recipient, serial. It reverts or returns nothing.
VALIDATION: constant(bytes4) = method_id("validateTransfer(address,address,address,uint256)", output_type=bytes4)


@internal
@view
def _check(sale: uint256, holder: address, recipient: address, serial: uint256):
    """
    @notice Revert unless a guarded edition may move.
    """
    assert not drop_options._is_soulbound(drop_clone._options(drop_clone._terms())), "drop: edition is soulbound"
    validator: address = self._validator(sale)
    if validator != empty(address):
        raw_call(
            validator,
            abi_encode(msg.sender, holder, recipient, serial, method_id=VALIDATION),
            is_static_call=True,
        )


@internal
@view
def _validator(sale: uint256) -> address:
    """
    @notice Return the validator in force, zero for none.
    """
    has_validator: bool = drop_options._has_validator(drop_clone._options(drop_clone._terms()))
    if sale_word._is_trusting(sale) or not has_validator:
        return empty(address)
    return drop_clone._validator()
