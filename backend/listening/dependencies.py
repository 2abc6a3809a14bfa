"""What the listening routes need."""

from typing import Annotated

from fastapi import Depends

from backend.core.dependencies import SessionDependency
from backend.listening.service import ListeningService


def get_listening_service(session: SessionDependency) -> ListeningService:
    """Build the listening service for this request."""
    return ListeningService(session)


ListeningDependency = Annotated[ListeningService, Depends(get_listening_service)]
