"""What a member holds: editions across wallets, and the vaults that let it listen."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.catalog.models import FileKind, Release, ReleaseFile
from backend.chain.repository import ChainRepository
from backend.gates.scopes import PENDING, SETTLED, name_wallet, select_scopes
from backend.gates.tokens import select_held
from backend.holdings.models import Delegation
from backend.identity.members import Member

EXTENTS = {"all": "all", "contract": "contract", "erc721": "token"}
"""How far a delegation of each kind that counts reaches."""


@dataclass(frozen=True, slots=True)
class Vault:
    """A wallet that lets another one listen: to everything, at one contract, or by one token."""

    vault: str
    delegate: str
    kind: str
    contract: str | None
    token_id: int | None
    is_settled: bool


@dataclass(slots=True)
class Holding:
    """The editions of one release in one wallet, by serial."""

    slug: str
    title: str
    artist: str
    cover_url: str
    wallet: str
    is_vault: bool
    serials: list[int] = field(default_factory=list)
    pending_serials: list[int] = field(default_factory=list)


class CollectionService:
    """Reads what a member holds."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_vaults(self, wallets: Sequence[str]) -> list[Vault]:
        """Return the vaults that let one of some wallets listen."""
        finalized = await ChainRepository(self._session).finalized_number()
        statement = (
            select(Delegation)
            .where(col(Delegation.delegate).in_(wallets), col(Delegation.is_enabled), col(Delegation.kind).in_(EXTENTS))
            .order_by(col(Delegation.block_number), col(Delegation.log_index))
        )
        return [_read_vault(row, finalized) for row in (await self._session.execute(statement)).scalars()]

    async def list_holdings(self, member: Member) -> list[Holding]:
        """Return the editions a member holds, the newest release first."""
        finalized = await ChainRepository(self._session).finalized_number()
        held = select_held(select_scopes(len(member.wallets)), has_negation=False)
        title, artist = (col(Release.manifest)[name].as_string() for name in ("title", "artist"))
        is_cover = (col(ReleaseFile.slug) == col(Release.slug)) & (col(ReleaseFile.kind) == FileKind.THUMBNAIL)
        statement = (
            select(col(Release.slug), title, artist, col(ReleaseFile.cid), held.c.owner, held.c.token_id, held.c.grade)
            .join(Release, col(Release.drop_address) == held.c.contract)
            .outerjoin(ReleaseFile, is_cover)
            .where(held.c.grade <= PENDING)
            .order_by(col(Release.drop_block).desc(), col(Release.slug), held.c.owner)
        )
        wallets = {name_wallet(place): wallet for place, wallet in enumerate(member.wallets)}
        rows = (await self._session.execute(statement, {"finalized": finalized, **wallets})).all()
        return _gather(rows, member.wallets)


def _gather(rows: Sequence[Any], wallets: Sequence[str]) -> list[Holding]:
    holdings: dict[tuple[str, str], Holding] = {}
    serials: dict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for slug, title, artist, cover, owner, token_id, grade in rows:
        cover_url = f"/ipfs/{cover}" if cover else ""
        is_vault = owner not in wallets
        holding = Holding(slug, title or slug, artist or "", cover_url, owner, is_vault)
        holdings.setdefault((slug, owner), holding)
        serials[slug, owner, grade == SETTLED].append(int(token_id))
    for (slug, owner), holding in holdings.items():
        holding.serials = sorted(serials[slug, owner, True])
        holding.pending_serials = sorted(serials[slug, owner, False])
    return list(holdings.values())


def _read_vault(row: Delegation, finalized: int) -> Vault:
    extent = EXTENTS[row.kind]
    return Vault(row.vault, row.delegate, extent, row.contract, row.token_id, row.block_number <= finalized)
