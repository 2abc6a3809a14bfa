"""Bytes tell what they are; names help only where bytes cannot."""

import pytest

from backend.gateway.media_types import detect, is_active

HTML = "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("sample", "name", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "", "image/jpeg"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "", "image/webp"),
        (b"GIF89a", "", "image/gif"),
        (b"\x00\x00\x00\x20ftypM4A ", "", "audio/mp4"),
        (b"OggS\x00\x02", "", "audio/ogg"),
        (b'{"name": "Mix"}', "1", "application/json"),
        (b' \n["caf\xc3', "1", "application/json"),
        (b"{\xff\xfe sealed by chance", "1", "application/octet-stream"),
        (b"notes", "README.txt", "text/plain; charset=utf-8"),
        (b"\x89PNG\r\n\x1a\n\x00", "cover.json", "image/png"),
        (b'<?xml version="1.0"?><svg/>', "", "image/svg+xml"),
        (b"<!DOCTYPE html>", "", HTML),
        (b"<p>", "page.HTML", HTML),
        (bytes(100), "", "application/octet-stream"),
        (b"", "", "application/octet-stream"),
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_detect__first_bytes_and_name__give_the_type(sample, name, media_type):
    assert detect(sample, name) == media_type


def test_is_active__documents_a_browser_runs__are_named():
    types = ["image/png", "application/json", "audio/ogg", "application/octet-stream", HTML, "image/svg+xml"]

    assert [media_type for media_type in types if is_active(media_type)] == [HTML, "image/svg+xml"]
