"""Bring an exported release to a server: run again after a crash, it goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts._export_folder import ExportFolder
from scripts._passphrase import open_keys
from scripts._screen import Screen
from scripts._storage_backend import StorageBackend
from scripts._storage_status import OWN

LISTS_MISSING = "Lists of phases are not exported: if a phase has one, run `ape run drop publish` for it once more."


@dataclass(frozen=True)
class Import:
    """One export on its way into a server that is signed in to."""

    backend: StorageBackend
    folder: ExportFolder
    passphrase: str
    screen: Screen

    def run(self) -> None:
        """Check all of it, upload what the server lacks, and have the release recorded."""
        release = self.folder.read()
        secrets = open_keys(self.folder.keys_file, release["slug"], self.passphrase)
        gates = self._open_gates(release["slug"])
        self.folder.check_objects(release, self.screen)
        self._upload(release)
        restored = self.backend.restore(release["slug"], release | {"secrets": secrets})
        if gates:
            self._restore_gates(release["slug"], gates)
        if restored["drop"]:
            self.screen.say(f"“{release['slug']}” is live: {restored['url']}")
            if release["manifest"].get("phases"):
                self.screen.say(LISTS_MISSING)
        else:
            self.screen.say(
                f"“{release['slug']}” is here, and not for sale: this server knows of no drop for it. If its label has "
                "one, start the backend once with --reindex; else publish it."
            )

    def _open_gates(self, slug: str) -> dict[str, Any] | None:
        path = self.folder.gates_file
        return open_keys(path, slug, self.passphrase) if path.is_file() else None

    def _restore_gates(self, slug: str, gates: dict[str, Any]) -> None:
        stayed = list(_list_other(gates, self.backend.restore_gates(slug, gates)))
        if stayed:
            self.screen.say(f"Here already, and left as it is: {', '.join(stayed)}.")

    def _upload(self, release: dict[str, Any]) -> None:
        kept = {
            entry["cid"]
            for entry in self.backend.get_storage()["objects"]
            if any(copy["place"] == OWN and copy["status"] == "pinned" for copy in entry["copies"])
        }
        missing = [entry for entry in release["objects"] if entry["cid"] not in kept]
        with self.screen.progress("Uploading", sum(entry["size"] for entry in missing)) as advance:
            for entry in missing:
                advance(0, entry["name"])
                self.backend.upload_object(entry["cid"], entry["name"], self.folder.object_file(entry["cid"]), advance)


def _list_other(sent: dict[str, Any], here: dict[str, Any]) -> Iterator[str]:
    """Say what a server has of gates that is not what was sent."""
    for recording, tree in sent["gates"].items():
        if here["gates"][recording] != tree:
            yield f"the gate of the {recording}"
    for name, wallets in sent["lists"].items():
        if here["lists"].get(name, wallets) != wallets:
            yield f"the list “{name}”"
    given = {gift["source"]: gift for gift in here["gifts"]}
    for gift in sent["gifts"]:
        if given.get(gift["source"], gift) != gift:
            yield f"what was given as {gift['source']}"
