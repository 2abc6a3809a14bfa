"""What governance.yaml can get wrong beyond its schema; each sentence names the field and the remedy."""

from scripts._amounts import show_percent
from scripts._refusal import Refusal


class NameTooLong(Refusal):
    """A name does not fit on chain."""

    def __init__(self, field: str, size: int, limit: int) -> None:
        super().__init__(f"{field} takes {size} bytes, the chain keeps {limit}: shorten it.")


class PercentZero(Refusal):
    """An account would get nothing."""

    def __init__(self, place: str) -> None:
        super().__init__(f"percent {place} is 0: give the account a share, or remove it.")


class AccountTwice(Refusal):
    """One account is listed twice."""

    def __init__(self, account: str) -> None:
        super().__init__(f"shares lists {account} twice: add its percents up in one entry.")


class PercentsIncomplete(Refusal):
    """The shares give away more or less than everything."""

    def __init__(self, parts: int, *, has_vesting: bool) -> None:
        what = "the percents of shares and vesting" if has_vesting else "the percents of shares"
        super().__init__(f"percent: {what} sum to {show_percent(parts)}, correct them to 100 %.")


class VestingInThePast(Refusal):
    """A part of what is given little by little would be given at once."""

    def __init__(self, begins: str) -> None:
        super().__init__(f"begins (vesting) is {begins}, which has passed: give a later time.")


class TimeMissing(Refusal):
    """Something would be over as it begins."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} is no time at all: give it at least 1 second.")


class ExtensionTooLong(Refusal):
    """A vote could be made longer than votes are."""

    def __init__(self, extension: str, period: str) -> None:
        super().__init__(
            f"late_extension (governor) is {extension}, longer than voting_period (governor), {period}: shorten it."
        )


class ThresholdOutOfReach(Refusal):
    """Nobody could ever propose."""

    def __init__(self, threshold: str | int) -> None:
        super().__init__(
            f"proposal_threshold (governor) is {threshold}, more than all tokens: lower it, or nobody can propose."
        )


class DecisionsOutOfReach(Refusal):
    """The treasury would hold what is needed to decide, for ever: it gives nothing away without a decision."""

    def __init__(self, parts: int) -> None:
        super().__init__(
            f"percent (shares): people get {show_percent(parts)} of the tokens, too few to propose or for the quorum, "
            "and the treasury gives none away without a vote: give people more, or lower proposal_threshold and "
            "quorum_percent."
        )
