"""What hearing a play stands on: a sealed release with renditions, its sounds, an application that serves them."""

import io

from fastapi import FastAPI

from backend.app import add_problem_handlers
from backend.audio.keyring import create_content_key
from backend.audio.sealing import sealing_stream
from backend.catalog.models import FileKind, Fragments, Release, ReleaseFile
from backend.catalog.repository import CatalogRepository
from backend.catalog.sealed import associated_data
from backend.listening.hear_routes import create_hear_routes

SLUG = "night-bus"
COOKIE = "the cookie of a browser"
MIX = bytes(range(256)) * 4096  # 1 MiB: sixteen sealed segments, four pieces
ORIGINAL = b"RIFF" + bytes(1000)
HEAD = b"head of the fragments"
PIECES = [(300_000, 6.0), (310_000, 6.0), (90_000, 1.5)]
RENDITION = HEAD + bytes(sum(size for size, _ in PIECES))


async def seal_release(database, store, keyring, clock, sounds):
    """Have a release whose sealed files hold `sounds`, by their kinds."""
    async with database.transaction() as session:
        repository = CatalogRepository(session)
        await repository.save(Release(slug=SLUG, key="0x01", manifest={}, created_at=clock()))
        for kind, content in sounds.items():
            file = seal(store, keyring, kind, content)
            await repository.save(file)
            if content is RENDITION:
                await repository.save(
                    Fragments(slug=SLUG, kind=kind, cid=file.cid, head_bytes=len(HEAD), pieces=PIECES)
                )


def seal(store, keyring, kind, content):
    key = create_content_key()
    node = store.add_file(sealing_stream(io.BytesIO(content), key, associated_data(SLUG, kind)))
    return ReleaseFile(
        slug=SLUG,
        kind=kind,
        source_sha256="a" * 64,
        cid=str(node.cid),
        size=len(content),
        mime_type="audio/wav" if kind is FileKind.ORIGINAL else "audio/mp4",
        wrapped_key=keyring.wrap(key),
    )


def create_hear_app(doorkeeper, shelf, clock):
    app = FastAPI()
    app.router.routes[:0] = create_hear_routes(doorkeeper, shelf, clock)
    add_problem_handlers(app)
    return app
