# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Drop Office
@license AGPL-3.0-only
@notice The half of a drop that its label decides in and that tells about it.
@dev Never called itself: each drop runs this code on its own storage when its first half, the Mix Drop, does not know what
     it is asked. Hence the first half's storage stands at the same places here.
@custom:invariant The supply never grows. What is final stays as it is.
@custom:kill Cannot be stopped.
"""

from snekmate.utils import eip712_domain_separator

from ..interfaces import IDropOffice
from ..interfaces import IMixDrop
implements: IDropOffice

from ..modules import documents
from ..modules import drop_clone
from ..modules import drop_options
from ..modules import drop_supply
from ..modules import drop_views
from ..modules import earnings
from ..modules import editions
from ..modules import golden_draw
from ..modules import label_rights
from ..modules import owner_word
from ..modules import phases
from ..modules import sale_word
from ..modules import tiers
from ..modules import transfer_guard
from ..modules import wallet_word
# As the first half lays out its storage; what is only here comes after.
initializes: editions
initializes: phases[editions := editions]
initializes: earnings
initializes: drop_supply[editions := editions]
initializes: documents[editions := editions]
initializes: golden_draw[editions := editions]
initializes: eip712_domain_separator
exports: eip712_domain_separator.eip712Domain
exports: (
    drop_supply.shrink_supply,
    drop_supply.pause,
    drop_supply.supply,
    drop_supply.least_supply,
    drop_supply.cut_off,
    drop_supply.minted,
    drop_supply.is_closed,
    drop_supply.is_paused,
)
exports: (
    phases.add_phase,
    phases.phase_count,
    phases.phase_at,
    phases.minted_in,
    phases.ticket_of,
)
exports: (
    documents.reveal,
    documents.freeze_metadata,
    documents.is_metadata_final,
    documents.tokenURI,
    documents.contractURI,
)
exports: (
    golden_draw.schedule_golden,
    golden_draw.draw_golden,
    golden_draw.golden,
    golden_draw.golden_block,
)
exports: (
    drop_views.price,
    drop_views.opens,
    drop_views.closes,
    drop_views.wallet_cap,
    drop_views.referral_bps,
    drop_views.platform,
    drop_views.platform_bps,
    drop_views.currency,
    drop_views.in_currency,
    drop_views.split,
    drop_views.label,
    drop_views.release,
    drop_views.owner,
    drop_views.name,
    drop_views.symbol,
    drop_views.royaltyInfo,
)


@deploy
def __init__():
    """
    @notice Deploy the code that drops share.
    """
    eip712_domain_separator.__init__("Mix Drop", "1")


@external
def close():
    """
    @notice End every sale of this drop, for good: what is minted is all there will be. Names the block that draws the golden
            edition if there is one.
    """
    label_rights._check_owner()
    golden_draw._schedule_at_close(drop_supply._close())


@external
def setTransferValidator(validator: address):
    """
    @notice Let editions be traded freely, for good (ERC-721C).
    @param validator The zero address: a validator can be removed, not replaced.
    """
    label_rights._check_owner()
    previous: address = transfer_guard._validator(editions.sale)
    assert validator == empty(address), "drop: validator can only be removed"
    assert previous != empty(address), "drop: no validator"

    editions.sale = sale_word._trust(editions.sale)
    log IMixDrop.TransferValidatorUpdated(previous=previous, validator=validator)


@external
@view
def getTransferValidator() -> address:
    """
    @notice Return who decides with whom editions may be traded (ERC-721C).
    @return The validator, zero for nobody.
    """
    return transfer_guard._validator(editions.sale)


@external
@pure
def getTransferValidationFunction() -> (bytes4, bool):
    """
    @notice Return how the validator is asked (ERC-721C).
    @return The function's four bytes, and that it changes nothing.
    """
    return transfer_guard.VALIDATION, True


@external
@view
def locked(serial: uint256) -> bool:
    """
    @notice Return whether an edition stays with its holder for good (ERC-5192).
    @param serial A minted edition's number.
    @return Whether it does.
    """
    word: uint256 = editions._owner_word(serial)
    return owner_word._is_guarded(word) and drop_options._is_soulbound(drop_clone._options(drop_clone._terms()))


@external
@view
def tier_of(serial: uint256) -> uint256:
    """
    @notice Return of what tier an edition is.
    @param serial A minted edition's number.
    @return The tier's number, from 0.
    """
    return owner_word._tier(editions._owner_word(serial))


@external
@view
def tier_supply(tier: uint256) -> uint256:
    """
    @notice Return how many editions of a tier there may be, within the supply of all.
    @param tier The tier's number, from 0.
    @return The number of editions; zero for a tier that is not, and in a drop without tiers.
    """
    return tiers._supply(drop_clone._options(drop_clone._terms()), tier)


@external
@view
def minted_of(tier: uint256) -> uint256:
    """
    @notice Return how many editions of a tier were minted.
    @param tier The tier's number, from 0.
    @return The number of editions.
    """
    if tier > sale_word.LAST_TIER:
        return 0
    return sale_word._minted_of(editions.sale, tier)


@external
@view
def minted_by(wallet: address) -> uint256:
    """
    @notice Return how many editions were minted to a wallet.
    @param wallet The wallet to look up; what it gave away still counts.
    @return The number of editions.
    """
    return wallet_word._minted(editions.wallet_words[wallet])
