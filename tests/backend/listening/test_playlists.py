from backend.catalog.models import FileKind, Fragments
from backend.listening.playlists import write_playlists


def describe(kind, pieces):
    return Fragments(slug="night-bus", kind=kind, cid="c", head_bytes=700, pieces=pieces)


AAC = describe(FileKind.HLS_AAC, [(144_000, 6.016), (144_500, 5.99), (2000, 0.01)])
OPUS = describe(FileKind.HLS_OPUS, [(96_000, 6.0), (96_000, 6.0)])


def test_write_playlists__no_renditions__has_none():
    assert write_playlists({}) == {}


def test_write_playlists__media__names_every_fragment_by_its_bytes():
    assert write_playlists({FileKind.HLS_AAC: AAC})["aac.m3u8"].splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:7",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MAP:URI="aac.mp4",BYTERANGE="700@0"',
        "#EXTINF:6.016000,",
        "#EXT-X-BYTERANGE:144000@700",
        "aac.mp4",
        "#EXTINF:5.990000,",
        "#EXT-X-BYTERANGE:144500@144700",
        "aac.mp4",
        "#EXTINF:0.010000,",
        "#EXT-X-BYTERANGE:2000@289200",
        "aac.mp4",
        "#EXT-X-ENDLIST",
    ]


def test_write_playlists__master__offers_what_every_player_reads_first():
    master = write_playlists({FileKind.HLS_OPUS: OPUS, FileKind.HLS_AAC: AAC})["master.m3u8"]

    assert master.splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-STREAM-INF:BANDWIDTH=192989,AVERAGE-BANDWIDTH=193409,CODECS="mp4a.40.2"',
        "aac.m3u8",
        '#EXT-X-STREAM-INF:BANDWIDTH=128000,AVERAGE-BANDWIDTH=128000,CODECS="opus"',
        "opus.m3u8",
    ]


def test_write_playlists__one_rendition__offers_that_alone():
    assert set(write_playlists({FileKind.HLS_OPUS: OPUS})) == {"master.m3u8", "opus.m3u8"}
