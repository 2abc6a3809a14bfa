import pytest

from tests.backend.audio import recordings


@pytest.fixture(scope="session")
def studio(tmp_path_factory):
    """Where recordings made once for all tests lie."""
    return tmp_path_factory.mktemp("studio")


@pytest.fixture(scope="session")
def tone(studio):
    """Five seconds at 997 Hz, its peaks at -20 dBFS."""
    return recordings.create_recording(studio / "tone.wav", recordings.sine(5))


@pytest.fixture(scope="session")
def staircase(studio):
    """Seventy seconds, each ten seconds a tone of their own: 200 Hz, 300 Hz, 400 Hz and so on."""
    steps = (recordings.sine(10, hertz=200 + 100 * step, level_db=-12) for step in range(7))
    return recordings.stream_recording(studio / "staircase.flac", steps, recordings.FLAC, recordings.RATE, "stereo")
