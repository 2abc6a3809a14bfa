# pragma version 0.4.3
"""
@title Proposer suffix
@license AGPL-3.0-only
@notice Let a description say who alone may propose it, by ending with `#proposer=0x` and 40 hexadecimal digits.
@dev Otherwise someone who saw a proposal coming could make it first, and cancel it.
"""


LENGTH: constant(uint256) = 52
MARKER: constant(Bytes[12]) = b"#proposer=0x"


@internal
@pure
def _allows(suffix: String[LENGTH], proposer: address) -> bool:
    """
    @notice Return whether a description that ends so may be proposed by `proposer`.
    @param suffix The last 52 bytes.
    """
    characters: Bytes[LENGTH] = convert(suffix, Bytes[LENGTH])
    if slice(characters, 0, 12) != MARKER:
        return True

    named: uint256 = 0
    for index: uint256 in range(12, 52):
        digit: uint256 = self._digit(convert(slice(characters, index, 1), uint256))
        if digit > 15:
            return True     # no address, so just words
        named = (named << 4) | digit
    return named == convert(proposer, uint256)


@internal
@pure
def _digit(character: uint256) -> uint256:
    """
    @notice Return the value of a hexadecimal digit, more than 15 for another character.
    """
    if character >= 48 and character <= 57:     # 0 to 9
        return character - 48
    letter: uint256 = character | 32            # in lower case
    if letter >= 97 and letter <= 102:          # a to f
        return letter - 87
    return 16
