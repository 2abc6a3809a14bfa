import pytest

from backend.listening.tickets import TicketBook

PLAY = "5f" * 16
OURS, THEIRS = "aa" * 32, "bb" * 32


@pytest.fixture
def book():
    return TicketBook(b"k" * 32)


def test_read__ticket_written_for_this_cookie__is_the_play(book):
    assert book.read(book.write(PLAY, OURS), OURS) == PLAY


def test_write__same_play_and_cookie__is_the_same_text(book):
    assert book.write(PLAY, OURS) == TicketBook(b"k" * 32).write(PLAY, OURS)


def test_write__ticket__needs_no_escaping_in_an_address(book):
    assert set(book.write(PLAY, OURS)) <= set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda ticket: ticket[:-1] + ("A" if ticket[-1] != "A" else "Q"), id="last letter changed"),
        pytest.param(lambda ticket: ticket.replace(PLAY, "60" * 16), id="another play"),
        pytest.param(lambda ticket: ticket.partition(".")[0], id="no signature"),
        pytest.param(lambda ticket: ticket.partition(".")[0] + ".", id="empty signature"),
        pytest.param(lambda ticket: ticket + "A", id="longer"),
        pytest.param(lambda _: "", id="nothing"),
        pytest.param(lambda _: "é.ü", id="not ASCII"),
    ],
)
def test_read__forged__is_nothing(book, spoil):
    assert book.read(spoil(book.write(PLAY, OURS)), OURS) is None


def test_read__in_another_browser__is_nothing(book):
    assert book.read(book.write(PLAY, OURS), THEIRS) is None


def test_read__written_with_another_key__is_nothing(book):
    assert book.read(TicketBook(b"x" * 32).write(PLAY, OURS), OURS) is None
