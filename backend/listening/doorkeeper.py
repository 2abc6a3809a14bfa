"""Ask for the ticket at the door: who may have the bytes of a play."""

from backend.core.clock import Clock
from backend.identity.members import hash_cookie
from backend.listening.board import LivePlay, PlayBoard
from backend.listening.errors import PlayEnded, RippingSeen, TicketRefused
from backend.listening.pacing import measure_excess, measure_pause
from backend.listening.tickets import TicketBook

MOST_KNOWN = 20_000


class Doorkeeper:
    """Admits the browser a play was started in, for as long as the play goes on."""

    def __init__(self, book: TicketBook, board: PlayBoard, clock: Clock) -> None:
        self._book = book
        self._board = board
        self._clock = clock
        # Tickets that were genuine stay so, with the cookie they came with; whether their play goes on the board knows.
        self._known: dict[tuple[str, str], str] = {}

    async def admit(self, ticket: str, cookie: str | None) -> LivePlay:
        """Return the play a ticket stands for; raises `TicketRefused`, `PlayEnded` or `RippingSeen`."""
        play_id = self._recognise(ticket, cookie) if cookie else None
        if play_id is None:
            raise TicketRefused
        play, now = await self._board.find(play_id), self._clock().timestamp()
        if play is None or play.expires_at <= now:
            raise PlayEnded
        excess = measure_excess(play.sent_bytes, play.pace, now - play.started_at)
        if excess > 0:
            self._board.mark_ripping(play)
            raise RippingSeen(measure_pause(excess, play.pace))
        return play

    def count(self, play: LivePlay, sent_bytes: int) -> None:
        """Note what was sent of a play."""
        self._board.count(play, sent_bytes)

    def _recognise(self, ticket: str, cookie: str) -> str | None:
        """Return the play a ticket is for, or `None`; only genuine ones are remembered, whoever asks with whatever."""
        known = self._known.get((ticket, cookie))
        if known is not None:
            return known
        play_id = self._book.read(ticket, hash_cookie(cookie))
        if play_id is not None:
            self._known[ticket, cookie] = play_id
            if len(self._known) > MOST_KNOWN:
                del self._known[next(iter(self._known))]
        return play_id
