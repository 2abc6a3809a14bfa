import pytest

from scripts._manifest import load_manifest
from scripts._media import AUDIO_LIMIT_BYTES, check_media, digest_file
from scripts._refusal import Refusal
from tests.scripts.releases import write_release


@pytest.fixture
def manifest(tmp_path):
    return load_manifest(write_release(tmp_path / "low-tide"))


def test_check_media__default_case__passes(manifest):
    check_media(manifest)


@pytest.mark.parametrize("field", ["audio", "cover"])
def test_check_media__missing_file__names_the_field(manifest, field):
    getattr(manifest, field).unlink()

    with pytest.raises(Refusal, match=rf"^{field}: there is no file .*, correct the path\.$"):
        check_media(manifest)


def test_check_media__empty_audio__is_refused(manifest):
    manifest.audio.write_bytes(b"")

    with pytest.raises(Refusal, match=r"^audio: .* is empty, export it again\.$"):
        check_media(manifest)


def test_check_media__audio_over_2_gb__is_refused(manifest):
    with manifest.audio.open("r+b") as audio:
        audio.truncate(AUDIO_LIMIT_BYTES + 1)

    with pytest.raises(Refusal, match=r"^audio: .* has 2,048 MB, at most 2,048 MB are taken: export it smaller\.$"):
        check_media(manifest)


@pytest.mark.parametrize("head", [b"\xff\xd8\xff\xe0", b"RIFF\x00\x00\x00\x00WEBP"], ids=["jpeg", "webp"])
def test_check_media__other_pictures__pass(manifest, head):
    manifest.cover.write_bytes(head)

    check_media(manifest)


@pytest.mark.parametrize("content", [b"GIF89a", b"RIFF\x00\x00\x00\x00WAVE"], ids=["gif", "wav"])
def test_check_media__cover_that_is_no_picture__is_refused(manifest, content):
    manifest.cover.write_bytes(content)

    with pytest.raises(Refusal, match=r"^cover: .* is not an image, give a PNG, JPEG or WebP file\.$"):
        check_media(manifest)


def test_digest_file__known_content__is_its_sha256(tmp_path):
    path = tmp_path / "abc"
    path.write_bytes(b"abc")

    assert digest_file(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
