"""The same CID as different places write it: `Qm...`, or version 1 in base32 or base58."""

from collections.abc import Iterable

from backend.ipfs import base58
from backend.ipfs.cid import DAG_PB, V1_BYTES, Cid
from backend.ipfs.errors import InvalidCid
from backend.places.errors import CidDiffers

BASE58 = "z"


def check_cid(place: str, expected: Cid, found: object) -> None:
    """Accept what a place calls an object; raise `CidDiffers` when that is another one."""
    cid = _find_cid(str(found))
    if cid is None or (cid.codec, cid.digest) != (expected.codec, expected.digest):
        raise CidDiffers(place, expected, found)


def spell(cids: Iterable[str]) -> set[str]:
    """Return CIDs in every way this label writes them."""
    return {spelled for cid in cids for spelled in _spell(cid)}


def _spell(text: str) -> set[str]:
    cid = _find_cid(text)
    if cid is None:
        return {text}
    versions = (0, 1) if cid.codec == DAG_PB else (1,)
    return {str(Cid(cid.codec, cid.digest, version)) for version in versions}


def _find_cid(text: str) -> Cid | None:
    """Read a CID, or return `None` for a kind that this label does not keep."""
    try:
        return Cid.from_bytes(base58.decode(text[1:], V1_BYTES)) if text.startswith(BASE58) else Cid.parse(text)
    except (ValueError, OverflowError, InvalidCid):
        return None
