"""What the listening routes need."""

from typing import Annotated, cast

from fastapi import Depends, Request

from backend.audio.keyring import Keyring
from backend.core.dependencies import SessionDependency
from backend.listening.service import ListeningService


def get_keyring(request: Request) -> Keyring:
    """Return what opens the keys of sealed audio."""
    return cast("Keyring", request.app.state.keyring)


def get_listening_service(session: SessionDependency) -> ListeningService:
    """Build the listening service for this request."""
    return ListeningService(session)


KeyringDependency = Annotated[Keyring, Depends(get_keyring)]
ListeningDependency = Annotated[ListeningService, Depends(get_listening_service)]
