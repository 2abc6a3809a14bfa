"""What machines watch: whether this works, and how much of it there is."""

from typing import cast

from fastapi import APIRouter, Request, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from backend.core.db import Database
from backend.core.dependencies import SettingsDependency
from backend.core.problems import problems
from backend.edge.gauges import Gauges
from backend.edge.health import Health, find_health
from backend.edge.visitors import require_watcher
from backend.listening.board import PlayBoard

router = APIRouter(tags=["operation"])


@router.get("/health", responses=problems(503))
async def read_health(request: Request, settings: SettingsDependency) -> Health:
    """Tell what works; while this answers 200 people can be served, though perhaps not in everything."""
    return await find_health(cast("Database", request.app.state.database), settings.data_directory)


@router.get("/metrics", include_in_schema=False)
async def read_metrics(request: Request, settings: SettingsDependency) -> Response:
    """Tell Prometheus what was counted, on this machine or to whoever has the token."""
    require_watcher(request.scope, settings.metrics_token.get_secret_value())
    state = request.app.state
    gauges, board = cast("Gauges", state.gauges), cast("PlayBoard", state.board)
    await gauges.refresh(state.database, board.count_listeners().total())
    return Response(generate_latest(gauges.registry), media_type=CONTENT_TYPE_LATEST)
