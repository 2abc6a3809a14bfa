"""All SQL of plays."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    FunctionElement,
    Row,
    ScalarSelect,
    Text,
    Update,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlmodel import SQLModel, col

from backend.core.db import INSERTS, Executor
from backend.core.types import UtcColumn
from backend.gates.models import GateTree, RecordingGate
from backend.gates.questions import MIX
from backend.gates.tree import DEFAULT, digest_tree
from backend.holdings.models import Ownership
from backend.identity.models import Session, Wallet
from backend.listening.leases import Lease, Loan, Token, in_batches
from backend.listening.models import EndReason, NewPlay, Play

TOKENS_AT_ONCE = 200
RECENT_PLAYS = 20
SEPARATOR = ","  # is in no id
RecentPlay = Row[str, str, str | None, int | None, datetime, datetime, datetime | None, int, int]
BoardRow = Row[str, str, str, datetime, datetime, int, int, bool]
# What every press of play asks is put together once; by table, for the mapper has a part in every row of a model.
TABLE = SQLModel.metadata.tables[Play.__tablename__]
PLAYS = TABLE.c
SESSIONS = SQLModel.metadata.tables[Session.__tablename__]
GATES, TREES = (SQLModel.metadata.tables[model.__tablename__] for model in (RecordingGate, GateTree))
NOW = bindparam("now", type_=UtcColumn())
RECENT = (
    select(
        PLAYS.id,
        PLAYS.session,
        PLAYS.contract,
        PLAYS.token_id,
        PLAYS.started_at,
        PLAYS.expires_at,
        PLAYS.ended_at,
        PLAYS.pace,
        (PLAYS.bytes_sent + PLAYS.carried_bytes).label("weight"),
    )
    .where(
        PLAYS.account == bindparam("account"),
        # No index of slugs: a release has a million plays where an account has a few.
        PLAYS.slug.concat("") == bindparam("slug"),
        PLAYS.recording == bindparam("recording"),
    )
    .order_by(PLAYS.started_at.desc())
    .limit(RECENT_PLAYS)
)
# Ids travel in one text: a list would be written into the statement, which then is never the same.
IDS = bindparam("ids", type_=Text())
ID_ROWS = {"sqlite": func.json_each(IDS), "postgresql": func.json_array_elements_text(cast(IDS, JSON))}
LISTED = {name: select(rows.table_valued("value").c.value) for name, rows in ID_ROWS.items()}
LEASES = {
    name: select(PLAYS.token_id, PLAYS.account, PLAYS.session, (PLAYS.expires_at <= NOW).label("is_over")).where(
        PLAYS.ended_at.is_(None), PLAYS.contract == bindparam("contract"), PLAYS.token_id.in_(listed)
    )
    for name, listed in LISTED.items()
}
RENEWAL = (
    update(TABLE)
    .where(PLAYS.id == bindparam("play"), PLAYS.ended_at.is_(None), PLAYS.expires_at > NOW)
    .values(renewed_at=NOW, expires_at=bindparam("until", type_=UtcColumn()))
    .returning(PLAYS.id)
)
STARTS = {name: insert(TABLE).on_conflict_do_nothing().returning(PLAYS.id) for name, insert in INSERTS.items()}
# What was sent to each play, handed over in one text: a statement for each would wait its turn a thousand times.
SENT = bindparam("sent", type_=Text())
PAIRS = {"sqlite": func.json_each(SENT), "postgresql": func.json_each_text(cast(SENT, JSON))}


def _add_bytes(texts: FunctionElement[Any]) -> Update:
    pairs = texts.table_valued("key", "value")
    # Locked in one order by all processes, so that none waits for another in a circle.
    counted = (
        select(PLAYS.id, cast(pairs.c.value, BigInteger).label("sent"))
        .where(PLAYS.id == pairs.c.key)
        .order_by(PLAYS.id)
        .with_for_update(of=TABLE)
        .cte("counted")
    )
    return update(TABLE).values(bytes_sent=PLAYS.bytes_sent + counted.c.sent).where(PLAYS.id == counted.c.id)


ADDITIONS = {name: _add_bytes(texts) for name, texts in PAIRS.items()}


def _is_over(now: ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(PLAYS.expires_at <= now, ~exists().where(SESSIONS.c.id == PLAYS.session, SESSIONS.c.expires_at > now))


IS_OVER = _is_over(NOW)
BOARD = select(
    PLAYS.id,
    PLAYS.slug,
    PLAYS.recording,
    PLAYS.started_at,
    PLAYS.expires_at,
    PLAYS.pace,
    (PLAYS.bytes_sent + PLAYS.carried_bytes).label("weight"),
    IS_OVER.label("is_over"),
).where(PLAYS.ended_at.is_(None))
SHOWN = BOARD.where(PLAYS.id == bindparam("play"))
SHOWN_OF_MANY = {name: BOARD.where(PLAYS.id.in_(listed)) for name, listed in LISTED.items()}
# The database hands them over in one text, for a row each would cost as much as sending the sound.
GOING = select(func.aggregate_strings(case((~IS_OVER, PLAYS.id)), SEPARATOR), func.count()).where(
    PLAYS.ended_at.is_(None)
)


def _select_gate(recording: Any) -> ScalarSelect[str]:  # noqa: ANN401 - a name, or a column of them
    chosen = select(GATES.c.digest).where(GATES.c.slug == PLAYS.slug, GATES.c.recording == recording)
    return chosen.correlate(TABLE).scalar_subquery()


# As gates are asked: a recording without one of its own has that of the mix.
GATE_NOW = func.coalesce(_select_gate(PLAYS.recording), _select_gate(MIX), digest_tree(DEFAULT))


class PlayRepository:
    """Reads and writes plays."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def list_recent(self, account: str, slug: str, recording: str) -> Sequence[RecentPlay]:
        """Return the newest plays of a recording by an account, the newest first."""
        wanted = {"account": account, "slug": slug, "recording": recording}
        return (await self._executor.execute(RECENT, wanted)).all()

    async def find_end(self, play_id: str, account: str) -> str | None:
        """Return why a play of an account ended, or `None` while it goes on."""
        statement = select(col(Play.end_reason)).where(col(Play.id) == play_id, col(Play.account) == account)
        return (await self._executor.execute(statement)).scalar_one_or_none()

    async def list_leases(self, tokens: Iterable[Token], now: datetime) -> dict[Token, Lease]:
        """Return who plays on which of these tokens, those that ran out and were not ended yet included."""
        leases: dict[Token, Lease] = {}
        leases_of = LEASES[self._executor.get_bind().dialect.name]
        for contract, token_ids in _sort_by_contract(tokens).items():
            wanted = {"contract": contract, "ids": json.dumps([*map(str, token_ids)]), "now": now}
            for row in (await self._executor.execute(leases_of, wanted)).all():
                leases[contract, row.token_id] = Lease(row.account, row.session, row.is_over)
        return leases

    async def hold_still(self, contract: str, token_id: int, owner: str) -> bool:
        """Keep a token with its owner until this transaction ends; return whether it still is there.

        The indexer moves the owner first and ends plays next, so everything that writes plays of a token asks this
        first: neither misses the other, and neither waits for the other in a circle. On SQLite a writer is alone.
        """
        if self._executor.get_bind().dialect.name == "sqlite":
            return True
        statement = select(col(Ownership.owner)).where(
            col(Ownership.contract) == contract, col(Ownership.token_id) == token_id
        )
        found = await self._executor.execute(statement.with_for_update(read=True))
        return found.scalar_one_or_none() == owner

    async def start(self, play: NewPlay) -> bool:
        """Write a play; return false when another one took its token meanwhile."""
        statement = STARTS[self._executor.get_bind().dialect.name]
        started = await self._executor.execute(statement, vars(play))
        return started.scalar_one_or_none() is not None

    async def renew(self, play_id: str, now: datetime, expires_at: datetime) -> bool:
        """Let a play go on; return false when it ended meanwhile."""
        renewed = await self._executor.execute(RENEWAL, {"play": play_id, "now": now, "until": expires_at})
        return renewed.scalar_one_or_none() is not None

    async def vacate_token(self, contract: str, token_id: int, account: str, now: datetime) -> None:
        """End what an account plays on a token, and what ran out there."""
        ours = or_(col(Play.account) == account, col(Play.expires_at) <= now)
        await self._end(now, EndReason.ELSEWHERE, _is_among([(contract, token_id)]), ours)

    async def vacate_account(self, account: str, now: datetime) -> None:
        """End what an account plays on no token."""
        await self._end(now, EndReason.ELSEWHERE, col(Play.contract).is_(None), col(Play.account) == account)

    async def end(self, play_id: str, account: str, now: datetime, reason: EndReason) -> None:
        """End a play of an account; one that has ended keeps its reason."""
        await self._end(now, reason, col(Play.id) == play_id, col(Play.account) == account)

    async def has_leases(self) -> bool:
        """Tell whether anybody plays on a token."""
        live = (col(Play.ended_at).is_(None), col(Play.contract).is_not(None))
        return (await self._executor.execute(select(col(Play.id)).where(*live).limit(1))).first() is not None

    async def end_moved(self, tokens: Iterable[Token], now: datetime) -> None:
        """End what plays on these tokens."""
        for some in in_batches(sorted(tokens), TOKENS_AT_ONCE):
            await self._end(now, EndReason.MOVED, col(Play.contract).is_not(None), _is_among(some))

    async def end_lent(self, loans: Iterable[Loan], now: datetime) -> None:
        """End what wallets play on tokens of vaults; where another delegation still lends one, its page begins anew."""
        is_lent = (col(Play.contract).is_not(None), ~_is_played_by(Play.wallet))
        for some in in_batches(sorted(loans), TOKENS_AT_ONCE):
            among = or_(*((col(Play.wallet) == vault) & _is_played_by(delegate) for vault, delegate in some))
            await self._end(now, EndReason.WITHDRAWN, *is_lent, among)

    async def end_granted_above(self, block: int, now: datetime) -> None:
        """End what was granted by what is known of blocks above `block`."""
        await self._end(now, EndReason.TAKEN_BACK, col(Play.block_number) > block)

    async def end_of_other_gates(self, slug: str, now: datetime) -> None:
        """End what plays of a release by another gate than its recording has."""
        await self._end(now, EndReason.CHANGED, PLAYS.slug == slug, PLAYS.gate_digest != GATE_NOW)

    async def end_entitled(self, name: str, wallet: str, now: datetime) -> None:
        """End what the account of a wallet plays by gates that name an entitlement."""
        naming = select(TREES.c.digest).where(TREES.c.tree.contains(json.dumps(name), autoescape=True))
        await self._end(now, EndReason.NOT_ENTITLED, _is_played_by(wallet), PLAYS.gate_digest.in_(naming))

    async def end_left_over(self, now: datetime) -> None:
        """End what ran out, and what a session played that is signed out."""
        await self._end(now, EndReason.SIGNED_OUT, _is_over(literal(now, UtcColumn())))

    async def find_shown(self, play_id: str, now: datetime) -> BoardRow | None:
        """Return what the board shows of a play, or `None` when it has ended."""
        return (await self._executor.execute(SHOWN, {"play": play_id, "now": now})).one_or_none()

    async def list_going(self, now: datetime) -> tuple[set[str], int]:
        """Return which plays go on, and how many do not though nobody ended them: ten thousand of them every second."""
        text, count = (await self._executor.execute(GOING, {"now": now})).one()
        live = set(text.split(SEPARATOR)) if text else set()
        return live, count - len(live)

    async def list_shown(self, plays: Sequence[str], now: datetime) -> Sequence[BoardRow]:
        """Return what the board shows of these plays, but for those that have ended."""
        statement = SHOWN_OF_MANY[self._executor.get_bind().dialect.name]
        return (await self._executor.execute(statement, {"ids": json.dumps(plays), "now": now})).all()

    async def add_bytes(self, sent: Mapping[str, int], ripping: Iterable[str], now: datetime) -> None:
        """Add what was sent to each play, and mark those that were copied rather than heard."""
        if sent:
            addition = ADDITIONS[self._executor.get_bind().dialect.name]
            await self._executor.execute(addition, {"sent": json.dumps(sent)})
        marked = update(TABLE).where(PLAYS.id == bindparam("play"), PLAYS.ripping_at.is_(None))
        if plays := sorted(ripping):
            await self._executor.execute(marked.values(ripping_at=now), [{"play": play} for play in plays])

    async def _end(self, now: datetime, reason: EndReason, *conditions: ColumnElement[bool]) -> None:
        """End live plays; one whose lease ran out ended then, whatever ends it now."""
        has_expired = col(Play.expires_at) <= now
        statement = update(TABLE).where(col(Play.ended_at).is_(None), *conditions)
        ended = statement.values(
            ended_at=case((has_expired, col(Play.expires_at)), else_=literal(now, UtcColumn())),
            end_reason=case((has_expired, EndReason.EXPIRED.value), else_=reason.value),
        )
        await self._executor.execute(ended)


def _is_played_by(wallet: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an address, or a column of them
    """Tell whether the account that plays has proven a wallet."""
    return exists().where(col(Wallet.address) == wallet, col(Wallet.account_id) == col(Play.account))


def _is_among(tokens: Iterable[Token]) -> ColumnElement[bool]:
    """Compare with tokens, contract by contract: they are mostly of one."""
    by_contract = _sort_by_contract(tokens).items()
    return or_(*((col(Play.contract) == contract) & col(Play.token_id).in_(ids) for contract, ids in by_contract))


def _sort_by_contract(tokens: Iterable[Token]) -> dict[str, list[int]]:
    by_contract: dict[str, list[int]] = {}
    for contract, token_id in tokens:
        by_contract.setdefault(contract, []).append(token_id)
    return by_contract
