"""Read an exported release: `release.json`, `keys.age`, and each object as a CAR."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
from pydantic import ValidationError

from backend.catalog.archive import ReleaseArchive
from backend.catalog.archive_check import list_roots
from backend.core.errors import HecticError
from backend.ipfs.store import Store
from backend.restore.errors import ExportFileBroken, ExportFileMissing, KeysClosed, NoExport

RELEASE = "release.json"
KEYS = "keys.age"


@dataclass(frozen=True)
class ExportFolder:
    """One release as `ape run storage export` wrote it."""

    path: Path

    def open(self, passphrase: str) -> ReleaseArchive:
        """Return the release with its secrets; raises `NoExport`, `ExportFileMissing` or `KeysClosed`."""
        release = self._read_release()
        secrets = self._open_keys(passphrase)
        if secrets.pop("slug", None) != release.get("slug"):
            raise KeysClosed
        try:
            return ReleaseArchive.model_validate(release | {"secrets": secrets})
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise NoExport(self.path, f"{place} of its {RELEASE} is wrong") from error

    def load(self, archive: ReleaseArchive, store: Store) -> None:
        """Bring every object into `store`; raises `ExportFileMissing`, or `ExportFileBroken` at a bad block."""
        for _, cid in list_roots(archive):
            path = self.path / "objects" / f"{cid}.car"
            if not path.is_file():
                raise ExportFileMissing(path)
            try:
                with path.open("rb") as file:
                    store.import_car(file, cid)
            except HecticError as error:
                raise ExportFileBroken(path, error.sentence) from error

    def _read_release(self) -> dict[str, Any]:
        try:
            return dict(json.loads((self.path / RELEASE).read_text(encoding="utf-8")))
        except OSError as error:
            raise NoExport(self.path, f"it has no {RELEASE}") from error
        except (ValueError, TypeError) as error:
            raise NoExport(self.path, f"its {RELEASE} cannot be read") from error

    def _open_keys(self, passphrase: str) -> dict[str, Any]:
        path = self.path / KEYS
        if not path.is_file():
            raise ExportFileMissing(path)
        try:
            return dict(json.loads(pyrage.passphrase.decrypt(path.read_bytes(), passphrase)))
        except (pyrage.DecryptError, ValueError) as error:
            raise KeysClosed from error
