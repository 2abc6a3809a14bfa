"""Addresses are written and read as gateways, wallets and contracts do."""

import pytest
from hypothesis import given

from backend.ipfs.cid import DAG_PB, RAW, Cid
from backend.ipfs.errors import InvalidCid
from tests.backend.ipfs.strategies import cids

HELLO = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"
HELLO_V0 = "Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD"


def test_str__raw_block__is_kubos_base32():
    assert str(Cid.of(RAW, b"hello world")) == HELLO


@given(cid=cids)
def test_parse__every_spelling_of_a_cid__is_that_cid(cid):
    hexadecimal = cid.encoded.hex()
    letters = str(cid).upper() if cid.version else str(cid)
    spellings = [str(cid), letters, "f" + hexadecimal, "F" + hexadecimal.upper()]

    assert {Cid.parse(spelling) for spelling in spellings} == {cid}


def test_parse__version_0__is_a_node_and_keeps_its_spelling():
    cid = Cid.parse(HELLO_V0)

    assert (cid.codec, cid.version, str(cid)) == (DAG_PB, 0, HELLO_V0)


@given(cid=cids)
def test_from_bytes__any_cid__is_read_back(cid):
    assert Cid.from_bytes(cid.encoded) == cid


def test_from_digest__metadata_of_a_drop__reads_like_its_token_uri():
    digest = bytes(range(32))

    assert Cid.parse(f"f01701220{digest.hex()}") == Cid.from_digest(digest)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Qm0412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD", id="version 0 with a zero"),
        pytest.param("Qm" + "z" * 44, id="version 0 of no hash"),
        pytest.param("Qmf412jQZiuVUtdgnB36", id="version 0 cut off"),
        pytest.param("bafyreib" + "a" * 51, id="dag-cbor"),
        pytest.param("bafkqaaa", id="identity hash"),
        pytest.param(HELLO[:-1], id="cut off"),
        pytest.param(HELLO + "a", id="too long"),
        pytest.param("f0155122" + "0g" * 33, id="not hexadecimal"),
        pytest.param("b" + HELLO[1:].title(), id="mixed case"),
        pytest.param("../../etc/passwd", id="path"),
        pytest.param("bé", id="not ASCII"),
    ],
)
def test_parse__text_that_is_no_cid_of_ours__is_refused(text):
    with pytest.raises(InvalidCid, match="is not a CID this label keeps"):
        Cid.parse(text)


def test_from_digest__wrong_length__is_refused():
    with pytest.raises(InvalidCid, match="32 bytes"):
        Cid.from_digest(b"short")
