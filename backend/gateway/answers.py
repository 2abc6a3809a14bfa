"""How content is answered over HTTP (IPFS Path Gateway, RFC 9110): values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from backend.core import byte_range
from backend.core.byte_range import ByteRange
from backend.gateway import media_types

IMMUTABLE_FOR_48_WEEKS = "public, max-age=29030400, immutable"
# A page that is made here may look different after the next release.
FRESH_FOR_A_WEEK = "public, max-age=604800, stale-while-revalidate=2678400"
INERT = "default-src 'none'; sandbox"
# The bytes are public: any page may read them.
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Cache-Control, Content-Type, If-None-Match, If-Range, Range, "
    "User-Agent, X-Requested-With",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Disposition, Content-Length, Content-Location, "
    "Content-Range, ETag, X-Ipfs-Path, X-Ipfs-Roots",
}
PREFLIGHT = {**CROSS_ORIGIN, "Access-Control-Max-Age": "86400"}


class Conditions(BaseModel):
    """The request headers that change the answer."""

    accept: str | None = None
    cache_control: str | None = None
    range: str | None = None
    if_range: str | None = None
    if_none_match: str | None = None

    @property
    def is_only_if_cached(self) -> bool:
        """Whether nothing should be fetched for this request; nothing ever is, but it changes the status."""
        return "only-if-cached" in (self.cache_control or "").lower()


@dataclass(frozen=True, slots=True)
class Answer:
    """The status and headers to send, and the part of the content that follows; `None` sends no body."""

    status: int
    headers: dict[str, str]
    body: ByteRange | None


@dataclass(frozen=True, slots=True)
class Content:
    """What the gateway is about to send; `size` in bytes, `None` when only sending it would tell."""

    etag: str
    size: int | None
    media_type: str
    caching: str = IMMUTABLE_FOR_48_WEEKS
    has_ranges: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)


def answer_get(content: Content, conditions: Conditions) -> Answer:
    """Answer 200, 206 or 304; raise `RangeOutside` (416)."""
    if _is_known(content, conditions):
        return Answer(304, _caching_headers(content), None)
    size = content.size or 0
    part = byte_range.parse(conditions.range, size) if _range_applies(content, conditions) else None
    if part is None:
        return Answer(200, _content_headers(content, content.size), ByteRange(0, size))
    headers = _content_headers(content, part.length) | {"Content-Range": part.content_range(size)}
    return Answer(206, headers, part)


def answer_head(content: Content, conditions: Conditions) -> Answer:
    """Answer like GET without the body; ranges are defined for GET alone (RFC 9110 §14.2)."""
    if _is_known(content, conditions):
        return Answer(304, _caching_headers(content), None)
    return Answer(200, _content_headers(content, content.size), None)


def _is_known(content: Content, conditions: Conditions) -> bool:
    """Compare weakly, as RFC 9110 §13.1.2 asks of If-None-Match."""
    tags = [tag.strip().removeprefix("W/") for tag in (conditions.if_none_match or "").split(",")]
    return "*" in tags or content.etag in tags


def _range_applies(content: Content, conditions: Conditions) -> bool:
    """Compare strongly, as RFC 9110 §13.1.5 asks of If-Range; a date never matches, for there is none to match."""
    return content.has_ranges and (conditions.if_range is None or conditions.if_range.strip() == content.etag)


def _caching_headers(content: Content) -> dict[str, str]:
    # The same address is a file, a block or an archive, as `Accept` says.
    return {**CROSS_ORIGIN, "ETag": content.etag, "Cache-Control": content.caching, "Vary": "Accept"}


def _content_headers(content: Content, length: int | None) -> dict[str, str]:
    headers = _caching_headers(content) | {
        "Content-Type": content.media_type,
        "Accept-Ranges": "bytes" if content.has_ranges else "none",
        "X-Content-Type-Options": "nosniff",
    }
    if length is not None:
        headers["Content-Length"] = str(length)
    if media_types.is_active(content.media_type):
        headers["Content-Security-Policy"] = INERT
    return {**headers, **content.headers}
