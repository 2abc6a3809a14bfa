import json
from dataclasses import replace

import jsonschema
import pytest

from backend.catalog.metadata import SCHEMAS, MetadataSource, SealedAudio, build_contract, build_token, write_folders

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
        accent="#1f3a5f",
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


def test_build_token__details__stand_under_the_names_of_the_standard(source, manifest):
    manifest["details"] = {
        "track_number": 2,
        "isrc": "DE-X12-26-00042",
        "released": "2026-11-24",
        "lyrics": "Face backwards.",
        "project": {"title": "Line 9", "type": "EP", "description": "", "upc": None},
    }

    token = build_token(source, 7)

    assert (token["trackNumber"], token["isrc"]) == (2, "DE-X12-26-00042")
    assert token["lyrics"] == {"text": "Face backwards.", "nft": None}
    assert (token["project"]["title"], token["project"]["originalReleaseDate"]) == ("Line 9", "2026-11-24")


def test_build_token__nothing_told_besides__says_null(source):
    token = build_token(source, 7)

    unknown = ("trackNumber", "key", "license", "isrc", "recordLabel", "lyrics", "visualizer", "project")
    assert {name: token[name] for name in unknown} == dict.fromkeys(unknown)
    assert token["tags"] == []


def test_build_token__any_file_it_names__is_an_ipfs_uri(source):
    token = build_token(source, 7)

    uris = (token["image"], token["animation_url"], token["artwork"]["uri"], token["sealed_audio"]["uri"])
    assert set(uris) == {f"ipfs://{CID}"}


def test_build_token__accent_of_the_cover__is_the_background(source):
    assert build_token(source, 7)["background_color"] == "1f3a5f"
    assert "background_color" not in build_token(replace(source, accent=None), 7)


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name)
def test_schema__its_examples__follow_it(path):
    schema = json.loads(path.read_text())

    assert schema["examples"]
    for example in schema["examples"]:
        jsonschema.Draft202012Validator(schema).validate(example)


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
