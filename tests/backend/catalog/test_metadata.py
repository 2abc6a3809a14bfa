import json

import jsonschema
import pytest

from backend.catalog.metadata import MetadataSource, SealedAudio, build_contract, build_token, write_folders

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


def find_trait(document, name):
    return next((trait for trait in document["attributes"] if trait["trait_type"] == name), None)


def test_write_folders__hundred_editions__are_named_by_serial(source):
    ((name, files),) = write_folders(source)

    assert name == ""
    assert set(files) == {*map(str, range(1, 101)), "contract.json"}


def test_write_folders__every_document__is_small_json(source):
    ((_, files),) = write_folders(source)

    assert all(json.loads(content) and len(content) < 2048 for content in files.values())


def test_write_folders__open_supply__shares_one_document_without_a_number(source, manifest):
    manifest["supply"] = None

    ((_, files),) = write_folders(source)

    document = json.loads(files["edition.json"])
    assert set(files) == {"edition.json", "contract.json"}
    assert (document["name"], find_trait(document, "Edition")) == ("Night Bus", None)
    assert "nftSerialNumber" not in document


def test_write_folders__tiers__has_a_folder_of_every_serial_for_each(source, manifest):
    manifest |= {"supply": 3, "tiers": [{"name": "Standard", "supply": 3}, {"name": "Gold", "supply": 1}]}

    folders = dict(write_folders(source))

    assert {name: sorted(files) for name, files in folders.items()} == {
        "0": ["1", "2", "3"],
        "1": ["1", "2", "3"],
        "": ["contract.json"],
    }
    assert find_trait(json.loads(folders["1"]["2"]), "Tier")["value"] == "Gold"


def test_write_folders__open_supply_with_tiers__shares_a_document_for_each(source, manifest):
    manifest |= {"supply": None, "tiers": [{"name": "Standard", "supply": None}, {"name": "Gold", "supply": 1}]}

    folders = dict(write_folders(source))

    assert {name: list(files) for name, files in folders.items()} == {
        "0": ["edition.json"],
        "1": ["edition.json"],
        "": ["contract.json"],
    }


def test_build_token__range_supply__promises_no_highest_number(source, manifest):
    manifest["is_range"] = True

    assert "max_value" not in find_trait(build_token(source, 7), "Edition")


def test_build_token__fixed_supply__says_how_many_there_are(source):
    assert find_trait(build_token(source, 7), "Edition")["max_value"] == 100


def test_build_token__any_serial__carries_what_players_read(source):
    token = build_token(source, 7)

    assert (token["duration"], token["bpm"], token["nftSerialNumber"]) == (3600.0, 124.0, 7)


def test_build_token__sealed_mix__never_offers_the_whole_sound(source):
    token = build_token(source, 7)

    assert token["losslessAudio"] is None
    assert set(token["sealed_audio"]) == {"uri", "mimeType", "scheme", "segment", "size"}


def test_build_contract__payees__are_collaborators(source, manifest):
    assert build_contract(source)["collaborators"] == [payee["account"] for payee in manifest["payees"]]


def test_write_folders__plain_web_address__breaks_the_schema(source, manifest):
    manifest["credits"] = [{"role": "Mixed by"}]

    with pytest.raises(jsonschema.ValidationError):
        list(write_folders(source))
