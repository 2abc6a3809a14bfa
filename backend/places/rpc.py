"""What a daemon's answers mean, whichever client brought them (https://docs.ipfs.tech/reference/kubo/rpc/)."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from backend.ipfs.cid import Cid
from backend.places.answer import find_reason
from backend.places.errors import PlaceRefused
from backend.places.place import CopyStatus, Report
from backend.places.spelling import check_cid, spell

NOT_PINNED = "not pinned"
PINS = {"type": "recursive", "stream": "true"}
# A daemon has its own blocks at hand: one that looks for longer does not have it.
LOOK_SECONDS = 10.0


def check_import(place: str, expected: Cid, lines: Iterable[Mapping[str, Any]]) -> None:
    """Accept what `dag/import` says of one archive; raise `CidDiffers` or `PlaceRefused`."""
    root = next((line["Root"] for line in lines if isinstance(line.get("Root"), Mapping)), None)
    if root is None:
        raise PlaceRefused(place, "it does not say what it imported")
    check_cid(place, expected, (root.get("Cid") or {}).get("/"))
    if root.get("PinErrorMsg"):
        raise PlaceRefused(place, find_reason(root["PinErrorMsg"]))


def find_pins(lines: Iterable[Mapping[str, Any]]) -> set[str]:
    """Read the roots that `pin/ls` lists, one a line or, as some answer whatever they are asked, all in one object."""
    pins: set[str] = set()
    for line in lines:
        pins |= {line["Cid"]} if "Cid" in line else set(line.get("Keys", ()))
    return spell(pins)


def report_pin(root: Cid, pins: Container[str]) -> Report:
    """Report on a root by the pins of its daemon."""
    return Report(CopyStatus.PINNED if str(root) in pins else CopyStatus.LOST)


def look_for(seconds: float) -> dict[str, str]:
    """Return options that keep a daemon from fetching what it lost, perhaps from here, only to show that it has it."""
    return {"offline": "true", "timeout": f"{seconds:g}s"}
