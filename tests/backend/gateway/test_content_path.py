"""What a request names: names between slashes, decoded once, and nothing that leads elsewhere."""

import pytest

from backend.gateway.content_path import ContentPath
from backend.gateway.errors import MalformedPath


@pytest.mark.parametrize(
    ("encoded", "path"),
    [
        pytest.param("bafy", ContentPath("bafy"), id="root"),
        pytest.param("bafy/", ContentPath("bafy", ends_in_slash=True), id="slash"),
        pytest.param("bafy/a/b%20c", ContentPath("bafy", ("a", "b c")), id="names"),
        pytest.param("bafy/%C4%85/%25/", ContentPath("bafy", ("ą", "%"), ends_in_slash=True), id="escapes"),
    ],
)
def test_parse__names_between_slashes__are_decoded_and_written_again(encoded, path):
    assert ContentPath.parse(encoded) == path
    assert str(path) == f"/ipfs/{encoded}"


@pytest.mark.parametrize(
    ("encoded", "sentence"),
    [
        ("bafy/../x", "'..' cannot be followed: no file is called '..'."),
        ("bafy/%2e/x", "'%2e' cannot be followed: no file is called '.'."),
        ("bafy/a%2Fb", "'a%2Fb' cannot be followed: no file is called 'a/b'."),
        ("bafy/a%00", "'a%00' cannot be followed: no file is called 'a\\x00'."),
        ("bafy//x", "'' cannot be followed: a name is empty."),
        ("", "'' cannot be followed: a name is empty."),
        ("bafy/%ff", "'%ff' cannot be followed: a name is not UTF-8."),
    ],
)
def test_parse__no_name_of_a_file__is_refused(encoded, sentence):
    with pytest.raises(MalformedPath) as caught:
        ContentPath.parse(encoded)

    assert caught.value.sentence == f"{sentence} Write the names of entries between single slashes."
