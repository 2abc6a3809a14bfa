"""The folder a release is exported to: what is where in it, and whether it is whole."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts._car import check_car, decode_cid
from scripts._refusal import Refusal
from scripts._screen import Screen

FORMAT = 1
RELEASE = "release.json"
KEYS = "keys.age"
GATES = "gates.age"
READ_ME = "README.txt"


class NoExport(Refusal):
    """The folder is something else."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder} is no export of a release ({reason}): name the folder that `export` wrote.")


class FileMissing(Refusal):
    """The export is not whole."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing: take it from another copy of the export.")


class FormatUnknown(Refusal):
    """The export was written by another version."""

    def __init__(self, folder: Path, given: object) -> None:
        super().__init__(
            f"{folder} is of format {given}, and format {FORMAT} is read here: use the version of this software that "
            "wrote it."
        )


@dataclass(frozen=True)
class ExportFolder:
    """One release on disk: its description, its sealed keys, and each object as a CAR named by its CID."""

    path: Path

    @property
    def release_file(self) -> Path:
        """Where the release is described, without its secrets."""
        return self.path / RELEASE

    @property
    def keys_file(self) -> Path:
        """Where the secrets are, sealed."""
        return self.path / KEYS

    @property
    def gates_file(self) -> Path:
        """Where gates, lists and gifts are, sealed; there is none where no gate was set."""
        return self.path / GATES

    @property
    def objects(self) -> Path:
        """Where the archives are."""
        return self.path / "objects"

    def object_file(self, cid: str) -> Path:
        """Return where an object is, or would be; raises `CarBroken` for what is no CID."""
        decode_cid(cid)  # a name that came with the file must not lead out of the folder
        return self.objects / f"{cid}.car"

    def find_slug(self) -> str | None:
        """Return which release this is of, `None` when it is of none."""
        try:
            return str(json.loads(self.release_file.read_text(encoding="utf-8"))["slug"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def read(self) -> dict[str, Any]:
        """Return the description; raises `NoExport`, `FormatUnknown` or `FileMissing`."""
        try:
            release = dict(json.loads(self.release_file.read_text(encoding="utf-8")))
            listed = [(entry["cid"], entry["name"], entry["size"]) for entry in release["objects"]]
        except FileNotFoundError as error:
            raise NoExport(self.path, f"it has no {RELEASE}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise NoExport(self.path, f"its {RELEASE} cannot be read") from error
        if release.get("format") != FORMAT:
            raise FormatUnknown(self.path, release.get("format"))
        for path in (self.keys_file, *(self.object_file(cid) for cid, _, _ in listed)):
            if not path.is_file():
                raise FileMissing(path)
        return release

    def check_objects(self, release: dict[str, Any], screen: Screen) -> None:
        """Raise `CarBroken` unless every archive is what its name says."""
        with screen.progress("Checking the files", sum(entry["size"] for entry in release["objects"])) as advance:
            for entry in release["objects"]:
                check_car(entry["cid"], self.object_file(entry["cid"]))
                advance(entry["size"], entry["name"])


def write_durably(path: Path, content: Iterable[bytes]) -> None:
    """Write a file, wait until the disk has it, and only then let it have its name."""
    draft = path.with_name(f"{path.name}.part")
    with draft.open("wb") as file:
        for piece in content:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in `folder`."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
