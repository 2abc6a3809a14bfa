"""Judge who may hear a recording."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.catalog.repository import CatalogRepository
from backend.chain.repository import ChainRepository
from backend.core.clock import Clock
from backend.gates.errors import MixMissing
from backend.gates.verdict import AccessState, Verdict, Witness
from backend.holdings.models import Ownership
from backend.identity.members import Member

ONE_EDITION = "0x" + "00" * 32
SENTENCES = {
    AccessState.ANONYMOUS: "Sign in with the wallet that holds an edition to hear the full mix.",
    AccessState.STRANGER: "This wallet holds no edition of this mix. Collect one to hear it in full.",
    AccessState.PENDING: "{editions} is being confirmed. The full mix opens in a moment.",
    AccessState.HOLDER: "You hold {editions}: the full mix is yours to hear.",
}


class GateService:
    """Answers from the database alone: an outage of the node never turns holders into strangers."""

    def __init__(self, session: AsyncSession, clock: Clock, staleness_seconds: int) -> None:
        self._session = session
        self._clock = clock
        self._staleness_seconds = staleness_seconds

    async def judge(self, slug: str, recording: str, member: Member | None, *, is_renewal: bool = False) -> Verdict:  # noqa: ARG002 - every recording has the same gate so far
        """Return whether a member may hear a recording; raises `MixMissing`."""
        release = await CatalogRepository(self._session).find_release(slug)
        if release is None or release.drop_address is None:
            raise MixMissing(slug)
        finalized = await ChainRepository(self._session).finalized_number()
        held = await self._list_held(release.drop_address, member)
        settled = tuple(witness for witness in held if witness.block_number <= finalized)
        witnesses = settled or tuple(held)
        if member is None:
            state = AccessState.ANONYMOUS
        elif settled:
            state = AccessState.HOLDER
        else:
            state = AccessState.PENDING if held else AccessState.STRANGER
        sentence = SENTENCES[state].format(editions=", ".join(f"#{witness.token_id}" for witness in witnesses))
        return Verdict(state, sentence, witnesses, (), ONE_EDITION, finalized)

    async def _list_held(self, contract: str, member: Member | None) -> list[Witness]:
        columns = col(Ownership.token_id), col(Ownership.owner), col(Ownership.block_number)
        wallets = member.wallets if member else ()
        statement = select(*columns).where(col(Ownership.contract) == contract, col(Ownership.owner).in_(wallets))
        return sorted(
            (Witness(contract, *row) for row in (await self._session.execute(statement)).all()),
            key=lambda witness: witness.token_id,
        )
