"""The JSON files marketplaces and players read: one per edition, or one for all, and one for the drop. Pure.

Fields: ERC-721 metadata, OpenSea's `animation_url`, `external_url`, `background_color` and `attributes`, and the music
metadata standard `mnft-20220222`, whose readers expect null for what is not known. `sealed_audio` is this label's own:
it names the ciphertext, never a key or a hash of the sound.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

STANDARD = "mnft-20220222"
CONTRACT_FILE = "contract.json"
SHARED_FILE = "edition.json"
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
    accent: str | None  # of the cover, #rrggbb
    preview_cid: str
    preview_mime_type: str
    sealed: SealedAudio


def write_folders(source: MetadataSource) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield each folder of the metadata directory, "" for itself, and its files, each checked against its schema.

    With tiers any serial may be of any tier, so that each tier has a folder with all of them.
    """
    contract = build_contract(source)
    _schema("contract").validate(contract)
    files = {CONTRACT_FILE: _encode(contract)}
    tiers = source.manifest.get("tiers", [])
    for number, tier in enumerate(tiers):
        yield str(number), _write_tokens(source, tier["name"])
    yield "", files if tiers else files | _write_tokens(source, None)


def _write_tokens(source: MetadataSource, tier: str | None) -> dict[str, bytes]:
    """Return a file for every serial up to the supply, or the one that all editions of an open supply share."""
    supply = source.manifest["supply"]
    serials = range(1, supply + 1) if supply else (None,)
    _schema("token").validate(build_token(source, serials[0], tier))  # the others differ in numbers only
    names = ((SHARED_FILE if serial is None else str(serial), serial) for serial in serials)
    return {name: _encode(build_token(source, serial, tier)) for name, serial in names}


def build_token(source: MetadataSource, serial: int | None, tier: str | None = None) -> dict[str, Any]:
    """Return the metadata of edition `serial`, or of all editions when that is `None`."""
    manifest, artwork = source.manifest, _describe_artwork(source)
    return {
        "version": STANDARD,
        "name": manifest["title"] if serial is None else f"{manifest['title']} #{serial}",
        "title": manifest["title"],
        "artist": manifest["artist"],
        "description": manifest["description"],
        "image": artwork["uri"],
        "artwork": artwork,
        **({"background_color": source.accent.removeprefix("#")} if source.accent else {}),
        "animation_url": f"ipfs://{source.preview_cid}",
        "losslessAudio": None,
        "mimeType": source.preview_mime_type,
        "duration": round(source.duration_seconds, 3),
        "genre": manifest["genre"],
        "bpm": source.tempo_bpm and round(source.tempo_bpm, 1),
        **({} if serial is None else {"nftSerialNumber": serial}),
        "external_url": source.page_url,
        "credits": manifest["credits"],
        **_describe_music(manifest.get("details", {}), artwork),
        "sealed_audio": _describe_sealed(source.sealed),
        "attributes": [
            {"trait_type": "Artist", "value": manifest["artist"]},
            {"trait_type": "Genre", "value": manifest["genre"]},
            *([] if tier is None else [{"trait_type": "Tier", "value": tier}]),
            *([] if serial is None else [_number(manifest, serial)]),
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


def _describe_artwork(source: MetadataSource) -> dict[str, Any]:
    return {"uri": f"ipfs://{source.cover_cid}", "mimeType": source.cover_mime_type, "nft": None}


def _describe_music(details: dict[str, Any], artwork: dict[str, Any]) -> dict[str, Any]:
    """Return what the DJ told besides, under the standard's names."""
    lyrics, project = details.get("lyrics"), details.get("project")
    release = {
        "originalReleaseDate": details.get("released"),
        "recordLabel": details.get("record_label"),
        "publisher": details.get("publisher"),
    }
    return release | {
        "trackNumber": details.get("track_number"),
        "tags": details.get("tags", []),
        "key": details.get("key"),
        "isrc": details.get("isrc"),
        "license": details.get("license"),
        "locationCreated": details.get("location"),
        "lyrics": lyrics and {"text": lyrics, "nft": None},
        "visualizer": None,
        "project": project and {**project, "artwork": artwork, **release},
    }


def _number(manifest: dict[str, Any], serial: int) -> dict[str, Any]:
    """Return the attribute of a serial; how many editions there are is said where it cannot fall any more."""
    number = {"trait_type": "Edition", "value": serial, "display_type": "number"}
    return number if manifest.get("is_range") else number | {"max_value": manifest["supply"]}


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
