"""Base58 as Bitcoin writes it, for numbers without leading zeros: all that an address of version 0 needs."""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def encode(content: bytes) -> str:
    """Write bytes, of which the first is not zero."""
    number = int.from_bytes(content, "big")
    digits = []
    while number:
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def decode(text: str, size: int) -> bytes:
    """Read `size` bytes; raise `ValueError` for a letter outside the alphabet, `OverflowError` for too many."""
    number = 0
    for letter in text:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return number.to_bytes(size, "big")
