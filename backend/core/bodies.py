"""Bodies of requests that are read whole, but never more of them than is taken."""

from collections.abc import AsyncIterator

from backend.core.errors import HecticError


async def read_body(
    parts: AsyncIterator[bytes], cap_bytes: int, too_large: HecticError, announced_bytes: int | None = None
) -> bytes:
    """Return a body; raises `too_large` before more than `cap_bytes` of it are in memory, whatever was announced."""
    if announced_bytes is not None and announced_bytes > cap_bytes:
        raise too_large
    body = bytearray()
    async for part in parts:
        body += part
        if len(body) > cap_bytes:
            raise too_large
    return bytes(body)
