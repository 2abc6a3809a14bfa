"""Why there is no split, no statement, or no rates."""

from collections.abc import Sequence

from backend.core.errors import Forbidden, Invalid, NotFound, TooLarge

MOST_SENTENCES = 20


class SplitMissing(NotFound):
    """No split of this label is there, or its block is not indexed yet."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} is no split of this label. One that was just created appears within a few seconds."
        )


class StatementPrivate(Forbidden):
    """A statement is for its payee and the label's owner."""

    def __init__(self, payee: str) -> None:
        super().__init__(
            f"The statement of {payee} is for that wallet and the label's owner. Sign in with it, or link it to your "
            "account."
        )


class RatesTooLarge(TooLarge):
    """More was sent than the longest list of rates."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"Rates are at most {limit_bytes // 1024**2} MB of CSV. Send them in several parts.")


class RatesUnreadable(Invalid):
    """Some lines are no rates; none was kept."""

    def __init__(self, sentences: Sequence[str]) -> None:
        more = len(sentences) - MOST_SENTENCES
        rest = (f"{more} more lines are wrong.",) if more > 0 else ()
        super().__init__(" ".join((*sentences[:MOST_SENTENCES], *rest, "No rate was kept.")), field="rates")
