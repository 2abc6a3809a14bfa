"""Open the sealed files of a release."""

import os
import secrets
from pathlib import Path
from typing import Protocol

from backend.audio.keyring import Keyring
from backend.audio.sealing import SealedReader
from backend.catalog.models import FileKind, ReleaseFile
from backend.ipfs.cid import Cid
from backend.ipfs.store import Store

SCHEME = "AES256-GCM-HKDF-SHA256-64KiB"  # Tink's streaming AEAD


def associated_data(slug: str, kind: FileKind) -> bytes:
    """Return what a sealed file is bound to, so that one cannot be passed off as another."""
    return f"{slug}/{kind}".encode()


class SealedBytes(Protocol):
    """Ciphertext, wherever it lies."""

    size: int

    def read_at(self, offset: int, length: int) -> bytes:
        """Return `length` bytes from `offset`, fewer only where they end."""
        ...


def open_sealed(file: ReleaseFile, store: Store, keyring: Keyring) -> SealedReader:
    """Return a reader of the sound inside a sealed file; reads only the segments asked for."""
    return open_seal(file, store.open(Cid.parse(file.cid)), keyring)


def open_seal(file: ReleaseFile, source: SealedBytes, keyring: Keyring) -> SealedReader:
    """Return a reader of the sound inside `source`, the ciphertext of a file; raises KeyDoesNotOpen and SealBroken."""
    if file.wrapped_key is None:
        msg = f"the {file.kind} of {file.slug} is not sealed"
        raise LookupError(msg)
    key = keyring.unwrap(file.wrapped_key)
    return SealedReader(source.read_at, source.size, key, associated_data(file.slug, file.kind))


def write_opened(reader: SealedReader, target: Path) -> None:
    """Write the sound inside a sealed file to `target`, which appears when it is whole and on the disk.

    Nobody but this user may read it. Raises SealBroken.
    """
    part = target.with_name(f"{target.name}.{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb", opener=_open_private) as file:
            file.writelines(reader.stream(0, reader.size))
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)
