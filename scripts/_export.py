"""Write a release to a folder that restores it anywhere: run again, it goes on where it stopped."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts._car import CarBroken, check_car, checked
from scripts._export_folder import READ_ME, ExportFolder, sync_folder, write_durably
from scripts._export_read_me import write_read_me
from scripts._passphrase import check_passphrase, seal_keys
from scripts._refusal import Refusal
from scripts._screen import Advance, Screen
from scripts._storage_backend import StorageBackend
from scripts._words import say_count, say_size


class FolderTaken(Refusal):
    """An export never replaces anything."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is there already and was not touched: name a new folder with --to.")


class PartTaken(Refusal):
    """What an earlier run left is of another release."""

    def __init__(self, part: Path, slug: str) -> None:
        super().__init__(f"{part} is no half-made export of “{slug}” and was not touched: remove it, or change --to.")


class FolderUnwritable(Refusal):
    """The disk is full, or nobody may write there."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"{folder} cannot be written ({reason}): make room or correct --to, then run this again. What arrived is "
            "not fetched again."
        )


@dataclass(frozen=True)
class Export:
    """One release on its way out of a server that is signed in to."""

    backend: StorageBackend
    slug: str
    target: Path
    passphrase: str
    screen: Screen

    def run(self) -> None:
        """Fetch everything into a folder beside the target, then give it the target's name."""
        check_passphrase(self.passphrase)
        if self.target.exists():
            raise FolderTaken(self.target)
        release = self.backend.get_archive(self.slug)
        secrets = {"slug": self.slug, **release.pop("secrets")}
        part = ExportFolder(self.target.with_name(f"{self.target.name}.part"))
        try:
            self._fill(part, release)
            write_durably(part.keys_file, [seal_keys(secrets, self.passphrase)])
            self._write_gates(part)
            sync_folder(part.path)
            part.path.rename(self.target)
            sync_folder(self.target.absolute().parent)
        except OSError as error:
            raise FolderUnwritable(part.path, error.strerror or str(error)) from error
        size = say_size(sum(entry["size"] for entry in release["objects"]))
        self.screen.say(f"“{self.slug}” is in {self.target}: {say_count(len(release['objects']), 'object')}, {size}.")

    def _fill(self, part: ExportFolder, release: dict[str, Any]) -> None:
        if part.path.exists() and part.find_slug() != self.slug:
            raise PartTaken(part.path, self.slug)
        part.objects.mkdir(parents=True, exist_ok=True)
        write_durably(part.release_file, [json.dumps(release, indent=2, ensure_ascii=False).encode()])
        write_durably(part.path / READ_ME, [write_read_me(release).encode()])
        wanted = {part.object_file(entry["cid"]) for entry in release["objects"]}
        for path in set(part.objects.iterdir()) - wanted:
            path.unlink()  # half of a file, or of an older state of the release
        with self.screen.progress("Fetching", sum(entry["size"] for entry in release["objects"])) as advance:
            for entry in release["objects"]:
                self._fetch(entry, part.object_file(entry["cid"]), advance)
        sync_folder(part.objects)

    def _write_gates(self, part: ExportFolder) -> None:
        gates = self.backend.get_gates(self.slug)
        if gates["gates"]:
            write_durably(part.gates_file, [seal_keys({"slug": self.slug, **gates}, self.passphrase)])
        else:
            part.gates_file.unlink(missing_ok=True)  # of an older state of the release

    def _fetch(self, entry: dict[str, Any], path: Path, advance: Advance) -> None:
        if _is_whole(entry["cid"], path):
            advance(entry["size"], entry["name"])
            return
        advance(0, entry["name"])
        with self.backend.download(entry["cid"]) as pieces:
            write_durably(path, _counted(checked(entry["cid"], pieces), advance))
        if path.stat().st_size != entry["size"]:
            path.unlink()
            raise CarBroken(entry["cid"], f"it should have {entry['size']:,} bytes")


def _is_whole(cid: str, path: Path) -> bool:
    try:
        check_car(cid, path)
    except (CarBroken, FileNotFoundError):
        return False
    return True


def _counted(pieces: Iterator[bytes], advance: Advance) -> Iterator[bytes]:
    for piece in pieces:
        advance(len(piece))
        yield piece
