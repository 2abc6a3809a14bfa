"""The routes every byte of sound goes through: plain ASGI, which costs a quarter of what a described route does."""

from starlette.routing import Route

from backend.core.clock import Clock
from backend.listening.doorkeeper import Doorkeeper
from backend.listening.hear import Hear
from backend.listening.hear_check import HearCheck
from backend.listening.shelf import SoundShelf
from backend.listening.streaming import Streamer


def create_hear_routes(doorkeeper: Doorkeeper, shelf: SoundShelf, clock: Clock) -> list[Route]:
    """Return the routes to sounds, and to the question nginx asks before it sends one itself."""
    endpoints = (Hear(doorkeeper, shelf, Streamer(doorkeeper, clock)), HearCheck(doorkeeper, shelf))
    return [Route(endpoint.path, endpoint, methods=["GET"], include_in_schema=False) for endpoint in endpoints]
