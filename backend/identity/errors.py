"""What can go wrong while signing in, and who may do what only the label's owner may."""

from backend.core.errors import (
    Conflict,
    Forbidden,
    NotFound,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
)


class ChallengeMissing(Unauthenticated):
    """The message is unknown, used, too old, or was given to another browser."""

    def __init__(self) -> None:
        super().__init__("This sign-in request is used up or too old. Ask for a new one and sign within five minutes.")


class MessageChanged(Unauthenticated):
    """The text that came back is not the text that was handed out."""

    def __init__(self) -> None:
        super().__init__("The signed text is not the one this site wrote. Start the sign-in again from this page.")


class SignatureWrong(Unauthenticated):
    """The signature was not made by the address in the message."""

    def __init__(self, address: str) -> None:
        super().__init__(f"The signature was not made by {address}. Choose that account in your wallet and sign again.")


class WalletNotAsked(Unavailable):
    """Nobody knows whether a contract accepts the signature: its node was not reached."""

    def __init__(self, wallet: str) -> None:
        super().__init__(
            f"The signature is not by a key of {wallet}, and the chain cannot be asked now whether a contract there "
            "accepts it. Your wallet did nothing wrong: try again in a minute."
        )


class WalletAskedTooOften(TooMany):
    """A contract was asked about more signatures than anybody needs."""

    def __init__(self, wallet: str, wait_seconds: float) -> None:
        super().__init__(f"{wallet} was asked about too many signatures. Try again in a minute.", wait_seconds)


class SignInTooLarge(TooLarge):
    """More was posted than a text and its signature can be."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"Signing in takes no more than {limit_bytes} bytes. Send the text and its signature alone.")


class NotSignedIn(Unauthenticated):
    """The request needs a signed-in wallet."""

    def __init__(self) -> None:
        super().__init__("Nobody is signed in. Sign in with your wallet first.")


class NotTheLabelOwner(Forbidden):
    """Only the label's owner, and crew that creates its drops, change its catalogue."""

    def __init__(self, viewer: str, owner: str) -> None:
        super().__init__(f"{viewer} does not own this label, {owner} does. Sign in with that account.")


class SessionMissing(NotFound):
    """The account has no such session."""

    def __init__(self) -> None:
        super().__init__("That session has ended already, or is not yours. Load the list of your sessions again.")


class WalletMissing(NotFound):
    """The wallet is not one of the account."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is not a wallet of this account. Load the list of your wallets again.")


class LastWallet(Conflict):
    """An account without a wallet could never be entered again."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is the only wallet of this account. Add another one before you remove it.")
