# pragma version 0.4.3
"""
@title Tiers
@license AGPL-3.0-only
@notice Say how many editions of each kind a drop sells: standard and gold, for example.
@dev What a tier is called stands in its documents; here it is a number, kept in the word of each edition. Tiers are counted
     in the sale's word, so that they cost a mint no slot. A drop without tiers has one, bounded by the supply alone.
"""

from ..interfaces import IMixDrop

from . import drop_clone
from . import drop_options
from . import owner_word
from . import sale_word


MAX_BATCH: constant(uint256) = 20   # editions minted at once


@internal
@view
def _check(options: uint256, sale: uint256, tier: uint256, quantity: uint256):
    """
    @notice Revert unless `quantity` more editions of a tier may be minted.
    """
    if not drop_options._is_tiered(options):
        assert tier == 0, "drop: no such tier"
        return
    assert sale_word._minted_of(sale, tier) + quantity <= self._supply(options, tier), "drop: tier sold out"


@internal
@pure
def _marks(options: uint256, tier: uint256) -> uint256:
    """
    @notice Return what stays with an edition of a tier whoever holds it.
    """
    return owner_word._marks(tier, drop_options._is_guarded(options))


@internal
def _log(options: uint256, tier: uint256, first: uint256, quantity: uint256):
    """
    @notice Tell what is special about the editions of a mint.
    """
    if tier != 0:
        log IMixDrop.TierMinted(tier=tier, first_serial=first, quantity=quantity)
    if drop_options._is_soulbound(options):
        for serial: uint256 in range(first, first + quantity, bound=MAX_BATCH):
            log IMixDrop.Locked(serial=serial)


@internal
@view
def _supply(options: uint256, tier: uint256) -> uint256:
    """
    @notice Return how many editions of a tier there may be, zero for a tier that is not or has no bound of its own.
    @param options The drop's options word.
    """
    if not drop_options._is_tiered(options) or tier >= drop_options.MAX_TIERS:
        return 0
    return drop_options._tier_supply(drop_clone._tiers(), tier)
