# pragma version 0.4.3
"""
@title Drop views
@license AGPL-3.0-only
@notice Tell what a drop's code says: its terms, its names, and to whom it belongs.
"""

from . import drop_clone
from . import drop_options
from . import drop_terms
from . import label_rights


BPS: constant(uint256) = 10_000


@external
@view
def price() -> uint256:
    """
    @notice Return what one edition costs.
    @return The price, in wei or in the currency's smallest unit.
    """
    return drop_terms._price(drop_clone._terms())


@external
@view
def opens() -> uint256:
    """
    @notice Return when the sale begins.
    @return The time, in unix seconds.
    """
    return drop_terms._opens(drop_clone._terms())


@external
@view
def closes() -> uint256:
    """
    @notice Return when the sale ends.
    @return The time, in unix seconds; zero for never.
    """
    return drop_terms._closes(drop_clone._terms())


@external
@view
def wallet_cap() -> uint256:
    """
    @notice Return how many editions may be minted to one wallet.
    @return The number of editions; zero for no cap.
    """
    return drop_terms._wallet_cap(drop_clone._terms())


@external
@view
def referral_bps() -> uint256:
    """
    @notice Return what part of the price is for who brought the buyer.
    @return The part, in hundredths of a percent.
    """
    return drop_options._referral_bps(drop_clone._options(drop_clone._terms()))


@external
@view
def platform() -> address:
    """
    @notice Return who receives the platform's fee.
    @return The platform, zero if there is none.
    """
    if not drop_terms._has_options(drop_clone._terms()):
        return empty(address)
    return drop_clone._platform()


@external
@view
def platform_bps() -> uint256:
    """
    @notice Return what part of the proceeds, after referrals, is the platform's.
    @return The part, in hundredths of a percent.
    """
    return drop_options._platform_bps(drop_clone._options(drop_clone._terms()))


@external
@view
def currency() -> address:
    """
    @notice Return the token that phases may be priced in.
    @return The token, zero if there is none.
    """
    if not drop_terms._has_options(drop_clone._terms()):
        return empty(address)
    return drop_clone._currency()


@external
@view
def in_currency() -> bool:
    """
    @notice Return whether the public sale is priced in the drop's currency.
    @return Whether it is; otherwise in the chain's own coin.
    """
    return drop_terms._is_in_currency(drop_clone._terms())


@external
@view
def split() -> address:
    """
    @notice Return the split that receives proceeds and royalties.
    @return The split.
    """
    return drop_clone._split()


@external
@view
def label() -> address:
    """
    @notice Return the label that created this drop.
    @return The label.
    """
    return drop_clone._label()


@external
@view
def release() -> bytes32:
    """
    @notice Return which release this drop sells.
    @return The keccak256 digest of the release's slug.
    """
    return drop_clone._release()


@external
@view
def owner() -> address:
    """
    @notice Return who may edit the collection's page on marketplaces; what it may do here only takes promises back from the label.
    @return The drop's owner: the label's, unless it handed the drop over.
    """
    return label_rights._owner()


@external
@view
def name() -> String[64]:
    """
    @notice Return the collection's name.
    @return The name.
    """
    return drop_clone._name()


@external
@view
def symbol() -> String[12]:
    """
    @notice Return the collection's short name.
    @return The symbol.
    """
    return drop_clone._symbol()


@external
@view
def royaltyInfo(serial: uint256, sale_price: uint256) -> (address, uint256):
    """
    @notice Return who is due what of a sale (ERC-2981).
    @param serial Any number; all editions pay the same share.
    @param sale_price What the buyer pays, in any unit.
    @return The split and its part, in the same unit.
    """
    share: uint256 = drop_terms._royalty_bps(drop_clone._terms())
    return drop_clone._split(), sale_price * share // BPS
