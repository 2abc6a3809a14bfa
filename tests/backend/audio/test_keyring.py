import pytest

from backend.audio.errors import KeyDoesNotOpen
from backend.audio.keyring import Keyring, create_content_key

SEALING_KEY = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"


def test_wrap__of_the_vector_of_rfc_3394__is_its_ciphertext():
    """Section 4.6: 256 bits of key data wrapped with a 256-bit key."""
    content_key = bytes.fromhex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F")

    wrapped = Keyring(SEALING_KEY).wrap(content_key)

    assert wrapped.hex().upper() == "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21"


def test_unwrap__of_a_wrapped_key__is_that_key():
    keyring, content_key = Keyring(SEALING_KEY), create_content_key()

    assert keyring.unwrap(keyring.wrap(content_key)) == content_key


@pytest.mark.parametrize("sealing_key", ["11" * 32, "00" * 32])
def test_unwrap__with_another_sealing_key__says_which_setting(sealing_key):
    wrapped = Keyring(SEALING_KEY).wrap(create_content_key())

    with pytest.raises(KeyDoesNotOpen, match="set SEALING_KEY to the one this audio was sealed with"):
        Keyring(sealing_key).unwrap(wrapped)


@pytest.mark.parametrize("wrapped", [b"", bytes(39), bytes(40)], ids=["nothing", "too-short", "zeros"])
def test_unwrap__of_something_else__does_not_open(wrapped):
    with pytest.raises(KeyDoesNotOpen):
        Keyring(SEALING_KEY).unwrap(wrapped)


def test_create_content_key__twice__differs():
    assert create_content_key() != create_content_key()
    assert len(create_content_key()) == 32
