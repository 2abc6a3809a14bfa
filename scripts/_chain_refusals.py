"""Why a chain does not do what it was asked; each sentence says what to do next."""

from scripts._amounts import show_cost
from scripts._refusal import Refusal


class NodeDown(Refusal):
    """No node answers."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The node does not answer ({reason.rstrip('.')}): start it, or correct --network.")


class TransactionRefused(Refusal):
    """The chain would revert, so nothing was sent."""

    def __init__(self, purpose: str, reason: str) -> None:
        super().__init__(f"The chain would refuse {purpose} ({reason}), so nothing was sent: correct that first.")


class TransactionFailed(Refusal):
    """A transaction was mined and changed nothing."""

    def __init__(self, purpose: str, transaction: str) -> None:
        super().__init__(f"The chain refused {purpose} in transaction {transaction}: run this again to try once more.")


class BroadcastRefused(Refusal):
    """The node did not take the transaction."""

    def __init__(self, purpose: str, reason: str) -> None:
        super().__init__(f"The node did not take {purpose} ({reason.rstrip('.')}): run this again.")


class StillPending(Refusal):
    """A transaction is on its way, longer than anyone likes to wait."""

    def __init__(self, purpose: str, transaction: str) -> None:
        super().__init__(f"Transaction {transaction} of {purpose} is not in a block yet: run this again to wait on.")


class Overtaken(Refusal):
    """Another transaction of the account took the place of ours."""

    def __init__(self, purpose: str, nonce: int) -> None:
        super().__init__(
            f"Another transaction of this account took number {nonce} before {purpose} did: run this again."
        )


class FundsMissing(Refusal):
    """The account cannot pay for the gas."""

    def __init__(self, account: str, balance_wei: int, needed_wei: int) -> None:
        super().__init__(
            f"{account} holds {show_cost(balance_wei)} and may need {show_cost(needed_wei)}: send it some POL first."
        )


class BegunByAnother(Refusal):
    """A step was begun with another account, and finishing it with this one could do it twice."""

    def __init__(self, purpose: str, account: str) -> None:
        super().__init__(f"{account} began {purpose} and may yet finish it: run this again with that --account.")
