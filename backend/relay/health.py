"""Notice that votes without a fee will soon not be paid for, and say what the operator does."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from backend.relay.admission import LEAST_GAS, UNSEEN
from backend.relay.repository import RelayRepository

FEW_VOTES = 50


async def list_relay_troubles(session: AsyncSession, now: datetime) -> list[str]:
    """Say that the relayer is not there or low on coin; nothing where there is none."""
    purse = await RelayRepository(session).find_purse()
    if purse is None:
        return []
    if now - purse.seen_at > UNSEEN:
        return [f"Nothing was heard of the relayer {purse.relayer} for a while. See the worker that has RELAYER_KEY."]
    votes = purse.balance_wei // (LEAST_GAS * max(purse.fee_wei, 1))
    return [f"The relayer {purse.relayer} has coin for {votes} more votes. Send it some."] if votes < FEW_VOTES else []
