# pragma version 0.4.3
"""
@title Phases
@license AGPL-3.0-only
@notice Keep when, to whom and for how much a drop sells beside the public sale of its terms, which is phase 0.
@dev A phase can be added but never changed. All phases sell from the same supply, so that a new one takes nothing from
     holders.
"""

from ..interfaces import IMixDrop

from . import drop_clone
from . import drop_options
from . import drop_terms
from . import editions
from . import phase_word
from . import sale_word
from . import tiers
from . import wallet_word
uses: editions


MAX_PHASES: constant(uint256) = 8       # a wallet's word counts what it bought in each


phase_words: uint256[MAX_PHASES + 1]
phase_keys: bytes32[MAX_PHASES + 1]


@external
def add_phase(word: uint256, key: bytes32) -> uint256:
    """
    @notice Sell in one more phase; only the label calls this, which checked all of the phase but its tier and currency.
    @param word The phase's numbers, packed.
    @param key The list's root or the signer of tickets; zero for a phase open to everyone.
    @return The phase's number, from 1.
    """
    sale: uint256 = editions.sale
    number: uint256 = sale_word._phases(sale) + 1
    assert msg.sender == drop_clone._label(), "drop: not the label"
    assert not sale_word._is_closed(sale), "drop: closed"
    assert number <= MAX_PHASES, "drop: more than 8 phases"
    self._check_goods(word)

    editions.sale = sale_word._add_phase(sale)
    self.phase_words[number] = word
    if key != empty(bytes32):
        self.phase_keys[number] = key
    return number


@external
@view
def phase_count() -> uint256:
    """
    @notice Return how many phases were added to the public sale of the terms.
    @return The number of phases, which is also the last one's.
    """
    return sale_word._phases(editions.sale)


@external
@view
def phase_at(number: uint256) -> IMixDrop.Phase:
    """
    @notice Return a phase that was added.
    @param number The phase's number, from 1.
    @return The phase.
    """
    return phase_word._unpack(self._word(number), self.phase_keys[number])


@external
@view
def minted_in(phase: uint256, wallet: address) -> uint256:
    """
    @notice Return how many editions were minted to a wallet in one phase.
    @param phase The phase's number, 0 for the public sale of the terms.
    @param wallet The wallet to look up.
    @return The number of editions.
    """
    if phase > MAX_PHASES:
        return 0
    return wallet_word._minted_in(editions.wallet_words[wallet], phase)


@external
@view
def ticket_of(wallet: address) -> uint256:
    """
    @notice Return the serial of the last ticket a wallet used; the next must be above it.
    @param wallet The wallet to look up.
    @return The serial, zero before the first.
    """
    return wallet_word._ticket(editions.wallet_words[wallet])


@internal
@view
def _check_goods(word: uint256):
    """
    @notice Refuse a phase that sells a tier or asks for a currency that the drop does not have.
    """
    options: uint256 = drop_clone._options(drop_clone._terms())
    tier: uint256 = drop_terms._tier(word)
    assert tier == 0 or tiers._supply(options, tier) != 0, "drop: no such tier"
    assert not drop_terms._is_in_currency(word) or drop_options._has_currency(options), "drop: no currency"


@internal
@view
def _offer(number: uint256, audience: uint256) -> uint256:
    """
    @notice Return the word of a phase that sells to one kind of audience.
    """
    word: uint256 = self._word(number)
    assert phase_word._audience(word) == audience, "drop: phase is for others"
    return word


@internal
@view
def _word(number: uint256) -> uint256:
    assert number <= MAX_PHASES, "drop: no such phase"
    word: uint256 = self.phase_words[number]
    assert word != 0, "drop: no such phase"
    return word
