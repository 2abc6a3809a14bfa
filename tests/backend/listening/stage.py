"""A label with one mix, its ledger and its listeners, without HTTP."""

from backend.catalog.models import FileKind, Recording, Release, ReleaseFile
from backend.chain.models import Cursor
from backend.gates.service import GateService
from backend.holdings.models import Ownership
from backend.identity.members import Member
from backend.listening.models import Play
from backend.listening.playing import PlayService

DROP = "0x" + "d7" * 20
SLUG = "night-bus"
FINALIZED = 100
STALENESS_SECONDS = 10**9
PACE = 20_000


def create_member(account="ours", session="here", wallet="0x" + "fa" * 20, *others):
    return Member(account=account, session=session, address=wallet, wallets=(wallet, *others))


class Stage:
    """Does what a request does, in a transaction of its own."""

    def __init__(self, database, clock):
        self.database = database
        self.clock = clock

    async def publish(self, slug=SLUG, kinds=(FileKind.MIX, FileKind.ORIGINAL), drop=DROP):
        async with self.database.transaction() as session:
            session.add(
                Release(slug=slug, key=slug, manifest={}, created_at=self.clock(), drop_address=drop, drop_block=1)
            )
            await session.flush()
            session.add(_create_recording(slug))
            session.add_all(_create_file(slug, kind) for kind in kinds)

    async def index(self, finalized=FINALIZED):
        async with self.database.transaction() as session:
            await session.merge(
                Cursor(
                    number=finalized + 5,
                    hash="0xh",
                    finalized_number=finalized,
                    finalized_hash="0xf",
                    seen_at=self.clock(),
                )
            )

    async def give(self, wallet, token_id, block=1, contract=DROP):
        async with self.database.transaction() as session:
            await session.merge(
                Ownership(contract=contract, token_id=token_id, owner=wallet, block_number=block, log_index=0)
            )

    async def play(self, member, slug=SLUG, recording="mix", renews=None):
        async with self.database.transaction() as session:
            return await self._serve(session).play(slug, recording, member, renews)

    async def stop(self, play_id, member):
        async with self.database.transaction() as session:
            await self._serve(session).stop(play_id, member)

    async def find(self, play_id):
        async with self.database.snapshot() as session:
            return await session.get(Play, play_id)

    def _serve(self, session):
        return PlayService(session, GateService(session, self.clock, STALENESS_SECONDS), self.clock)


def _create_file(slug, kind):
    return ReleaseFile(
        slug=slug,
        kind=kind,
        source_sha256="a" * 64,
        cid="bafk",
        size=10 * PACE,
        mime_type="audio/mp4",
        wrapped_key=b"k",
    )


def _create_recording(slug):
    return Recording(
        slug=slug,
        audio_sha256="a" * 64,
        duration_seconds=10,
        loudness_lufs=-9,
        tempo_bpm=None,
        peaks=[],
        mime_type="audio/flac",
    )
