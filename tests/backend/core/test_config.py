"""Settings are used as they are meant, or refused in one sentence before anything starts."""

import json

import pytest

from backend.core.config import SettingsWrong, load_settings

BUCKET = {"kind": "bucket", "url": "https://s3.example.org", "bucket": "mixes", "access_key": "me", "secret_key": "it"}
KUBO = {"name": "cellar", "kind": "kubo", "url": "http://127.0.0.1:5001"}
REMEDY = "Correct it in .env or the environment; .env.example explains it."


@pytest.fixture
def environment(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEALING_KEY", "11" * 32)
    return monkeypatch


def test_load_settings__defaults__name_no_places(environment):
    settings = load_settings()

    assert settings.pinning_places == []
    assert settings.pinning_copies == 0


def test_load_settings__places__are_read(environment):
    environment.setenv("PINNING_PLACES", json.dumps([KUBO, {"name": "box", **BUCKET, "region": "eu"}]))
    environment.setenv("PINNING_COPIES", "2")

    cellar, box = load_settings().pinning_places

    assert cellar.url == "http://127.0.0.1:5001"
    assert (box.bucket, box.secret_key.get_secret_value(), box.region) == ("mixes", "it", "eu")


def test_load_settings__place__shows_no_secret(environment):
    environment.setenv("PINNING_PLACES", json.dumps([{"name": "box", **BUCKET, "secret_key": "hush"}]))

    assert "hush" not in repr(load_settings())


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ([KUBO, KUBO], "PINNING_PLACES names two places 'cellar'"),
        ([{**KUBO, "name": "Cellar!"}], "'Cellar!' cannot name a place: use 1 to 32 of a-z, 0-9 and -"),
        ([{**KUBO, "name": "embedded"}], "no place can be called embedded, which is the store of this server"),
        ([{"name": "pinata", "kind": "pinata"}], "the place 'pinata' of kind pinata lacks token"),
        (
            [{"name": "psa", "kind": "service", "url": "https://psa.example.org"}],
            "the place 'psa' of kind service lacks token and gateway",
        ),
        ([{**KUBO, "url": "127.0.0.1:5001"}], "'127.0.0.1:5001' is not an address: write it with https:// or http://"),
        ([{**KUBO, "kind": "tape"}], "Input should be 'kubo', 'ipfshttpclient', 'service', 'pinata', 'filebase'"),
    ],
    ids=["twice", "name", "embedded", "token", "two missing", "url", "kind"],
)
def test_load_settings__wrong_places__end_with_one_sentence(environment, places, sentence):
    environment.setenv("PINNING_PLACES", json.dumps(places))

    with pytest.raises(SettingsWrong) as caught:
        load_settings()

    assert sentence in str(caught.value)
    assert str(caught.value).endswith(REMEDY)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PINNING_PLACES", "[{", "PINNING_PLACES or WITNESS_RPC_URLS is not JSON"),
        ("PINNING_COPIES", "1", "PINNING_COPIES asks for 1 copies, but PINNING_PLACES names 0 places"),
        (
            "AUDIT_SCHEDULE",
            "nightly",
            "AUDIT_SCHEDULE: 'nightly' is not a schedule: write minute, hour, day, month and",
        ),
        ("AUDIT_BLOCKS", "0", "AUDIT_BLOCKS: Input should be greater than or equal to 1"),
        ("AUDIT_GATEWAY", "ipfs.example.org", "AUDIT_GATEWAY: 'ipfs.example.org' is not an address"),
    ],
)
def test_load_settings__wrong_value__ends_with_one_sentence(environment, name, value, sentence):
    environment.setenv(name, value)

    with pytest.raises(SettingsWrong) as caught:
        load_settings()

    assert sentence in str(caught.value)
    assert str(caught.value).endswith(REMEDY)


@pytest.mark.parametrize("public_url", ["", "label.example", "ftp://label.example"])
def test_load_settings__public_url_that_is_no_address__ends_with_one_sentence(environment, public_url):
    environment.setenv("PUBLIC_URL", public_url)

    with pytest.raises(SettingsWrong, match=r"^PUBLIC_URL: .*\. Correct it in \.env"):
        load_settings()


@pytest.mark.parametrize("prefix", ["", "0x"])
def test_load_settings__relayer_key__is_read_and_never_shown(environment, prefix):
    environment.setenv("RELAYER_KEY", prefix + "5e" * 32)

    settings = load_settings()

    assert settings.relayer_key.get_secret_value() == prefix + "5e" * 32
    assert "5e5e" not in repr(settings)


@pytest.mark.parametrize("key", ["5e" * 31, "5e" * 33, "my key", "00" * 32, "ff" * 32])
def test_load_settings__wrong_relayer_key__ends_with_one_sentence_without_it(environment, key):
    environment.setenv("RELAYER_KEY", key)

    with pytest.raises(SettingsWrong, match="RELAYER_KEY must be the private key of a wallet") as stopped:
        load_settings()

    assert key not in str(stopped.value)
