"""Ask for the ticket at the door: who may have the bytes of a play."""

from backend.core.clock import Clock
from backend.identity.members import hash_cookie
from backend.listening.board import LivePlay, PlayBoard
from backend.listening.errors import PlayEnded, RippingSeen, TicketRefused
from backend.listening.pacing import measure_excess, measure_pause
from backend.listening.tickets import TicketBook


class Doorkeeper:
    """Admits the browser a play was started in, for as long as the play goes on."""

    def __init__(self, book: TicketBook, board: PlayBoard, clock: Clock) -> None:
        self._book = book
        self._board = board
        self._clock = clock

    async def admit(self, ticket: str, cookie: str | None) -> LivePlay:
        """Return the play a ticket stands for; raises `TicketRefused`, `PlayEnded` or `RippingSeen`."""
        play_id = self._book.read(ticket, hash_cookie(cookie)) if cookie else None
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
