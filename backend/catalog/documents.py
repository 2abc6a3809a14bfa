"""Make the metadata directory of a release from its records, and pin it."""

from backend.audio.sealing import SEGMENT_BYTES
from backend.catalog.metadata import MetadataSource, SealedAudio, write_folders
from backend.catalog.models import FileKind, Recording, Release, ReleaseFile
from backend.catalog.sealed import SCHEME
from backend.ipfs.store import Store
from backend.ipfs.unixfs import Node


def collect_source(
    release: Release, recording: Recording, files: dict[FileKind, ReleaseFile], site_url: str
) -> MetadataSource:
    """Return what the metadata of a prepared release is made from."""
    mix = files[FileKind.MIX]
    return MetadataSource(
        manifest=release.manifest,
        page_url=f"{site_url}/drops/{release.slug}",
        duration_seconds=recording.duration_seconds,
        tempo_bpm=recording.tempo_bpm,
        cover_cid=files[FileKind.COVER].cid,
        cover_mime_type=files[FileKind.COVER].mime_type,
        accent=files[FileKind.COVER].accent,
        preview_cid=files[FileKind.PREVIEW].cid,
        preview_mime_type=files[FileKind.PREVIEW].mime_type,
        sealed=SealedAudio(
            cid=mix.cid,
            mime_type=mix.mime_type,
            scheme=SCHEME,
            segment_bytes=SEGMENT_BYTES,
            size=mix.size,
        ),
    )


def pin_metadata(store: Store, source: MetadataSource) -> Node:
    """Put the metadata directory into the store, each tier's folder before what holds it, and return it."""
    folders: dict[str, Node] = {}
    for name, files in write_folders(source):
        folders[name] = store.add_directory(files if name else {**folders, **files})
    return folders[""]


def digest_of(directory: Node) -> str:
    """Return what the chain keeps of a metadata directory: the digest of its CID, as 0x hex."""
    return "0x" + directory.cid.digest.hex()
