"""Turn the rows of a prepared release into its archive, and back. Pure."""

from collections.abc import Mapping

from backend.audio.keyring import Keyring
from backend.audio.sealing import SEGMENT_BYTES
from backend.catalog.archive import (
    FORMAT,
    ArchivedFile,
    ArchivedFragments,
    ArchivedRecording,
    DropPlace,
    ReleaseArchive,
    Seal,
)
from backend.catalog.errors import NotPrepared
from backend.catalog.fingerprint import release_key
from backend.catalog.models import (
    FileKind,
    Fragments,
    Preparation,
    PreparationStatus,
    Recording,
    Release,
    ReleaseFile,
    Stage,
)
from backend.catalog.sealed import SCHEME, associated_data
from backend.ipfs.cid import Cid

RENDITIONS = (FileKind.HLS_AAC, FileKind.HLS_OPUS)
SEALED = (FileKind.MIX, FileKind.ORIGINAL, *RENDITIONS)
PICTURES = (FileKind.COVER, FileKind.THUMBNAIL)
# What a release cannot be without; older ones have no renditions.
REQUIRED = (*PICTURES, FileKind.PREVIEW, FileKind.MIX, FileKind.ORIGINAL)
# What an archive says in the words of the table.
SHARED = {"slug", "created_at", "manifest", "audio_size", "audio_name", "cover_sha256", "cover_size"}

Files = Mapping[FileKind, ReleaseFile]
Renditions = Mapping[FileKind, Fragments]
Row = Release | Recording | ReleaseFile | Fragments | Preparation


def seal_of(slug: str, kind: FileKind) -> Seal | None:
    """Return how a file of a release is sealed here, `None` where it is public."""
    if kind not in SEALED:
        return None
    return Seal(scheme=SCHEME, segment_bytes=SEGMENT_BYTES, associated_data=associated_data(slug, kind).decode())


def pack_archive(
    release: Release,
    recording: Recording | None,
    files: Files,
    keyring: Keyring,
    *,
    fragments: Renditions,
    numbered_cid: str | None,
    drop: DropPlace | None,
) -> ReleaseArchive:
    """Return the archive of a release, its objects still to be listed.

    Raises `NotPrepared` unless all it has was made from the audio and the cover it has now.
    """
    if recording is None or not _is_prepared(release, recording, files):
        raise NotPrepared(release.slug)
    packed = [files[kind] for kind in (*REQUIRED, *_list_renditions(release, files, fragments))]
    return ReleaseArchive.model_validate(
        {
            "format": FORMAT,
            **release.model_dump(include=SHARED),
            "recording": recording.model_dump(include=set(ArchivedRecording.model_fields)),
            "files": [_pack_file(file, fragments.get(file.kind)) for file in packed],
            "metadata_cid": str(_metadata_cid(release)),
            "numbered_cid": numbered_cid,
            "drop": drop,
            "objects": [],
            "secrets": {
                "audio_sha256": release.audio_sha256,
                "prepared_from": release.prepared_from,
                "content_keys": {
                    file.kind: keyring.unwrap(file.wrapped_key or b"").hex() for file in packed if file.kind in SEALED
                },
            },
        }
    )


def unpack_archive(archive: ReleaseArchive, keyring: Keyring) -> list[Row]:
    """Return the rows of an archived release, its keys wrapped anew; it is not published."""
    slug, secrets = archive.slug, archive.secrets
    release = Release(
        **archive.model_dump(include=SHARED),
        key=release_key(slug),
        audio_sha256=secrets.audio_sha256,
        prepared_from=secrets.prepared_from,
        metadata_digest="0x" + Cid.parse(archive.metadata_cid).digest.hex(),
    )
    recording = Recording(slug=slug, audio_sha256=secrets.audio_sha256, **archive.recording.model_dump())
    # No workflow of this server made it: the next attempt is the first.
    preparation = Preparation(
        slug=slug,
        fingerprint=secrets.prepared_from,
        workflow_id=f"prepare:{slug}:0",
        status=PreparationStatus.DONE,
        stage=Stage.DONE,
        progress=1,
    )
    files = [_unpack_file(archive, file, keyring) for file in archive.files]
    fragments = [_unpack_fragments(slug, file, file.fragments) for file in archive.files if file.fragments]
    return [release, recording, preparation, *files, *fragments]


def leave_renditions(archive: ReleaseArchive) -> ReleaseArchive:
    """Return an archive without its renditions: two servers cut and seal them each in their own way."""
    keys = {kind: key for kind, key in archive.secrets.content_keys.items() if kind not in RENDITIONS}
    changes = {
        "files": [file for file in archive.files if file.kind not in RENDITIONS],
        "secrets": archive.secrets.model_copy(update={"content_keys": keys}),
    }
    return archive.model_copy(update=changes)


def _metadata_cid(release: Release) -> Cid:
    """Return the address of the metadata directory; raises `NotPrepared` when there is none."""
    if release.metadata_digest is None:
        raise NotPrepared(release.slug)
    return Cid.from_digest(bytes.fromhex(release.metadata_digest.removeprefix("0x")))


def _is_prepared(release: Release, recording: Recording, files: Files) -> bool:
    """Tell whether nothing was handed in since: every file is made from the audio or cover the release has now."""
    if release.prepared_from is None or recording.audio_sha256 != release.audio_sha256:
        return False
    return all(
        kind in files
        and files[kind].source_sha256 == (release.cover_sha256 if kind in PICTURES else release.audio_sha256)
        for kind in REQUIRED
    )


def _list_renditions(release: Release, files: Files, fragments: Renditions) -> list[FileKind]:
    """Return the renditions that were cut from the audio the release has now."""
    return [
        kind
        for kind in RENDITIONS
        if kind in files
        and kind in fragments
        and files[kind].source_sha256 == release.audio_sha256
        and files[kind].cid == fragments[kind].cid
    ]


def _pack_file(file: ReleaseFile, fragments: Fragments | None) -> ArchivedFile:
    return ArchivedFile(
        **file.model_dump(include={"kind", "cid", "size", "mime_type", "accent"}),
        seal=seal_of(file.slug, file.kind),
        fragments=fragments and ArchivedFragments(head_bytes=fragments.head_bytes, pieces=fragments.pieces),
    )


def _unpack_file(archive: ReleaseArchive, file: ArchivedFile, keyring: Keyring) -> ReleaseFile:
    key = archive.secrets.content_keys.get(file.kind)
    return ReleaseFile(
        slug=archive.slug,
        source_sha256=archive.cover_sha256 if file.kind in PICTURES else archive.secrets.audio_sha256,
        **file.model_dump(exclude={"seal", "fragments"}),
        wrapped_key=keyring.wrap(bytes.fromhex(key)) if key else None,
    )


def _unpack_fragments(slug: str, file: ArchivedFile, fragments: ArchivedFragments) -> Fragments:
    return Fragments(slug=slug, kind=file.kind, cid=file.cid, **fragments.model_dump())
