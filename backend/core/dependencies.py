"""What every route may ask for; the composition root puts it on `app.state`."""

from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.clock import Clock
from backend.core.config import Settings
from backend.core.db import Database

READING_METHODS = ("GET", "HEAD", "OPTIONS")


async def get_settings(request: Request) -> Settings:
    """Return the settings this application was made with."""
    return cast("Settings", request.app.state.settings)


async def get_clock(request: Request) -> Clock:
    """Return the clock this application was made with."""
    return cast("Clock", request.app.state.clock)


async def get_session(request: Request) -> AsyncIterator[AsyncSession]:
    """Open the request's one transaction; reading requests get a snapshot."""
    database = cast("Database", request.app.state.database)
    reads = request.method in READING_METHODS
    async with database.snapshot() if reads else database.transaction() as session:
        yield session


SettingsDependency = Annotated[Settings, Depends(get_settings)]
ClockDependency = Annotated[Clock, Depends(get_clock)]
# Function scope: the commit happens before the answer is sent, and a streamed body holds no connection.
SessionDependency = Annotated[AsyncSession, Depends(get_session, scope="function")]
