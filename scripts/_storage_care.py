"""Look after what is kept: audit it, move it to another place, remove what nobody needs."""

from dataclasses import dataclass, field
from typing import Any

from scripts._clock import Clock
from scripts._refusal import Refusal
from scripts._screen import Screen
from scripts._storage_backend import StorageBackend
from scripts._storage_status import say_findings
from scripts._storage_waiting import await_end
from scripts._words import say_count, say_size


class PlaceUnknown(Refusal):
    """The server has no such place."""

    def __init__(self, option: str, name: str, known: list[str]) -> None:
        places = ", ".join(known) or "none: set PINNING_PLACES"
        super().__init__(f"{option} {name} is no place of this server. Its places are {places}.")


class SamePlace(Refusal):
    """There is nothing to move."""

    def __init__(self, name: str) -> None:
        super().__init__(f"--from and --to are both {name}: name two places.")


class ObjectUnknown(Refusal):
    """The server keeps no such object."""

    def __init__(self, cid: str) -> None:
        super().__init__(f"This server keeps no object {cid}: `ape run storage status` lists those nobody needs.")


@dataclass(frozen=True)
class StorageCare:
    """The storage of one server, signed in to."""

    backend: StorageBackend
    screen: Screen
    clock: Clock = field(default_factory=Clock)

    def audit(self) -> bool:
        """Have every copy looked at, say what was found, and return whether nothing stays lost."""
        number = self.backend.start_audit()
        found = await_end(
            lambda: self.backend.get_audit(number),
            lambda audit: say_count(audit["proofs"], "proof"),
            "The audit",
            self.screen,
            self.clock,
        )
        lost = [
            f"{entry['name'] or entry['cid']} at {copy['place']}"
            for entry in self.backend.get_storage()["objects"]
            for copy in entry["copies"]
            if copy["status"] == "lost"
        ]
        self.screen.say("\n".join((say_findings(found), *(f"  {problem}" for problem in found["problems"]))))
        self.screen.say(_judge_audit(found, lost))
        return not lost

    def move(self, source: str, destination: str) -> None:
        """Bring everything that is at one place to another, after it was shown what that is."""
        storage = self.backend.get_storage()
        _check_places(source, destination, [place["name"] for place in storage["places"]])
        moving = [entry for entry in storage["objects"] if _is_at(entry, source)]
        size = say_size(sum(entry["size"] for entry in moving))
        self.screen.say(f"{say_count(len(moving), 'object')}, {size}, will be brought from {source} to {destination}.")
        self.screen.ask("Move them?")
        self.backend.start_move(source, destination)
        await_end(
            lambda: self.backend.get_move(source),
            lambda move: f"{move['moved']:,} of {say_count(move['objects'], 'object')}",
            "The move",
            self.screen,
            self.clock,
        )
        self.screen.say(
            f"Everything of {source} is at {destination} now. Remove “{source}” from "
            "PINNING_PLACES and start the backend again."
        )

    def unpin(self, cid: str) -> None:
        """Remove an object that no release needs, everywhere."""
        found = next((entry for entry in self.backend.get_storage()["objects"] if entry["cid"] == cid), None)
        if found is None:
            raise ObjectUnknown(cid)
        self.screen.say(f"{cid}, {say_size(found['size'])}, will be removed at {_list_places(found)}, for good.")
        self.screen.ask("Remove it?")
        self.backend.remove_object(cid)
        self.screen.say(f"{cid} is removed here, and elsewhere as soon as each place answers.")


def _check_places(source: str, destination: str, known: list[str]) -> None:
    for option, name in (("--from", source), ("--to", destination)):
        if name not in known:
            raise PlaceUnknown(option, name, known)
    if source == destination:
        raise SamePlace(source)


def _is_at(entry: dict[str, Any], place: str) -> bool:
    return any(copy["place"] == place for copy in entry["copies"])


def _list_places(entry: dict[str, Any]) -> str:
    return ", ".join(copy["place"] for copy in entry["copies"])


def _judge_audit(found: dict[str, Any], lost: list[str]) -> str:
    if lost:
        return f"Still lost: {', '.join(lost)}."
    if found["problems"] and not found["lost"]:
        return "Nothing is known to be lost, but not everything could be checked."
    return "Nothing is lost."
