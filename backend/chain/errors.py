"""What can go wrong between this backend and the chain."""

from pathlib import Path

from backend.core.errors import Conflict, Unavailable


class NodeUnavailable(Unavailable):
    """The node did not answer, or not in JSON-RPC."""

    def __init__(self) -> None:
        super().__init__(
            "The chain's node does not answer. Try again in a minute; the operator finds its address in RPC_URL."
        )


class NodeRefused(Unavailable):
    """The node answered a question with an error."""

    def __init__(self, answer: str) -> None:
        super().__init__(f"The chain's node refused a question: {answer}. Try again in a minute.")


class BlockUnknown(NodeRefused):
    """The node has no such block: none is final yet, or it has only just begun."""

    def __init__(self, name: str) -> None:
        super().__init__(f"it has no {name} block yet")


class RangeRefused(Unavailable):
    """The node does not read logs of that many blocks at once."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(
            f"The chain's node does not read the logs of blocks {first} to {last} at once. A shorter range may work."
        )


class WrongChain(Unavailable):
    """The node follows another chain than the one the label is deployed on."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(
            f"The node is on chain {found}, but the label is deployed on chain {expected}. "
            "Set RPC_URL and DEPLOYMENT_FILE to the same chain."
        )


class NodeBehind(Unavailable):
    """The node has not reached a block that was final already."""

    def __init__(self, head: int, finalized: int) -> None:
        super().__init__(
            f"The node is at block {head}, but block {finalized} was final before. Wait until it has caught up; "
            "if the chain itself was rewound, start the backend with --reindex."
        )


class FinalizedBlockChanged(Unavailable):
    """The node contradicts a block that was final: either it lies, or finality failed."""

    def __init__(self, number: int, kept: str, found: str) -> None:
        super().__init__(
            f"Block {number} was final as {kept}, but the node now has {found}. Indexing stands still and nothing was "
            "overwritten. Point RPC_URL to a node that has caught up; if the chain itself was rewound, start the "
            "backend with --reindex."
        )


class LogsInconsistent(Unavailable):
    """The node answered with a log of a block that is not in its chain."""

    def __init__(self, number: int) -> None:
        super().__init__(f"The node's logs of block {number} are not from the block it has there. They are read again.")


class LogsMissing(Unavailable):
    """A block's bloom says that more was logged in it than the node tells."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"The node keeps logs of block {number} to itself: the block says that there are more. They are read "
            "again; if it goes on, point RPC_URL to another node or name more in WITNESS_RPC_URLS."
        )


class NodesDisagree(Unavailable):
    """Nodes of the same chain contradict each other."""

    def __init__(self, subject: str) -> None:
        super().__init__(
            f"The nodes in RPC_URL and WITNESS_RPC_URLS disagree about {subject}. Nothing is believed until they agree "
            "again; if it goes on, find out which of them is wrong and take it out."
        )


class CursorMoved(Conflict):
    """Another indexer was faster: what was read here is thrown away."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Another indexer has gone on from block {number}. This one continues from there.")


class Reverted(Conflict):
    """A contract refused a call; `reason` is the text of its assert, empty without one, and `data` all it answered."""

    def __init__(self, reason: str, data: bytes = b"") -> None:
        super().__init__(f"The contract refuses this: {reason or 'it gives no reason'}.")
        self.reason = reason
        self.data = data


class BalanceTooLow(Conflict):
    """The node will not simulate a call its sender cannot pay for."""

    def __init__(self) -> None:
        super().__init__("The wallet holds less than this costs. Top it up and try again.")


class OutOfGas(Conflict):
    """A call uses more gas than it was given."""

    def __init__(self) -> None:
        super().__init__("This takes more of the chain's work than it may. Do it in smaller parts.")


class DeploymentMissing(Unavailable):
    """Nothing is deployed yet, as far as this backend knows."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no deployment in {path}. Deploy the label first: ape run label deploy")


class DeploymentBroken(Unavailable):
    """The deployment file lacks something."""

    def __init__(self, path: Path, missing: str) -> None:
        super().__init__(f"{path} lacks {missing}. Restore it from git, or deploy again: ape run label deploy")


class InterfaceMissing(Unavailable):
    """The interface of a contract was not written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The interface {path} is missing or broken. Write it again: python -m scripts.abis")
