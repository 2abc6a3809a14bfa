"""An account of Ape that signs what the commands checked and showed, without asking a second time."""

from ape.api import AccountAPI, TransactionAPI
from ape.exceptions import AccountsError, SignatureError
from ape.logging import LogLevel, logger
from eth_account.messages import SignableMessage, encode_defunct

from scripts._refusal import Refusal


class NotUnlocked(Refusal):
    """The passphrase does not open the account."""

    def __init__(self, account: str) -> None:
        super().__init__(f"The passphrase does not unlock {account}: run this again and enter the right one.")


class NotSigned(Refusal):
    """The person or the device said no."""

    def __init__(self, purpose: str) -> None:
        super().__init__(f"The account did not sign {purpose}, so nothing was sent: run this again and confirm.")


def unlock(account: AccountAPI) -> None:
    """Ask for the passphrase of an account that has one, once."""
    allow = getattr(account, "set_autosign", None)
    if allow is None:
        return
    try:
        with logger.at_level(LogLevel.ERROR):  # Ape warns of what this is for
            allow(True)  # noqa: FBT003 - Ape's signature
    except AccountsError as error:
        raise NotUnlocked(account.alias or account.address) from error


def sign_transaction(account: AccountAPI, transaction: TransactionAPI, purpose: str) -> bytes:
    """Return the signed transaction as it is broadcast; raises `NotSigned`."""
    try:
        with logger.at_level(LogLevel.ERROR):
            signed = account.sign_transaction(transaction)
    except SignatureError as error:
        raise NotSigned(purpose) from error
    if signed is None:
        raise NotSigned(purpose)
    return bytes(signed.serialize_transaction())


def sign_text(account: AccountAPI, text: str, purpose: str) -> str:
    """Return the signature of `text` (EIP-191) in 0x hex; raises `NotSigned`."""
    return sign_message(account, encode_defunct(text=text), purpose)


def sign_message(account: AccountAPI, message: SignableMessage, purpose: str) -> str:
    """Return the signature of an encoded message, EIP-712 for example, in 0x hex; raises `NotSigned`."""
    with logger.at_level(LogLevel.ERROR):
        signature = account.sign_message(message)
    if signature is None:
        raise NotSigned(purpose)
    return "0x" + bytes(signature.encode_rsv()).hex()
