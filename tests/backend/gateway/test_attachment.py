"""Under which name a browser saves a file."""

import pytest

from backend.gateway.attachment import disposition


@pytest.mark.parametrize(
    ("name", "header"),
    [
        pytest.param("mix.flac", 'attachment; filename="mix.flac"', id="plain"),
        pytest.param(
            "夜行バス.flac",
            "attachment; filename=\"____.flac\"; filename*=UTF-8''%E5%A4%9C%E8%A1%8C%E3%83%90%E3%82%B9.flac",
            id="letters outside ASCII",
        ),
        pytest.param(
            'a"; filename=b\\c',
            "attachment; filename=\"a_; filename=b_c\"; filename*=UTF-8''a%22%3B%20filename%3Db_c",
            id="quotes",
        ),
        pytest.param(
            "../a\r\nSet-Cookie: x",
            "attachment; filename=\".._a__Set-Cookie: x\"; filename*=UTF-8''.._a__Set-Cookie%3A%20x",
            id="paths and line ends",
        ),
    ],
)
def test_disposition__any_name__stays_a_name(name, header):
    assert disposition("attachment", name) == header


@pytest.mark.parametrize(
    ("query", "header"),
    [
        ("", None),
        ("?filename=mix.flac", 'inline; filename="mix.flac"'),
        ("?filename=mix.flac&download=true", 'attachment; filename="mix.flac"'),
        ("?download=true", 'attachment; filename="1"'),
        ("?download=false", None),
        ("?format=raw&filename=block", 'attachment; filename="block"'),
        ("?format=car&filename=all.car", 'attachment; filename="all.car"'),
    ],
)
async def test_get__name_to_save_under__is_sent(gateway, store, query, header):
    metadata = store.add_directory({"1": b"{}"}).cid

    assert (await gateway.get(f"/ipfs/{metadata}/1{query}")).headers.get("content-disposition") == header
