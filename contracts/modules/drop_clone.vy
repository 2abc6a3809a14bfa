# pragma version 0.4.3
"""
@title Drop clone
@license AGPL-3.0-only
@notice Write and read the code of one drop: a minimal proxy (ERC-1167) followed by what was promised.
@dev After the proxy: terms word 32, split 20, label 20, length of name 1, of symbol 1, name, symbol, release 32,
     metadata 32. Code costs 200 gas a byte once and nothing to keep; a slot costs 22,100 and 2,100 at each first read.
     Reading a clone's code needs `address.code`: `self.code` is the implementation's, also inside a delegatecall.
"""

from ..interfaces import IMixDrop


MAX_CODE_SIZE: constant(uint256) = 259
MAX_CREATION_SIZE: constant(uint256) = 269

TERMS_AT: constant(uint256) = 45
SPLIT_AT: constant(uint256) = 77
LABEL_AT: constant(uint256) = 97
LENGTHS_AT: constant(uint256) = 117
NAME_AT: constant(uint256) = 119


@internal
@pure
def _creation_code(
    implementation: address, terms: IMixDrop.DropTerms, word: uint256, split: address, label: address, release: bytes32
) -> Bytes[MAX_CREATION_SIZE]:
    """
    @notice Return the code that deploys a drop.
    @param word The packed numbers of `terms`.
    """
    code: Bytes[MAX_CODE_SIZE] = concat(
        x"363d3d373d3d3d363d73",
        convert(implementation, bytes20),
        x"5af43d82803e903d91602b57fd5bf3",
        convert(word, bytes32),
        convert(split, bytes20),
        convert(label, bytes20),
        convert(convert(len(terms.name), uint8), bytes1),
        convert(convert(len(terms.symbol), uint8), bytes1),
        convert(terms.name, Bytes[64]),
        convert(terms.symbol, Bytes[12]),
        release,
        terms.metadata,
    )
    return concat(x"61", convert(convert(len(code), uint16), bytes2), x"3d81600a3d39f3", code)


@internal
@view
def _terms() -> uint256:
    me: address = self
    return convert(slice(me.code, TERMS_AT, 32), uint256)


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
    text: Bytes[64] = slice(me.code, NAME_AT, 64)
    return convert(slice(text, 0, self._name_length()), String[64])


@internal
@view
def _symbol() -> String[12]:
    me: address = self
    text: Bytes[12] = slice(me.code, NAME_AT + self._name_length(), 12)
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
    return NAME_AT + self._name_length() + self._symbol_length()


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
