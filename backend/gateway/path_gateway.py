"""Files and directories as people and players ask for them (IPFS Path Gateway)."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from backend.core.byte_range import ByteRange
from backend.gateway import listing_page, media_types
from backend.gateway.answers import FRESH_FOR_A_WEEK, Content
from backend.gateway.attachment import disposition
from backend.gateway.inline_cid import GatewayBlocks
from backend.gateway.serving import Found, Redirect, Served
from backend.ipfs.cid import RAW, Cid
from backend.ipfs.errors import PathMissing
from backend.ipfs.listing import list_entries
from backend.ipfs.reading import FileReader
from backend.ipfs.resolution import resolve
from backend.ipfs.unixfs_node import Kind

CHUNK_BYTES = 256 * 1024
DIRECTORIES = (Kind.DIRECTORY, Kind.SHARD)
INDEX = "index.html"
SYMLINK_TYPE = "inode/symlink"


def serve(blocks: GatewayBlocks, found: Found) -> Served | Redirect:
    """Serve a file, a directory's `index.html` or the list of its entries, or the text of a symbolic link."""
    kind = _read_kind(blocks, found.cid)
    if kind in DIRECTORIES:
        return _serve_directory(blocks, found)
    if kind == Kind.SYMLINK:
        return _serve_bytes(found, SYMLINK_TYPE, blocks.read_node(found.cid).content)
    return _serve_file(blocks, found, found.cid, found.query.filename or found.path.last_name)


def _serve_directory(blocks: GatewayBlocks, found: Found) -> Served | Redirect:
    if not found.path.ends_in_slash:
        # Relative links of a page are relative to the last slash.
        return Redirect(f"{found.path}/", found.headers)
    index = _find_index(blocks, found.cid)
    if index:
        return _serve_file(blocks, found, index, INDEX)
    listing = list_entries(blocks, found.cid, listing_page.MAX_ENTRIES)
    page = listing_page.render(found.path, listing).encode()
    headers = {**found.headers, "Content-Security-Policy": listing_page.POLICY}
    content = Content(listing_page.etag(found.cid), len(page), media_types.HTML, FRESH_FOR_A_WEEK, headers=headers)
    return Served(content, lambda part: iter((page[part.start : part.stop],)))


def _read_kind(blocks: GatewayBlocks, cid: Cid) -> Kind:
    return Kind.FILE if cid.codec == RAW else blocks.read_node(cid).kind


def _find_index(blocks: GatewayBlocks, directory: Cid) -> Cid | None:
    try:
        index = resolve(blocks, directory, [INDEX]).target
    except PathMissing:
        return None
    return None if _read_kind(blocks, index) in DIRECTORIES else index


def _serve_file(blocks: GatewayBlocks, found: Found, cid: Cid, name: str) -> Served:
    reader = FileReader(cid, blocks)
    media_type = media_types.detect(blocks.read_beginning(cid), PurePosixPath(name).name)
    content = Content(f'"{cid}"', reader.size, media_type, headers={**found.headers, **_save_as(found, name)})
    return Served(content, lambda part: _read_chunks(reader, part))


def _serve_bytes(found: Found, media_type: str, content: bytes) -> Served:
    described = Content(f'"{found.cid}"', len(content), media_type, headers=found.headers)
    return Served(described, lambda part: iter((content[part.start : part.stop],)))


def _save_as(found: Found, name: str) -> dict[str, str]:
    kind = "attachment" if found.query.download == "true" else "inline"
    if kind == "inline" and not found.query.filename:
        return {}
    return {"Content-Disposition": disposition(kind, name or str(found.cid))}


def _read_chunks(reader: FileReader, part: ByteRange) -> Iterator[bytes]:
    for offset in range(part.start, part.stop, CHUNK_BYTES):
        yield reader.read_at(offset, min(CHUNK_BYTES, part.stop - offset))
