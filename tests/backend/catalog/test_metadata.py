import json

import jsonschema
import pytest

from backend.catalog.metadata import MetadataSource, SealedAudio, build_contract, build_token, write_files

CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"


@pytest.fixture
def source(manifest):
    return MetadataSource(
        manifest=manifest,
        page_url="http://label.test/drops/night-bus",
        duration_seconds=3600.0004,
        tempo_bpm=123.96,
        cover_cid=CID,
        cover_mime_type="image/jpeg",
        preview_cid=CID,
        preview_mime_type="audio/mp4",
        sealed=SealedAudio(cid=CID, mime_type="audio/mp4", scheme="AES256", segment_bytes=65536, size=1),
    )


def test_write_files__hundred_editions__are_named_by_serial(source):
    names = [name for name, _ in write_files(source)]

    assert names == [*map(str, range(1, 101)), "contract.json"]


def test_write_files__every_document__is_small_json(source):
    assert all(json.loads(content) and len(content) < 2048 for _, content in write_files(source))


def test_build_token__any_serial__carries_what_players_read(source):
    token = build_token(source, 7)

    assert (token["duration"], token["bpm"], token["nftSerialNumber"]) == (3600.0, 124.0, 7)


def test_build_token__sealed_mix__never_offers_the_whole_sound(source):
    token = build_token(source, 7)

    assert token["losslessAudio"] is None
    assert set(token["sealed_audio"]) == {"uri", "mimeType", "scheme", "segment", "size"}


def test_build_contract__payees__are_collaborators(source, manifest):
    assert build_contract(source)["collaborators"] == [payee["account"] for payee in manifest["payees"]]


def test_write_files__plain_web_address__breaks_the_schema(source, manifest):
    manifest["credits"] = [{"role": "Mixed by"}]

    with pytest.raises(jsonschema.ValidationError):
        list(write_files(source))
