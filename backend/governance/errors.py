"""Why there is no governor, no proposal, or no such place in a list."""

from backend.core.errors import NotFound


class GovernorMissing(NotFound):
    """The label decides alone."""

    def __init__(self) -> None:
        super().__init__("This label has no governor: its fans do not vote. `ape run governance deploy` gives it one.")


class ProposalMissing(NotFound):
    """Nothing with that id was proposed, or its block is not indexed yet."""

    def __init__(self, proposal_id: int) -> None:
        super().__init__(f"There is no proposal {proposal_id}. One that was just made appears within a few seconds.")


class BallotMissing(NotFound):
    """A list was to go on after a ballot that is not there."""

    def __init__(self, voter: str) -> None:
        super().__init__(f"{voter} has no ballot on this proposal. Read the list again from its beginning.")
