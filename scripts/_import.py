"""Bring an exported release to a server: run again after a crash, it goes on."""

from dataclasses import dataclass
from typing import Any

from scripts._export_folder import ExportFolder
from scripts._passphrase import KeysClosed, open_keys
from scripts._screen import Screen
from scripts._storage_backend import StorageBackend
from scripts._storage_status import OWN

LISTS_MISSING = "Lists are not exported: if a phase has one, run `ape run drop publish` for it once more."


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
        secrets = open_keys(self.folder.keys_file.read_bytes(), self.passphrase)
        if secrets.pop("slug", None) != release["slug"]:
            raise KeysClosed
        self.folder.check_objects(release, self.screen)
        self._upload(release)
        restored = self.backend.restore(release["slug"], release | {"secrets": secrets})
        if restored["drop"]:
            self.screen.say(f"“{release['slug']}” is live: {restored['url']}")
            if release["manifest"].get("phases"):
                self.screen.say(LISTS_MISSING)
        else:
            self.screen.say(
                f"“{release['slug']}” is here, and not for sale: this server knows of no drop for it. If its label has "
                "one, start the backend once with --reindex; else publish it."
            )

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
