"""The same object under every name that places give it."""

import pytest

from backend.ipfs.cid import RAW, Cid
from backend.places.errors import CidDiffers
from backend.places.spelling import check_cid, spell

# One digest, as `ipfs cid format` writes it in version 0, in base32 and in base58.
VERSION_0 = "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn"
BASE32 = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354"
BASE58 = "zdj7WbTaiJT1fgatdet9Ei9iDB5hdCxkbVyhyh8YTUnXMiwYi"


@pytest.mark.parametrize("text", [VERSION_0, BASE32, BASE58])
def test_check_cid__another_spelling__is_the_same(text):
    check_cid("cellar", Cid.parse(BASE32), text)


@pytest.mark.parametrize("text", ["", None, "zzz", "bafkqaaa", str(Cid(RAW, Cid.parse(BASE32).digest))])
def test_check_cid__another_object__differs(text):
    with pytest.raises(CidDiffers):
        check_cid("cellar", Cid.parse(BASE32), text)


def test_spell__directory__is_both_versions():
    assert spell([BASE58]) == {VERSION_0, BASE32}


def test_spell__raw_block__has_no_version_0():
    raw = str(Cid.of(RAW, b""))

    assert spell([raw]) == {raw}


def test_spell__kind_that_is_not_kept__stays():
    assert spell(["k51qzi5uqu5d", "zzz"]) == {"k51qzi5uqu5d", "zzz"}
