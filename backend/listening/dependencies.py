"""What the listening routes need."""

from typing import Annotated, cast

from fastapi import Depends, Request

from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.gates.service import GateService
from backend.identity.dependencies import SessionToken
from backend.identity.members import hash_cookie
from backend.listening.addresses import AddressBook
from backend.listening.playing import PlayService
from backend.listening.service import ListeningService
from backend.listening.tickets import TicketBook


def get_listening_service(session: SessionDependency) -> ListeningService:
    """Build the listening service for this request."""
    return ListeningService(session)


ListeningDependency = Annotated[ListeningService, Depends(get_listening_service)]


def get_play_service(session: SessionDependency, settings: SettingsDependency, clock: ClockDependency) -> PlayService:
    """Build the service of plays for this request."""
    return PlayService(session, GateService(session, clock, settings.grant_staleness_seconds), clock)


PlayDependency = Annotated[PlayService, Depends(get_play_service)]


def get_addresses(request: Request, cookie: SessionToken = None) -> AddressBook:
    """Return the book that writes addresses for this browser."""
    return AddressBook(cast("TicketBook", request.app.state.tickets), hash_cookie(cookie or ""))


AddressesDependency = Annotated[AddressBook, Depends(get_addresses)]
