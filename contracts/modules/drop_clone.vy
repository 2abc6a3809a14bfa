# pragma version 0.4.3
"""
@title Drop clone
@license AGPL-3.0-only
@notice Write and read the code of one drop: a minimal proxy (ERC-1167) followed by what was promised.
@dev After the proxy: terms word 32, split 20, label 20, length of name 1, of symbol 1; if the terms word says so, options
     word 32, platform 20, commitment 32, currency 20, validator 20, tiers word 32; then name, symbol, release 32, metadata
     32. Code costs 200 gas a byte once and nothing to keep; a slot costs 22,100 and 2,100 at each first read.
     Reading a clone's code needs `address.code`: `self.code` is the implementation's, also inside a delegatecall.
"""

from ..interfaces import IMixDrop

from . import drop_options
from . import drop_terms


OPTIONS_SIZE: constant(uint256) = 156
MAX_CODE_SIZE: constant(uint256) = 415
MAX_CREATION_SIZE: constant(uint256) = 425

TERMS_AT: constant(uint256) = 45
SPLIT_AT: constant(uint256) = 77
LABEL_AT: constant(uint256) = 97
LENGTHS_AT: constant(uint256) = 117
OPTIONS_AT: constant(uint256) = 119
PLATFORM_AT: constant(uint256) = 151
COMMITMENT_AT: constant(uint256) = 171
CURRENCY_AT: constant(uint256) = 203
VALIDATOR_AT: constant(uint256) = 223
TIERS_AT: constant(uint256) = 243


@internal
@pure
def _creation_code(
    implementation: address,
    terms: IMixDrop.DropTerms,
    options: IMixDrop.DropOptions,
    split: address,
    label: address,
    release: bytes32,
) -> Bytes[MAX_CREATION_SIZE]:
    """
    @notice Return the code that deploys a drop.
    """
    extra: Bytes[OPTIONS_SIZE] = self._options_block(options)
    word: uint256 = drop_terms._pack(terms)
    if len(extra) != 0:
        word = drop_terms._mark_options(word)
    if options.in_currency:
        word = drop_terms._mark_in_currency(word)
    code: Bytes[MAX_CODE_SIZE] = concat(
        x"363d3d373d3d3d363d73",
        convert(implementation, bytes20),
        x"5af43d82803e903d91602b57fd5bf3",
        convert(word, bytes32),
        convert(split, bytes20),
        convert(label, bytes20),
        convert(convert(len(terms.name), uint8), bytes1),
        convert(convert(len(terms.symbol), uint8), bytes1),
        extra,
        convert(terms.name, Bytes[64]),
        convert(terms.symbol, Bytes[12]),
        release,
        terms.metadata,
    )
    return concat(x"61", convert(convert(len(code), uint16), bytes2), x"3d81600a3d39f3", code)


@internal
@pure
def _options_block(options: IMixDrop.DropOptions) -> Bytes[OPTIONS_SIZE]:
    """
    @notice Return what the options add to a drop's code: nothing when nothing is asked for.
    """
    word: uint256 = drop_options._pack(options)
    if word == 0:
        return b""
    return concat(
        convert(word, bytes32),
        convert(options.platform, bytes20),
        options.commitment,
        convert(options.currency, bytes20),
        convert(options.validator, bytes20),
        convert(drop_options._pack_tiers(options), bytes32),
    )


@internal
@view
def _terms() -> uint256:
    me: address = self
    return convert(slice(me.code, TERMS_AT, 32), uint256)


@internal
@view
def _options(terms: uint256) -> uint256:
    """
    @notice Return the options word, zero for a drop without options.
    @param terms The drop's terms word.
    """
    if terms & drop_terms.HAS_OPTIONS == 0:
        return 0
    me: address = self
    return convert(slice(me.code, OPTIONS_AT, 32), uint256)


@internal
@view
def _platform() -> address:
    """
    @notice Return the platform of a drop that has options.
    """
    me: address = self
    return convert(convert(slice(me.code, PLATFORM_AT, 20), bytes20), address)


@internal
@view
def _commitment() -> bytes32:
    """
    @notice Return what a drop that has options committed to reveal.
    """
    me: address = self
    return convert(slice(me.code, COMMITMENT_AT, 32), bytes32)


@internal
@view
def _currency() -> address:
    """
    @notice Return the currency of a drop that has options, zero for none.
    """
    me: address = self
    return convert(convert(slice(me.code, CURRENCY_AT, 20), bytes20), address)


@internal
@view
def _validator() -> address:
    """
    @notice Return the transfer validator that a drop with options was created with.
    """
    me: address = self
    return convert(convert(slice(me.code, VALIDATOR_AT, 20), bytes20), address)


@internal
@view
def _tiers() -> uint256:
    """
    @notice Return the word of all tiers of a drop that has options.
    """
    me: address = self
    return convert(slice(me.code, TIERS_AT, 32), uint256)


@internal
@view
def _split() -> address:
    me: address = self
    return convert(convert(slice(me.code, SPLIT_AT, 20), bytes20), address)


@internal
@view
def _label() -> address:
    me: address = self
    return convert(convert(slice(me.code, LABEL_AT, 20), bytes20), address)


@internal
@view
def _name() -> String[64]:
    me: address = self
    text: Bytes[64] = slice(me.code, self._names_at(), 64)
    return convert(slice(text, 0, self._name_length()), String[64])


@internal
@view
def _symbol() -> String[12]:
    me: address = self
    text: Bytes[12] = slice(me.code, self._names_at() + self._name_length(), 12)
    return convert(slice(text, 0, self._symbol_length()), String[12])


@internal
@view
def _release() -> bytes32:
    me: address = self
    return convert(slice(me.code, self._names_end(), 32), bytes32)


@internal
@view
def _metadata() -> bytes32:
    me: address = self
    return convert(slice(me.code, self._names_end() + 32, 32), bytes32)


@internal
@view
def _names_end() -> uint256:
    return self._names_at() + self._name_length() + self._symbol_length()


@internal
@view
def _names_at() -> uint256:
    if drop_terms._has_options(self._terms()):
        return OPTIONS_AT + OPTIONS_SIZE
    return OPTIONS_AT


@internal
@view
def _name_length() -> uint256:
    me: address = self
    return convert(slice(me.code, LENGTHS_AT, 1), uint256)


@internal
@view
def _symbol_length() -> uint256:
    me: address = self
    return convert(slice(me.code, LENGTHS_AT + 1, 1), uint256)
