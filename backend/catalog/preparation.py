"""What preparing a release does: measure, encode, seal, pin, describe. Blocking; every step may be repeated."""

import io
import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from backend.audio.encoding import PREVIEW_SECONDS, encode_preview, encode_rendition, find_preview_start
from backend.audio.envelope import PEAK_COUNT
from backend.audio.errors import AudioSilent
from backend.audio.fragment_index import FragmentIndex
from backend.audio.fragmenting import encode_fragmented_opus, fragment_aac
from backend.audio.keyring import Keyring, create_content_key
from backend.audio.measuring import measure
from backend.audio.sealing import sealing_stream
from backend.catalog.artwork import Picture, read_artwork
from backend.catalog.documents import collect_source, pin_metadata
from backend.catalog.errors import FileMissing
from backend.catalog.models import FileKind, Fragments, Recording, Release, ReleaseFile, Stage
from backend.catalog.records import PreparationRecords, Problem
from backend.catalog.sealed import associated_data, open_sealed, write_opened
from backend.catalog.uploads import Uploads
from backend.core.errors import HecticError
from backend.ipfs.store import Store
from backend.ipfs.unixfs import Node

AAC = "audio/mp4"
MIX_NAME = "mix.m4a"
# Where each stage starts and ends on the progress bar: shares of the time a one-hour mix takes.
SPANS = {
    Stage.COVER: (0.0, 0.02),
    Stage.MEASURING: (0.02, 0.2),
    Stage.PREVIEW: (0.2, 0.22),
    Stage.ENCODING: (0.22, 0.7),
    Stage.SEALING: (0.7, 0.78),
    Stage.FRAGMENTING: (0.78, 0.96),
    Stage.METADATA: (0.96, 1.0),
}


def answers_problem(
    step: Callable[["ReleasePreparation", str], None],
) -> Callable[["ReleasePreparation", str], Problem | None]:
    """Let a step answer with the problem it met: what crosses a durable step is plain data."""

    @wraps(step)
    def run(self: "ReleasePreparation", slug: str) -> Problem | None:
        try:
            step(self, slug)
        except HecticError as error:
            return Problem(sentence=error.sentence, field=error.field)
        return None

    return run


class ReleasePreparation:
    """The steps, in order. A step finds what an earlier run of it finished and does not do it again."""

    def __init__(
        self,
        records: PreparationRecords,
        uploads: Uploads,
        store: Store,
        keyring: Keyring,
        *,
        work: Path,
        site_url: str,
    ) -> None:
        self._records = records
        self._uploads = uploads
        self._store = store
        self._keyring = keyring
        self._work = work
        self._site_url = site_url

    @answers_problem
    def prepare_cover(self, slug: str) -> None:
        """Check the cover, re-encode it and pin it with its thumbnail."""
        self._records.report(slug, Stage.COVER, SPANS[Stage.COVER][0])
        sha256 = _cover_sha256(self._records.get_release(slug))
        if self._records.find_file(slug, FileKind.THUMBNAIL, sha256):
            return
        artwork = read_artwork(self._upload(slug, sha256, "cover"))
        for kind, picture in ((FileKind.COVER, artwork.cover), (FileKind.THUMBNAIL, artwork.thumbnail)):
            self._pin_picture(slug, kind, sha256, picture, artwork.accent)

    @answers_problem
    def measure(self, slug: str) -> None:
        """Decode the audio once and keep what was measured."""
        sha256 = _audio_sha256(self._records.get_release(slug))
        recording = self._records.find_recording(slug)
        if recording and recording.audio_sha256 == sha256:
            return
        measured = measure(self._upload(slug, sha256, "audio"), self._reporter(slug, Stage.MEASURING))
        self._records.save(
            Recording(
                slug=slug,
                audio_sha256=sha256,
                duration_seconds=measured.duration_seconds,
                loudness_lufs=measured.loudness_lufs,
                tempo_bpm=measured.tempo_bpm,
                peaks=list(measured.peaks),
                mime_type=measured.mime_type,
            )
        )

    @answers_problem
    def prepare_preview(self, slug: str) -> None:
        """Cut the public preview and pin it."""
        self._records.report(slug, Stage.PREVIEW, SPANS[Stage.PREVIEW][0])
        sha256 = _audio_sha256(self._records.get_release(slug))
        if self._records.find_file(slug, FileKind.PREVIEW, sha256):
            return
        recording, target = self._records.get_recording(slug), self._scratch(slug, "preview.m4a")
        recording.preview_start_seconds = find_preview_start(recording.duration_seconds)
        encode_preview(self._upload(slug, sha256, "audio"), target, recording.preview_start_seconds)
        recording.preview_seconds, recording.preview_peaks = _hear(target)
        self._records.save(recording)
        with target.open("rb") as source:
            node = self._store.add_file(source)
        self._records.save_file(
            ReleaseFile(
                slug=slug,
                kind=FileKind.PREVIEW,
                source_sha256=sha256,
                cid=str(node.cid),
                size=target.stat().st_size,
                mime_type=AAC,
            ),
            node,
        )

    @answers_problem
    def prepare_mix(self, slug: str) -> None:
        """Encode the whole mix for listening, seal it and pin the ciphertext."""
        sha256 = _audio_sha256(self._records.get_release(slug))
        if self._records.find_file(slug, FileKind.MIX, sha256):
            return
        target = self._scratch(slug, MIX_NAME)
        encode_rendition(self._upload(slug, sha256, "audio"), target, self._reporter(slug, Stage.ENCODING))
        self._seal(slug, FileKind.MIX, sha256, target, AAC)

    @answers_problem
    def seal_original(self, slug: str) -> None:
        """Seal the audio as it was handed in and pin the ciphertext."""
        self._records.report(slug, Stage.SEALING, SPANS[Stage.SEALING][0])
        sha256 = _audio_sha256(self._records.get_release(slug))
        if self._records.find_file(slug, FileKind.ORIGINAL, sha256):
            return
        mime_type = self._records.get_recording(slug).mime_type
        self._seal(slug, FileKind.ORIGINAL, sha256, self._upload(slug, sha256, "audio"), mime_type)

    @answers_problem
    def prepare_aac_fragments(self, slug: str) -> None:
        """Cut the rendition for many listeners out of the mix, seal it and pin the ciphertext."""
        self._records.report(slug, Stage.FRAGMENTING, SPANS[Stage.FRAGMENTING][0])
        sha256 = _audio_sha256(self._records.get_release(slug))
        if self._records.find_file(slug, FileKind.HLS_AAC, sha256):
            return
        target = self._scratch(slug, "aac.mp4")
        index = fragment_aac(self._find_mix(slug, sha256), target)
        self._seal(slug, FileKind.HLS_AAC, sha256, target, AAC, index)

    @answers_problem
    def prepare_opus_fragments(self, slug: str) -> None:
        """Encode the small rendition for many listeners, seal it and pin the ciphertext."""
        sha256 = _audio_sha256(self._records.get_release(slug))
        if self._records.find_file(slug, FileKind.HLS_OPUS, sha256):
            return
        target, reporter = self._scratch(slug, "opus.mp4"), self._reporter(slug, Stage.FRAGMENTING)
        index = encode_fragmented_opus(self._upload(slug, sha256, "audio"), target, reporter)
        self._seal(slug, FileKind.HLS_OPUS, sha256, target, AAC, index)

    @answers_problem
    def finish(self, slug: str) -> None:
        """Write and pin the metadata directory, then drop everything that is not sealed."""
        self._records.report(slug, Stage.METADATA, SPANS[Stage.METADATA][0])
        release = self._records.get_release(slug)
        self._records.finish(slug, self._pin_metadata(release))
        self._uploads.discard(slug)
        shutil.rmtree(self._work / slug, ignore_errors=True)

    def fail(self, slug: str, problem: Problem) -> None:
        """Tell the DJ why the preparation ended."""
        self._records.fail(slug, problem)
        shutil.rmtree(self._work / slug, ignore_errors=True)

    def _pin_metadata(self, release: Release) -> Node:
        recording, files = self._records.get_recording(release.slug), self._records.list_files(release.slug)
        return pin_metadata(self._store, collect_source(release, recording, files, self._site_url))

    def _find_mix(self, slug: str, sha256: str) -> Path:
        """Return the encoded mix, opened again where a crash or another machine lost it."""
        target, mix = self._scratch(slug, MIX_NAME), self._records.find_file(slug, FileKind.MIX, sha256)
        if mix and not target.exists():
            write_opened(open_sealed(mix, self._store, self._keyring), target)
        return target

    def _seal(
        self, slug: str, kind: FileKind, sha256: str, path: Path, mime_type: str, index: FragmentIndex | None = None
    ) -> None:
        """Seal a file under a key of its own and pin the ciphertext."""
        key = create_content_key()
        with path.open("rb") as plain:
            sealed = sealing_stream(plain, key, associated_data(slug, kind))
            node = self._store.add_file(sealed)
        file = ReleaseFile(
            slug=slug,
            kind=kind,
            source_sha256=sha256,
            cid=str(node.cid),
            size=path.stat().st_size,
            mime_type=mime_type,
            wrapped_key=self._keyring.wrap(key),
        )
        self._records.save_file(file, node, describe_fragments(file, index) if index else None)

    def _pin_picture(self, slug: str, kind: FileKind, sha256: str, picture: Picture, accent: str) -> None:
        node = self._store.add_file(io.BytesIO(picture.content))
        self._records.save_file(
            ReleaseFile(
                slug=slug,
                kind=kind,
                source_sha256=sha256,
                cid=str(node.cid),
                size=len(picture.content),
                mime_type=picture.mime_type,
                accent=accent,
            ),
            node,
        )

    def _upload(self, slug: str, sha256: str, kind: str) -> Path:
        path = self._uploads.path_of(slug, sha256)
        if not path.exists():
            raise FileMissing(kind)
        return path

    def _scratch(self, slug: str, name: str) -> Path:
        directory = self._work / slug
        directory.mkdir(parents=True, exist_ok=True)
        return directory / name

    def _reporter(self, slug: str, stage: Stage) -> Callable[[float], None]:
        start, end = SPANS[stage]
        return lambda done: self._records.report(slug, stage, start + (end - start) * done)


def _hear(preview: Path) -> tuple[float, list[int]]:
    """Return length and peaks of a preview; a mix may well be silent where it is cut."""
    try:
        measured = measure(preview)
    except AudioSilent:
        return PREVIEW_SECONDS, [0] * PEAK_COUNT
    return measured.duration_seconds, list(measured.peaks)


def describe_fragments(file: ReleaseFile, index: FragmentIndex) -> Fragments:
    """Return where the fragments of a sealed rendition begin."""
    pieces = [(piece.size_bytes, piece.seconds) for piece in index.fragments]
    return Fragments(slug=file.slug, kind=file.kind, cid=file.cid, head_bytes=index.head_bytes, pieces=pieces)


def _audio_sha256(release: Release) -> str:
    if release.audio_sha256 is None:
        raise FileMissing("audio")
    return release.audio_sha256


def _cover_sha256(release: Release) -> str:
    if release.cover_sha256 is None:
        raise FileMissing("cover")
    return release.cover_sha256
