import io

import pytest
import tink
from hypothesis import given, settings
from hypothesis import strategies as st
from tink import secret_key_access, streaming_aead
from tink.proto import aes_gcm_hkdf_streaming_pb2, common_pb2, tink_pb2

from backend.audio.errors import SealBroken
from backend.audio.sealing import (
    HEADER_BYTES,
    PLAIN_SEGMENT_BYTES,
    SEGMENT_BYTES,
    SealedReader,
    plain_size,
    seal,
    sealed_size,
    sealing_stream,
)

KEY = bytes(range(32))
NAME = b"release:night-bus:mix"
FIRST = PLAIN_SEGMENT_BYTES - HEADER_BYTES
SIZES = [0, 1, FIRST - 1, FIRST, FIRST + 1, FIRST + PLAIN_SEGMENT_BYTES, FIRST + PLAIN_SEGMENT_BYTES + 1, 300_000]
PLAIN = bytes(i * 7 % 251 for i in range(300_000))


@pytest.fixture(scope="module")
def tink_primitive():
    """Google's implementation with the same key and parameters."""
    streaming_aead.register()
    parameters = aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingParams(
        ciphertext_segment_size=SEGMENT_BYTES, derived_key_size=32, hkdf_hash_type=common_pb2.SHA256
    )
    key = aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingKey(params=parameters, key_value=KEY)
    keyset = tink_pb2.Keyset(primary_key_id=1)
    keyset.key.add(
        key_data=tink_pb2.KeyData(
            type_url="type.googleapis.com/google.crypto.tink.AesGcmHkdfStreamingKey",
            value=key.SerializeToString(),
            key_material_type=tink_pb2.KeyData.SYMMETRIC,
        ),
        status=tink_pb2.ENABLED,
        key_id=1,
        output_prefix_type=tink_pb2.RAW,
    )
    handle = tink.proto_keyset_format.parse(keyset.SerializeToString(), secret_key_access.TOKEN)
    return handle.primitive(streaming_aead.StreamingAead)


@pytest.fixture(scope="module")
def sealed():
    return create_sealed(PLAIN)


def create_sealed(plain, key=KEY, name=NAME):
    sink = io.BytesIO()
    seal(io.BytesIO(plain), sink, key, name)
    return sink.getvalue()


def open_sealed(sealed, key=KEY, name=NAME):
    return SealedReader(lambda offset, length: sealed[offset : offset + length], len(sealed), key, name)


@pytest.mark.parametrize("size", SIZES)
def test_seal__of_a_size__is_opened_by_tink(tink_primitive, size):
    sealed = create_sealed(PLAIN[:size])

    with tink_primitive.new_decrypting_stream(io.BytesIO(sealed), NAME) as stream:
        assert stream.read() == PLAIN[:size]
    assert len(sealed) == sealed_size(size)


@pytest.mark.parametrize("size", SIZES)
def test_read__of_what_tink_sealed__is_the_same(tink_primitive, size):
    sink = io.BytesIO()
    sink.close, closed = lambda: None, sink.close
    with tink_primitive.new_encrypting_stream(sink, NAME) as stream:
        stream.write(PLAIN[:size])

    reader = open_sealed(sink.getvalue())

    closed()
    assert reader.size == size
    assert reader.read(0, size) == PLAIN[:size]


@given(start=st.integers(-10, 300_010), length=st.integers(0, 200_000))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_read__of_any_range__is_that_slice(sealed, start, length):
    assert open_sealed(sealed).read(start, start + length) == PLAIN[max(0, start) : max(0, start + length)]


@given(size=st.integers(0, 3 * SEGMENT_BYTES))
@settings(deadline=None, derandomize=True)
def test_plain_size__of_sealed_size__is_the_size(size):
    assert plain_size(sealed_size(size)) == size


@pytest.mark.parametrize("size", [0, 55, SEGMENT_BYTES + 1, SEGMENT_BYTES + 16, 2 * SEGMENT_BYTES + 16])
def test_plain_size__of_what_no_seal_is_long__breaks(size):
    with pytest.raises(SealBroken):
        plain_size(size)


def test_stream__of_a_range__reads_only_its_segments(sealed):
    asked = []

    def read_at(offset, length):
        asked.append((offset, length))
        return sealed[offset : offset + length]

    reader = SealedReader(read_at, len(sealed), KEY, NAME)
    asked.clear()
    pieces = list(reader.stream(100_000, 140_000))

    assert b"".join(pieces) == PLAIN[100_000:140_000]
    assert asked == [(SEGMENT_BYTES, SEGMENT_BYTES), (2 * SEGMENT_BYTES, SEGMENT_BYTES)]


@pytest.mark.parametrize("size", [1, 1000, 65_536, 1_000_000, -1])
def test_sealing_stream__read_in_any_size__gives_everything(size):
    stream = sealing_stream(io.BytesIO(PLAIN), KEY, NAME)

    sealed = b"".join(iter(lambda: stream.read(size), b"")) if size > 1 or size < 0 else stream.read(1) + stream.read()

    assert open_sealed(sealed).read(0, len(PLAIN)) == PLAIN


def test_sealing_stream__from_a_source_that_stutters__gives_everything():
    class Stutter(io.BytesIO):
        def read(self, size=-1, /):
            return super().read(min(size, 777))

    sealed = sealing_stream(Stutter(PLAIN), KEY, NAME).read()

    assert open_sealed(sealed).read(0, len(PLAIN)) == PLAIN


def test_seal__twice__gives_two_ciphertexts():
    assert create_sealed(PLAIN) != create_sealed(PLAIN)


@pytest.mark.parametrize(
    ("key", "name"), [(bytes(32), NAME), (KEY, b"release:another:mix")], ids=["other-key", "other-name"]
)
def test_open__with_the_wrong_key_or_name__breaks(sealed, key, name):
    with pytest.raises(SealBroken, match="changed, cut short or sealed with another key"):
        open_sealed(sealed, key, name)


@pytest.mark.parametrize("length", [0, 10, 40, 56, SEGMENT_BYTES, 2 * SEGMENT_BYTES, -1, -100])
def test_open__when_cut_anywhere__breaks(sealed, length):
    with pytest.raises(SealBroken):
        open_sealed(sealed[:length])


@pytest.mark.parametrize("offset", [0, 5, 35, 50, SEGMENT_BYTES - 1, SEGMENT_BYTES, 3 * SEGMENT_BYTES, -1])
def test_read__with_one_changed_bit__breaks(sealed, offset):
    changed = bytearray(sealed)
    changed[offset] ^= 1

    with pytest.raises(SealBroken):
        open_sealed(bytes(changed)).read(0, len(PLAIN))


def test_read__with_two_segments_swapped__breaks(sealed):
    second, third = (sealed[n * SEGMENT_BYTES : (n + 1) * SEGMENT_BYTES] for n in (1, 2))
    swapped = sealed[:SEGMENT_BYTES] + third + second + sealed[3 * SEGMENT_BYTES :]

    with pytest.raises(SealBroken):
        open_sealed(swapped).read(0, len(PLAIN))
