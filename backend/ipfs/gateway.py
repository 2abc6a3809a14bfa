"""How a stored file is answered over HTTP (IPFS path gateway specification, RFC 9110): values in, values out."""

from dataclasses import dataclass

from pydantic import BaseModel

from backend.core import byte_range
from backend.core.byte_range import ByteRange
from backend.ipfs import media_types

IMMUTABLE_FOR_48_WEEKS = "public, max-age=29030400, immutable"
INERT = "default-src 'none'; sandbox"
# The bytes are public: any page may read them.
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
}
PREFLIGHT = {
    **CROSS_ORIGIN,
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}


class Conditions(BaseModel):
    """The request headers that change the answer."""

    range: str | None = None
    if_range: str | None = None
    if_none_match: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The status and headers to send, and the part of the file that follows; `None` sends no body."""

    status: int
    headers: dict[str, str]
    body: ByteRange | None


@dataclass(frozen=True, slots=True)
class Content:
    """A stored file as the gateway sees it; `size` in bytes."""

    cid: str
    size: int
    media_type: str

    @property
    def etag(self) -> str:
        """The strong validator: the address, because other bytes would have another."""
        return f'"{self.cid}"'


def answer_get(content: Content, conditions: Conditions) -> Answer:
    """Answer 200, 206 or 304; raise `RangeOutside` (416)."""
    if _is_known(content, conditions):
        return Answer(304, _caching_headers(content), None)
    wanted = conditions.range if _range_applies(content, conditions) else None
    part = byte_range.parse(wanted, content.size)
    if part is None:
        return Answer(200, _content_headers(content, content.size), ByteRange(0, content.size))
    headers = _content_headers(content, part.length) | {"Content-Range": part.content_range(content.size)}
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
    return conditions.if_range is None or conditions.if_range.strip() == content.etag


def _caching_headers(content: Content) -> dict[str, str]:
    return {**CROSS_ORIGIN, "ETag": content.etag, "Cache-Control": IMMUTABLE_FOR_48_WEEKS}


def _content_headers(content: Content, length: int) -> dict[str, str]:
    headers = _caching_headers(content) | {
        "Content-Type": content.media_type,
        "Content-Length": str(length),
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
    }
    if media_types.is_active(content.media_type):
        headers["Content-Security-Policy"] = INERT
    return headers
