"""Start a play, let it go on, stop it: gate, lease and record in one transaction."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.catalog.lookups import measure_files
from backend.catalog.models import FileKind
from backend.core.clock import Clock
from backend.core.db import Executor
from backend.gates.errors import MixMissing
from backend.gates.service import GateService
from backend.gates.verdict import Verdict, Witness
from backend.identity.members import Member
from backend.listening.errors import AccessDenied, PlayingElsewhere, TokenInUse, TokenMoved
from backend.listening.leases import choose_witness, in_batches, token_of
from backend.listening.models import EndReason, NewPlay
from backend.listening.pacing import measure_lead
from backend.listening.repository import PlayRepository, RecentPlay

LEASE = timedelta(seconds=120)
RENEW_AFTER_SECONDS = 60
ID_BYTES = 16
WITNESSES_AT_ONCE = 100
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Started:
    """A play that goes on; `token_id` is what it stands on, `sentence` says why it may."""

    id: str
    expires_at: datetime
    token_id: int | None
    sentence: str
    kinds: frozenset[FileKind]


class PlayService:
    """The use cases of playing; the play that is newest wins inside one account, the older one between two."""

    def __init__(self, executor: Executor, gates: GateService, clock: Clock) -> None:
        self._executor = executor
        self._plays = PlayRepository(executor)
        self._gates = gates
        self._clock = clock

    async def play(self, slug: str, recording: str, member: Member, renews: str | None = None) -> Started:
        """Return the play of this session, begun or renewed.

        Raises `MixMissing`, `AccessDenied`, `TokenInUse` or `TokenMoved`; and `PlayingElsewhere` where `renews` names
        a play that was taken over, for a page that only goes on never takes it back.
        """
        now = self._clock()
        recent = await self._plays.list_recent(member.account, slug, recording)
        current = next((each for each in recent if each.session == member.session and _goes_on(each, now)), None)
        if current is None and renews is not None:
            await self._check_not_taken_over(renews, member)
        paces = await measure_files(self._executor, slug)
        if FileKind(recording) not in paces:
            raise MixMissing(slug)
        verdict = await self._gates.judge(slug, recording, member, is_renewal=current is not None)
        if not verdict.is_granted:
            raise AccessDenied(verdict.sentence)
        if current is not None and await self._renew(current, verdict, now):
            play_id, token_id = current.id, current.token_id
        else:
            play = _describe(slug, recording, member, verdict, now)
            play.pace, play.carried_bytes = paces[FileKind(recording)], _measure_carried(recent, now)
            await self._start(play, verdict, now)
            play_id, token_id = play.id, play.token_id
            if current is not None:
                await self._plays.end(current.id, member.account, now, EndReason.CHANGED)
        return Started(play_id, now + LEASE, token_id, verdict.sentence, frozenset(paces))

    async def stop(self, play_id: str, member: Member) -> None:
        """End a play of this account; one that has ended stays as it is."""
        await self._plays.end(play_id, member.account, self._clock(), EndReason.STOPPED)

    async def _check_not_taken_over(self, play_id: str, member: Member) -> None:
        if await self._plays.find_end(play_id, member.account) == EndReason.ELSEWHERE:
            raise PlayingElsewhere

    async def _renew(self, play: RecentPlay, verdict: Verdict, now: datetime) -> bool:
        """Let a play go on when what it stands on still opens the gate."""
        witness = next((each for each in verdict.witnesses if token_of(each) == (play.contract, play.token_id)), None)
        stands = await self._hold_still(witness) if witness else play.contract is None and not verdict.witnesses
        return stands and await self._plays.renew(play.id, now, now + LEASE)

    async def _start(self, play: NewPlay, verdict: Verdict, now: datetime) -> None:
        for _ in range(ATTEMPTS):
            if verdict.witnesses:
                await self._stand_on_token(play, verdict.witnesses, now)
            else:
                await self._plays.vacate_account(play.account, now)
            if await self._plays.start(play):
                return
        raise TokenInUse([witness.token_id for witness in verdict.witnesses])

    async def _stand_on_token(self, play: NewPlay, witnesses: Sequence[Witness], now: datetime) -> None:
        witness, is_taken = await self._choose(play, witnesses, now)
        if not await self._hold_still(witness):
            raise TokenMoved(witness.token_id)
        play.contract, play.token_id, play.wallet = witness.contract, witness.token_id, witness.owner
        if is_taken:
            await self._plays.vacate_token(witness.contract, witness.token_id, play.account, now)

    async def _choose(self, play: NewPlay, witnesses: Sequence[Witness], now: datetime) -> tuple[Witness, bool]:
        """Return the token to play on, and whether a play of it must end first."""
        for some in in_batches(witnesses, WITNESSES_AT_ONCE):
            leases = await self._plays.list_leases(map(token_of, some), now)
            if witness := choose_witness(some, leases, play.account, play.session):
                return witness, token_of(witness) in leases
        raise TokenInUse([witness.token_id for witness in witnesses])

    async def _hold_still(self, witness: Witness) -> bool:
        return await self._plays.hold_still(witness.contract, witness.token_id, witness.owner)


def _goes_on(play: RecentPlay, now: datetime) -> bool:
    return play.ended_at is None and play.expires_at > now


def _measure_carried(recent: Sequence[RecentPlay], now: datetime) -> int:
    """Return what an account is still ahead with of plays that are over: stopping buys no new allowance."""
    over = [play for play in recent if not _goes_on(play, now)]
    return max(
        (measure_lead(play.weight, play.pace, (now - play.started_at).total_seconds()) for play in over), default=0
    )


def _describe(slug: str, recording: str, member: Member, verdict: Verdict, now: datetime) -> NewPlay:
    """Return the play as it would be without a token."""
    return NewPlay(
        id=secrets.token_hex(ID_BYTES),
        slug=slug,
        recording=recording,
        account=member.account,
        session=member.session,
        address=member.address,
        wallet=member.address,
        gate_digest=verdict.gate_digest,
        block_number=verdict.block_number,
        started_at=now,
        renewed_at=now,
        expires_at=now + LEASE,
    )
