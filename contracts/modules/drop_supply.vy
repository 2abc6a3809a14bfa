# pragma version 0.4.3
"""
@title Drop supply
@license AGPL-3.0-only
@notice Say how many editions a drop may still sell; the label can only make it fewer.
@dev Two promises bound the supply: the terms' supply until the cut-off, the least supply or what was minted, whichever is
     more, from then on. A drop that is open until a time has the largest supply, no least one, and that cut-off.
@custom:invariant The supply never grows.
     The number minted never exceeds it.
"""

from ..interfaces import ILabel
from ..interfaces import IMixDrop

from . import drop_clone
from . import drop_options
from . import drop_terms
from . import editions
from . import label_rights
from . import sale_word
uses: editions


@external
def shrink_supply(supply: uint256):
    """
    @notice Promise fewer editions, for good.
    @param supply The most there will ever be, at least what is minted and less than it was.
    """
    label_rights._check_owner()
    sale: uint256 = editions.sale
    assert supply != 0, "drop: supply is zero"
    assert supply >= sale_word._minted(sale), "drop: supply below what is minted"
    terms: uint256 = drop_clone._terms()
    assert supply < self._supply(terms, drop_clone._options(terms), sale), "drop: supply can only shrink"

    editions.sale = sale_word._lower_supply(sale, supply)
    log IMixDrop.SupplyShrunk(supply=supply)


@external
def pause(is_paused: bool):
    """
    @notice Stop every sale for a while, or go on. Transfers and withdrawals are never stopped.
    @param is_paused Whether nothing is sold.
    """
    label_rights._check(ILabel.Right.PAUSE)
    editions.sale = sale_word._mark_paused(editions.sale, is_paused)
    log IMixDrop.SalePaused(is_paused=is_paused)


@external
@view
def supply() -> uint256:
    """
    @notice Return how many editions there will be at most, as promised now. It never grows.
    @return The number of editions.
    """
    terms: uint256 = drop_clone._terms()
    return self._supply(terms, drop_clone._options(terms), editions.sale)


@external
@view
def least_supply() -> uint256:
    """
    @notice Return how many editions may be sold after the cut-off.
    @return The number of editions; without a cut-off, zero.
    """
    return drop_options._least_supply(drop_clone._options(drop_clone._terms()))


@external
@view
def cut_off() -> uint256:
    """
    @notice Return when the supply falls to the least supply, or to what is minted by then.
    @return The time, in unix seconds; zero for never.
    """
    return drop_options._cut_off(drop_clone._options(drop_clone._terms()))


@external
@view
def minted() -> uint256:
    """
    @notice Return how many editions were minted.
    @return The number of editions, which is also the last serial.
    """
    return sale_word._minted(editions.sale)


@external
@view
def is_closed() -> bool:
    """
    @notice Return whether the label ended every sale.
    @return Whether it did.
    """
    return sale_word._is_closed(editions.sale)


@external
@view
def is_paused() -> bool:
    """
    @notice Return whether the label stopped every sale for a while.
    @return Whether it did.
    """
    return sale_word._is_paused(editions.sale)


@internal
def _close() -> uint256:
    """
    @notice End every sale for good.
    @return The sale word.
    """
    sale: uint256 = editions.sale
    assert not sale_word._is_closed(sale), "drop: closed"

    sale = sale_word._close(sale)
    editions.sale = sale
    log IMixDrop.DropClosed(minted=sale_word._minted(sale))
    return sale


@internal
@view
def _check(terms: uint256, options: uint256, sale: uint256, quantity: uint256):
    """
    @notice Revert unless `quantity` more editions may be minted now.
    """
    if sale_word._is_stopped(sale):
        assert not sale_word._is_closed(sale), "drop: closed"
        raise "drop: paused"
    assert sale_word._minted(sale) + quantity <= self._limit(terms, options, sale), "drop: sold out"


@internal
@view
def _is_over(terms: uint256, options: uint256, sale: uint256) -> bool:
    """
    @notice Return whether nothing is left to sell, for good.
    """
    return self._supply(terms, options, sale) == sale_word._minted(sale)


@internal
@view
def _supply(terms: uint256, options: uint256, sale: uint256) -> uint256:
    if sale_word._is_closed(sale):
        return sale_word._minted(sale)
    return self._limit(terms, options, sale)


@internal
@view
def _limit(terms: uint256, options: uint256, sale: uint256) -> uint256:
    """
    @notice Return the supply of a drop that is not closed.
    """
    limit: uint256 = drop_terms._supply(terms)
    if options != 0:
        limit = self._promised(options, limit, sale_word._minted(sale))
    if sale_word._is_lowered(sale):
        limit = min(limit, sale_word._lowered_supply(sale))
    return limit


@internal
@view
def _promised(options: uint256, supply: uint256, minted: uint256) -> uint256:
    """
    @notice Return the supply that the drop's code promises at this time.
    @param supply The supply until the cut-off.
    """
    cut_off: uint256 = drop_options._cut_off(options)
    if cut_off == 0 or block.timestamp < cut_off:
        return supply
    return max(drop_options._least_supply(options), minted)
