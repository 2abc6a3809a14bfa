"""The settings become places, each asked at its address with its keys."""

import pytest

from backend.core.config import Settings
from backend.places.bucket_place import BucketPlace
from backend.places.client_place import ClientPlace
from backend.places.filebase import FilebasePlace
from backend.places.gateway_reader import GatewayReader
from backend.places.kubo import KuboPlace
from backend.places.pinata import PinataPlace
from backend.places.pinning_service import ServicePlace
from backend.places.roster import build_audit_gateway, build_places

KEYS = {"access_key": "me", "secret_key": "it"}
ENTRIES = {
    KuboPlace: {"kind": "kubo", "url": "http://127.0.0.1:5001"},
    ClientPlace: {"kind": "ipfshttpclient", "url": "http://[::1]:5001", "token": "me:it"},
    ServicePlace: {
        "kind": "service",
        "url": "https://api.example.org/psa",
        "token": "it",
        "gateway": "https://ipfs.example.org",
    },
    FilebasePlace: {"kind": "filebase", "bucket": "mixes", **KEYS},
    PinataPlace: {"kind": "pinata", "token": "it"},
    BucketPlace: {"kind": "bucket", "url": "https://s3.example.org", "bucket": "mixes/hectic", "region": "eu", **KEYS},
}


@pytest.fixture
def create_settings(tmp_path):
    def create(**chosen):
        return Settings(_env_file=None, data_directory=tmp_path, sealing_key="11" * 32, **chosen)

    return create


async def test_build_places__every_kind__in_their_order(create_settings):
    entries = [{"name": f"place-{number}", **entry} for number, entry in enumerate(ENTRIES.values())]

    places = build_places(create_settings(pinning_places=entries))

    assert [type(place) for place in places] == list(ENTRIES)
    assert [(place.name, place.kind) for place in places] == [(entry["name"], entry["kind"]) for entry in entries]
    for place in places:
        await place.close()


def test_build_places__none_named__is_none(create_settings):
    assert build_places(create_settings()) == ()


async def test_build_audit_gateway__named__is_read(create_settings):
    gateway = build_audit_gateway(create_settings(audit_gateway="https://ipfs.example.org/"))

    assert isinstance(gateway, GatewayReader)
    await gateway.close()


def test_build_audit_gateway__not_named__is_none(create_settings):
    assert build_audit_gateway(create_settings()) is None
