"""What a wallet holds, and how surely."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from backend.holdings.repository import LedgerRepository
from backend.holdings.tenure import Tenure, judge_tenure


@dataclass(frozen=True)
class Standing:
    """The tokens of one contract a wallet holds: for sure, and once their transfer is final."""

    settled: list[int]
    pending: list[int]


async def find_standing(session: AsyncSession, contract: str, wallet: str, finalized_block: int) -> Standing:
    """Return what a wallet holds of a contract; addresses are in checksum case."""
    ledger = LedgerRepository(session)
    unsettled = await ledger.list_unsettled(contract, wallet, finalized_block)
    tenures = {
        token: judge_tenure(wallet, owner_at_head=wallet, owner_when_final=unsettled.get(token, wallet))
        for token in await ledger.list_tokens(contract, wallet)
    }
    return Standing(
        settled=[token for token, tenure in tenures.items() if tenure is Tenure.SETTLED],
        pending=[token for token, tenure in tenures.items() if tenure is Tenure.PENDING],
    )


async def serials_held(session: AsyncSession, contract: str, wallet: str, finalized_block: int) -> list[int]:
    """Return the tokens a gate counts: owned in the newest final block and still at the head."""
    return (await find_standing(session, contract, wallet, finalized_block)).settled
