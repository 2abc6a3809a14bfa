import pytest

from scripts._refusal import Refusal
from scripts._sign_in import check_message

URL = "https://label.test"
ARTIST = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
MESSAGE = f"""label.test wants you to sign in with your Ethereum account:
{ARTIST}

Sign in to this label. This costs nothing and moves nothing.

URI: https://label.test
Version: 1
Chain ID: 137
Nonce: 32891756aabbccdd
Issued At: 2026-06-01T12:00:00Z
Expiration Time: 2026-06-01T12:05:00Z"""


def test_check_message__default_case__passes():
    check_message(MESSAGE, URL, ARTIST, 137)


def test_check_message__without_statement__passes():
    check_message(
        MESSAGE.replace("Sign in to this label. This costs nothing and moves nothing.\n", ""), URL, ARTIST, 137
    )


FOR_ANOTHER = {
    "another site": ("label.test wants", "bank.test wants", "names the domain bank.test instead of label.test"),
    "another site's URI": (
        "URI: https://label.test",
        "URI: https://bank.test",
        "names the URI https://bank.test instead",
    ),
    "another account": (ARTIST, "0x" + "11" * 20, "names the address 0x1111"),
    "another chain": ("Chain ID: 137", "Chain ID: 1", "names the chain id 1 instead of 137"),
}


@pytest.mark.parametrize(("old", "new", "sentence"), FOR_ANOTHER.values(), ids=FOR_ANOTHER)
def test_check_message__for_another__is_not_signed(old, new, sentence):
    with pytest.raises(Refusal, match=sentence):
        check_message(MESSAGE.replace(old, new), URL, ARTIST, 137)


@pytest.mark.parametrize(
    "text", ["pay 5 POL", MESSAGE + "\nResources:\n- everything", "x" + MESSAGE.replace("\n", " ")]
)
def test_check_message__another_text__is_not_signed(text):
    with pytest.raises(Refusal, match="no sign-in"):
        check_message(text, URL, ARTIST, 137)
