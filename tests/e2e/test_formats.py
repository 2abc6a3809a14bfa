"""A DJ's own file, in every format the label reads, is published and played."""

import pytest

from tests.e2e.releases import write_encoded, write_release
from tests.stage import eventually, find_account, press_play

FORMATS = {"mp3": "libmp3lame", "flac": "flac", "opus": "libopus", "m4a": "aac"}
SECONDS = 20


@pytest.fixture
def fan():
    return find_account(6)


@pytest.mark.parametrize("suffix", FORMATS)
def test_publish__own_file__plays_for_its_collector(stage, tmp_path, fan, suffix):
    release = write_release(tmp_path / f"own-{suffix}", audio=f"mix.{suffix}")
    write_encoded(release / f"mix.{suffix}", SECONDS, FORMATS[suffix])

    slug = stage.publish(release)
    stage.collect(slug, fan)
    stage.chain.mine(3)

    with stage.sign_in(fan) as listener:
        eventually(lambda: listener.get(f"/api/releases/{slug}/access").json()["state"] == "holder")
        original = listener.get(press_play(listener, slug, "original"))
        assert original.content == (release / f"mix.{suffix}").read_bytes()
        assert listener.get(press_play(listener, slug), headers={"Range": "bytes=4-7"}).content == b"ftyp"
