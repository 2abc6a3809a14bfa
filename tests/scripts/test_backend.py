import httpx
import pytest

from scripts._backend import Backend, _tell, needs_upload
from scripts._refusal import Refusal

URL = "http://label.test"


@pytest.fixture
def create_backend():
    """A backend that answers every question by `answer`."""
    opened = []

    def create_backend(answer, url=URL):
        opened.append(Backend(url, httpx.MockTransport(answer)))
        return opened[-1]

    yield create_backend
    for backend in opened:
        backend.__exit__()


def problem(status, **content):
    return httpx.Response(status, json=content, headers={"Content-Type": "application/problem+json"})


def go_away(request):
    raise httpx.ConnectError("refused", request=request)


def test_start_preparation__default_case__is_what_the_backend_answers(create_backend):
    backend = create_backend(lambda _: httpx.Response(202, json={"status": "queued"}))

    assert backend.start_preparation("low-tide") == {"status": "queued"}


def test_check_chain__same_chain__passes(create_backend):
    create_backend(lambda _: httpx.Response(200, json={"chainId": "0x89"})).check_chain(137)


def test_ask__backend_down__says_where_it_was_looked_for(create_backend):
    with pytest.raises(
        Refusal, match=r"The backend at http://label\.test does not answer: start it, or correct --back"
    ):
        create_backend(go_away).check_chain(137)


@pytest.mark.parametrize("url", ["label.test", "ftp://label.test", "http://"])
def test_ask__address_that_is_none__is_a_backend_that_does_not_answer(url):
    with pytest.raises(Refusal, match="does not answer"), Backend(url) as backend:
        backend.check_chain(137)


def test_ask__problem__passes_its_sentence_through(create_backend):
    backend = create_backend(lambda _: problem(409, detail="“low-tide” is being prepared. Wait until that is done."))

    with pytest.raises(Refusal, match=r"^“low-tide” is being prepared\. Wait until that is done\.$"):
        backend.start_preparation("low-tide")


def test_ask__problem_with_a_field__names_the_field(create_backend):
    backend = create_backend(lambda _: problem(422, detail="Too loud.", field="audio"))

    with pytest.raises(Refusal, match=r"^audio: Too loud\.$"):
        backend.start_preparation("low-tide")


@pytest.mark.parametrize("status", [500, 502, 200], ids=["crashed", "proxy", "another site"])
def test_ask__not_the_api__says_so_without_markup(create_backend, status):
    backend = create_backend(lambda _: httpx.Response(status, html="<h1>Hello</h1>"))

    with pytest.raises(Refusal, match=rf"^The backend at {URL} answered {status} without a reason: look at its log\.$"):
        backend.start_preparation("low-tide")


def test_find_drop__not_shown_yet__is_none(create_backend):
    assert create_backend(lambda _: problem(404, detail="No such drop.")).find_drop("low-tide") is None


def test_upload__large_file__is_streamed_with_its_length(create_backend, tmp_path):
    audio = tmp_path / "mix.wav"
    audio.write_bytes(b"\x01" * 600_000)
    received, heard = [], []

    def receive(request):
        received.append((request.headers["Content-Length"], request.headers["Content-Type"], len(request.read())))
        return httpx.Response(200, json={})

    create_backend(receive).upload("low-tide", "audio", audio, heard.append)

    assert received == [("600000", "audio/x-wav", 600_000)]
    assert heard == [262_144, 262_144, 75_712]


@pytest.mark.parametrize(
    ("known", "needed"),
    [
        (None, True),
        ({"size": 4, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}, True),
        ({"size": 3, "sha256": "00" * 32}, True),
        ({"size": 3, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}, False),
    ],
    ids=["nothing", "another size", "another content", "the same"],
)
def test_needs_upload__what_the_backend_has__decides(tmp_path, known, needed):
    path = tmp_path / "mix.wav"
    path.write_bytes(b"abc")

    assert needs_upload(path, known) is needed


@pytest.mark.parametrize("sentence", ["Say when.", "details.released: Say when."], ids=["plain", "with its field"])
def test_tell__problem_with_a_field__names_it_once(sentence):
    assert _tell({"detail": sentence, "field": "details.released"}) == "details.released: Say when."
