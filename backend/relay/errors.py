"""Why the relayer does not bring something to the chain, or not yet."""

from backend.core.errors import Conflict, Invalid, NotFound, TooMany, Unavailable


class RelayClosed(Unavailable):
    """There is nobody who pays, or nothing left to pay with; the reason is a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Pay the fee yourself, or come back later.")


class RelayMissing(NotFound):
    """Nothing with that id was handed in."""

    def __init__(self) -> None:
        super().__init__("Nothing like this was handed in here. Load the page to see what you voted.")


class RelayUnderWay(Conflict):
    """An account has one vote and one choice of its delegate on its way: what is signed next builds on it."""

    def __init__(self) -> None:
        super().__init__("What you signed before is still on its way. Wait until it is done, a minute at most.")


class WalletLimitReached(TooMany):
    """One wallet had as much brought today as it may."""

    def __init__(self, limit: int, wait_seconds: float) -> None:
        super().__init__(
            f"Each wallet has at most {limit} things a day brought without a network fee. Come back after midnight "
            "UTC, or pay the fee.",
            wait_seconds,
        )


class SignatureRefused(Invalid):
    """The contract does not take the signature for the account's."""

    def __init__(self, account: str) -> None:
        super().__init__(f"This is not a signature of {account} for this. Sign it again.", field="signature")


class SignatureUsed(Conflict):
    """Something else that was signed has come first."""

    def __init__(self) -> None:
        super().__init__("You have signed something else since, which came first. Sign this again.", field="signature")


class SignatureExpired(Conflict):
    """It was signed to be good until a time, which has passed."""

    def __init__(self) -> None:
        super().__init__("Your signature has expired. Sign it again.", field="expiry")


class KeysOnly(Conflict):
    """The token takes delegations that a key signed, and no contract's."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"{account} is a wallet with a contract, and the fan token takes only signatures of keys. Say who votes "
            "with its tokens by paying the network fee.",
            field="account",
        )


class NothingToDelegate(Conflict):
    """An account without tokens has no votes to give."""

    def __init__(self, account: str) -> None:
        super().__init__(f"{account} holds no fan tokens: there is nothing to vote with yet.", field="account")


class RelayTooDear(Conflict):
    """The wallet's contract takes more work to check a signature than the relayer pays for."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"Checking the signature of {account} costs more than is paid for here. Vote by paying the network fee.",
            field="signature",
        )
