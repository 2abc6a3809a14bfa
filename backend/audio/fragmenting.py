"""Cut a mix into fragments of six seconds in one file (fMP4), so that a player fetches any of them by its byte range.

AAC is copied from the rendition, packet by packet; Opus, which sounds as good in two thirds of the bytes, is encoded.
Both keep their edit lists: what an encoder put before the first sample is not heard, and nothing clicks.
"""

from pathlib import Path

import av

from backend.audio.decoding import open_audio, resample
from backend.audio.encoding import written_mp4
from backend.audio.fragment_index import FragmentIndex, read_index
from backend.audio.progress import OnProgress, Progress, ignore_progress

FRAGMENT_SECONDS = 6
OPUS_RATE = 48_000
OPUS_BITS_PER_SECOND = 128_000
OPUS_COMPLEXITY = "5"  # of 10: the rest costs half as much time again, and nobody hears it at this rate
FRAGMENTED = {
    # The head waits for the first packet, else it knows no edit list; an index at the end would be in no playlist.
    "movflags": "+empty_moov+default_base_moof+delay_moov+skip_trailer",
    "frag_duration": str(FRAGMENT_SECONDS * 1_000_000),
}


def fragment_aac(rendition: Path, out_path: Path) -> FragmentIndex:
    """Cut a rendition in AAC into fragments without encoding it again."""
    with av.open(str(rendition.resolve()), format="mp4") as source, written_mp4(out_path, FRAGMENTED) as mp4:
        stream = source.streams.audio[0]
        copied = mp4.add_stream_from_template(stream)
        for packet in source.demux(stream):
            if packet.dts is not None:  # the demuxer's last packet is empty
                packet.stream = copied
                mp4.mux(packet)
    return read_index(out_path)


def encode_fragmented_opus(path: Path, out_path: Path, on_progress: OnProgress = ignore_progress) -> FragmentIndex:
    """Write the whole mix in Opus, in fragments; raises AudioBroken when it does not decode to its end."""
    with open_audio(path) as audio, written_mp4(out_path, FRAGMENTED) as mp4:
        stream = mp4.add_stream(
            "libopus", rate=OPUS_RATE, layout="stereo", options={"compression_level": OPUS_COMPLEXITY}
        )
        stream.bit_rate = OPUS_BITS_PER_SECOND
        samples = 0
        for frame in resample(audio.decode(on_progress), OPUS_RATE):
            samples += frame.samples
            mp4.mux(stream.encode(frame))
        mp4.mux(stream.encode(None))
        audio.check_complete(samples / OPUS_RATE)
    Progress(on_progress).finish()
    return read_index(out_path)
