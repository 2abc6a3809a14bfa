"""Names of releases and of what they were made from. Pure."""

import hashlib
import json
from typing import Any

from eth_utils.crypto import keccak


def release_key(slug: str) -> str:
    """Return the release's name on chain: 0x and keccak256 of the slug's UTF-8 bytes."""
    return "0x" + keccak(text=slug).hex()


def fingerprint(manifest: dict[str, Any], audio_sha256: str, cover_sha256: str, site_url: str) -> str:
    """Return a digest that changes when anything the metadata is made from changes."""
    parts = json.dumps([manifest, audio_sha256, cover_sha256, site_url], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()
