"""The JSON files marketplaces and players read: one per edition and one for the drop. Pure.

Fields: ERC-721 metadata, OpenSea's `animation_url`, `external_url` and `attributes`, and the music metadata standard
`mnft-20220222`. `sealed_audio` is this label's own: it names the ciphertext, never a key or a hash of the sound.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

STANDARD = "mnft-20220222"
CONTRACT_FILE = "contract.json"
SCHEMAS = Path("metadata/schemas")


@dataclass(frozen=True)
class SealedAudio:
    """A sealed file: where it is, what is inside, how it is sealed, and the sound's size in bytes."""

    cid: str
    mime_type: str
    scheme: str
    segment_bytes: int
    size: int


@dataclass(frozen=True)
class MetadataSource:
    """What the metadata of a release is made from."""

    manifest: dict[str, Any]
    page_url: str
    duration_seconds: float
    tempo_bpm: float | None
    cover_cid: str
    cover_mime_type: str
    preview_cid: str
    preview_mime_type: str
    sealed: SealedAudio


def write_files(source: MetadataSource) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file of the metadata directory, each checked against its schema."""
    token_schema, contract_schema = _schema("token"), _schema("contract")
    for serial in range(1, source.manifest["supply"] + 1):
        token = build_token(source, serial)
        if serial == 1:  # the others differ in numbers only
            token_schema.validate(token)
        yield str(serial), _encode(token)
    contract = build_contract(source)
    contract_schema.validate(contract)
    yield CONTRACT_FILE, _encode(contract)


def build_token(source: MetadataSource, serial: int) -> dict[str, Any]:
    """Return the metadata of edition `serial`."""
    manifest, cover = source.manifest, f"ipfs://{source.cover_cid}"
    return {
        "version": STANDARD,
        "name": f"{manifest['title']} #{serial}",
        "title": manifest["title"],
        "artist": manifest["artist"],
        "description": manifest["description"],
        "image": cover,
        "artwork": {"uri": cover, "mimeType": source.cover_mime_type, "nft": None},
        "animation_url": f"ipfs://{source.preview_cid}",
        "losslessAudio": None,
        "mimeType": source.preview_mime_type,
        "duration": round(source.duration_seconds, 3),
        "genre": manifest["genre"],
        "bpm": source.tempo_bpm and round(source.tempo_bpm, 1),
        "nftSerialNumber": serial,
        "external_url": source.page_url,
        "credits": manifest["credits"],
        "sealed_audio": _describe_sealed(source.sealed),
        "attributes": [
            {"trait_type": "Artist", "value": manifest["artist"]},
            {"trait_type": "Genre", "value": manifest["genre"]},
            {"trait_type": "Edition", "value": serial, "display_type": "number", "max_value": manifest["supply"]},
        ],
    }


def build_contract(source: MetadataSource) -> dict[str, Any]:
    """Return the metadata of the drop itself (ERC-7572)."""
    manifest = source.manifest
    return {
        "name": manifest["title"],
        "symbol": manifest["symbol"],
        "description": manifest["description"],
        "image": f"ipfs://{source.cover_cid}",
        "external_link": manifest.get("external_url") or source.page_url,
        "collaborators": [payee["account"] for payee in manifest["payees"]],
    }


def _describe_sealed(sealed: SealedAudio) -> dict[str, Any]:
    return {
        "uri": f"ipfs://{sealed.cid}",
        "mimeType": sealed.mime_type,
        "scheme": sealed.scheme,
        "segment": sealed.segment_bytes,
        "size": sealed.size,
    }


def _schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text()))


def _encode(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
