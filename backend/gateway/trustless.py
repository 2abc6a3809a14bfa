"""Blocks and archives that prove themselves, for clients that trust no gateway (IPFS Trustless Gateway)."""

from collections.abc import Iterator

from backend.gateway.answers import Content
from backend.gateway.attachment import disposition
from backend.gateway.inline_cid import GatewayBlocks, InlineCid
from backend.gateway.negotiation import RAW_TYPE, CarForm, Scope
from backend.gateway.selection import Block, select_all, select_block, select_entity
from backend.gateway.serving import Found, Served
from backend.ipfs.archive import CHUNK_BYTES
from backend.ipfs.car import encode_header, encode_prefix


def serve_block(blocks: GatewayBlocks, found: Found) -> Served:
    """Serve the one block that the path names."""
    block = blocks.read_block(found.cid)
    content = Content(f'"{found.cid}.raw"', len(block), RAW_TYPE, headers=_name(found, "bin"))
    return Served(content, lambda part: iter((block[part.start : part.stop],)))


def serve_archive(blocks: GatewayBlocks, found: Found, form: CarForm) -> Served:
    """Serve the blocks on the path and those below it that `form` chooses; the root is what the path names.

    Raises `ObjectTooLarge`; a block that turns out damaged on the way breaks the stream.
    """
    is_whole = form == CarForm() and not found.path.names and not isinstance(found.cid, InlineCid)
    archive = blocks.store.open_archive(found.cid) if is_whole else None
    content = Content(
        f'"{found.cid}.car.{form.label}"',
        archive.size if archive else None,
        form.media_type,
        has_ranges=False,
        headers=_name(found, "car"),
    )
    return Served(content, lambda _: archive.chunks() if archive else _join(_write_archive(blocks, found, form)))


def _name(found: Found, suffix: str) -> dict[str, str]:
    name = found.query.filename or f"{found.cid}.{suffix}"
    return {**found.headers, "Content-Disposition": disposition("attachment", name)}


def _write_archive(blocks: GatewayBlocks, found: Found, form: CarForm) -> Iterator[bytes]:
    yield encode_header([found.cid])
    for cid, block in _select(blocks, found, form):
        # Whoever reads an inline address has its content already.
        if not isinstance(cid, InlineCid):
            yield encode_prefix(cid, len(block))
            yield block


def _select(blocks: GatewayBlocks, found: Found, form: CarForm) -> Iterator[Block]:
    on_the_way = set(found.resolution.nodes)
    yield from ((cid, blocks.read_block(cid)) for cid in found.resolution.nodes)
    below = _select_below(blocks, found, form)
    yield from (block for block in below if form.has_duplicates or block[0] not in on_the_way)


def _select_below(blocks: GatewayBlocks, found: Found, form: CarForm) -> Iterator[Block]:
    match form.scope:
        case Scope.BLOCK:
            return select_block(blocks, found.cid)
        case Scope.ENTITY:
            return select_entity(blocks, found.cid, form.part, has_duplicates=form.has_duplicates)
        case Scope.ALL:
            return select_all(blocks, found.cid, has_duplicates=form.has_duplicates)


def _join(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Gather small pieces: sending each alone would cost more than its bytes."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)
