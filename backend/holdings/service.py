"""What a wallet holds, and how surely."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from backend.holdings.repository import LedgerRepository


@dataclass(frozen=True)
class Standing:
    """The tokens of one contract a wallet holds: for sure, and once their transfer is final."""

    settled: list[int]
    pending: list[int]


async def find_standing(session: AsyncSession, contract: str, wallet: str, finalized_block: int) -> Standing:
    """Return what a wallet holds of a contract; addresses are in checksum case.

    Grant late, revoke early: a token counts once its arrival is final, and no more when its departure is seen.
    """
    arrivals = await LedgerRepository(session).list_arrivals(contract, wallet)
    return Standing(
        settled=sorted(token for token, block in arrivals.items() if block <= finalized_block),
        pending=sorted(token for token, block in arrivals.items() if block > finalized_block),
    )


async def serials_held(session: AsyncSession, contract: str, wallet: str, finalized_block: int) -> list[int]:
    """Return the tokens a gate counts: owned in the newest final block and still at the head."""
    return (await find_standing(session, contract, wallet, finalized_block)).settled
