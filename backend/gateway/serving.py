"""What a gateway request gets: the file, the page of a directory, a block or an archive. Nothing is fetched."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from backend.core.byte_range import ByteRange
from backend.gateway.answers import Content
from backend.gateway.content_path import ContentPath
from backend.gateway.inline_cid import GatewayBlocks
from backend.gateway.negotiation import Query, Wish
from backend.ipfs.cid import Cid
from backend.ipfs.errors import ContentMissing
from backend.ipfs.resolution import Resolution, resolve


@dataclass(frozen=True, slots=True)
class Served:
    """Content, and how to read a part of it in bounded memory."""

    content: Content
    read: Callable[[ByteRange], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Redirect:
    """The address where the content is, and the headers that go with it."""

    location: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What a request named, where that led, and the headers that say so."""

    path: ContentPath
    query: Query
    resolution: Resolution
    headers: Mapping[str, str]

    @property
    def cid(self) -> Cid:
        """The content that is to be sent."""
        return self.resolution.target


def find(blocks: GatewayBlocks, path: ContentPath, root: Cid, query: Query, wish: Wish) -> Found:
    """Follow the path; raise `ContentMissing` and `PathMissing`."""
    if not blocks.has(root):
        raise ContentMissing(root)
    resolution = resolve(blocks, root, path.names)
    headers = {"X-Ipfs-Path": str(path), "X-Ipfs-Roots": ",".join(map(str, resolution.steps))}
    if wish.spelled_out:
        spelled_out = wish.spelled_out | query.model_dump(by_alias=True, exclude_none=True)
        headers["Content-Location"] = f"{path}?{urlencode(spelled_out)}"
    return Found(path, query, resolution, headers)
