import pytest
from PIL import Image

from backend.catalog.artwork import read_artwork
from backend.catalog.errors import CoverTooBig, CoverUnreadable


@pytest.fixture
def create_cover(tmp_path):
    def create_cover(size=(600, 600), colour="#101010", kind="PNG"):
        path = tmp_path / "cover"
        Image.new("RGB", size, colour).save(path, kind)
        return path

    return create_cover


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_read_artwork__accepted_format__is_encoded_anew(create_cover, kind):
    artwork = read_artwork(create_cover(kind=kind))

    assert artwork.cover.content.startswith(b"\xff\xd8")
    assert artwork.thumbnail.content[8:12] == b"WEBP"


def test_read_artwork__colour_on_grey__finds_the_colour(tmp_path):
    image = Image.new("RGB", (600, 600), "#404040")
    image.paste("#e03010", (0, 0, 200, 200))
    image.save(tmp_path / "cover.png")

    red, green, blue = bytes.fromhex(read_artwork(tmp_path / "cover.png").accent[1:])

    assert red > 200
    assert max(green, blue) < 80


def test_read_artwork__wide__keeps_the_cover_and_squares_the_thumbnail(create_cover, tmp_path):
    artwork = read_artwork(create_cover(size=(1200, 600)))
    (tmp_path / "thumbnail").write_bytes(artwork.thumbnail.content)

    with Image.open(tmp_path / "thumbnail") as thumbnail:
        assert thumbnail.size == (600, 600)


@pytest.mark.parametrize(
    "content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nbroken", b"GIF89a"], ids=["empty", "svg", "cut", "gif"]
)
def test_read_artwork__not_an_accepted_picture__raises(tmp_path, content):
    (tmp_path / "cover").write_bytes(content)

    with pytest.raises(CoverUnreadable):
        read_artwork(tmp_path / "cover")


def test_read_artwork__too_many_pixels__raises(create_cover):
    with pytest.raises(CoverTooBig, match="at most 8000 x 8000"):
        read_artwork(create_cover(size=(8_001, 300)))
