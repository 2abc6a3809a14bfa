"""What can go wrong while signing in, and who may do what only the label's owner may."""

from backend.core.errors import Forbidden, Unauthenticated


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


class NotSignedIn(Unauthenticated):
    """The request needs a signed-in wallet."""

    def __init__(self) -> None:
        super().__init__("Nobody is signed in. Sign in with your wallet first.")


class NotTheLabelOwner(Forbidden):
    """Only the label's owner, and crew that creates its drops, change its catalogue."""

    def __init__(self, viewer: str, owner: str) -> None:
        super().__init__(f"{viewer} does not own this label, {owner} does. Sign in with that account.")
