# pragma version 0.4.3
"""
@title Metadata address
@license AGPL-3.0-only
@notice Write the IPFS address of a metadata directory.
@dev The base16 form of a CIDv1 (multibase `f`, version 01, dag-pb 70, sha2-256 12, 32 bytes 20) is its digest in
     hexadecimal: one word on chain in place of a string.
"""




@internal
@pure
def _directory(digest: bytes32) -> String[80]:
    """
    @notice Return the address of a directory, without a slash at its end.
    @param digest The sha2-256 digest of the directory's root block.
    """
    return concat("ipfs://f01701220", self._hexadecimal(digest))


@internal
@pure
def _hexadecimal(digest: bytes32) -> String[64]:
    word: uint256 = convert(digest, uint256)
    high: bytes32 = self._digits(word >> 128)
    low: bytes32 = self._digits(word & (2**128 - 1))
    return convert(concat(high, low), String[64])


@internal
@pure
def _digits(half: uint256) -> bytes32:
    """
    @notice Return the 32 characters of 16 bytes.
    """
    text: uint256 = 0
    for place: uint256 in range(32):
        nibble: uint256 = (half >> (124 - 4 * place)) & 15
        text = (text << 8) | self._digit(nibble)
    return convert(text, bytes32)


@internal
@pure
def _digit(nibble: uint256) -> uint256:
    if nibble < 10:
        return nibble + 48      # "0"
    return nibble + 87          # "a" is 97
