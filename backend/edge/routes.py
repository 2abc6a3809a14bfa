"""What machines watch: whether this works, and how much of it there is."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from backend.core.dependencies import ClockDependency, SettingsDependency
from backend.core.problems import problems
from backend.edge.gauges import Gauges
from backend.edge.health import Examination, Health
from backend.edge.visitors import require_watcher
from backend.listening.board import PlayBoard

router = APIRouter(tags=["operation"])


def get_examination(request: Request, settings: SettingsDependency, clock: ClockDependency) -> Examination:
    """Return what looks at everything."""
    return Examination(request.app.state.database, clock, settings.grant_staleness_seconds, settings.data_directory)


ExaminationDependency = Annotated[Examination, Depends(get_examination)]


@router.get("/health", responses=problems(503))
async def read_health(examination: ExaminationDependency) -> Health:
    """Tell what works; while this answers 200 people can be served."""
    return await examination.find_health()


@router.get("/metrics", include_in_schema=False)
async def read_metrics(request: Request, settings: SettingsDependency, examination: ExaminationDependency) -> Response:
    """Tell Prometheus what was counted, on this machine or to whoever has the token."""
    require_watcher(request.scope, settings.metrics_token.get_secret_value())
    gauges, board = cast("Gauges", request.app.state.gauges), cast("PlayBoard", request.app.state.board)
    await gauges.refresh(examination, board.count_listeners().total())
    return Response(generate_latest(gauges.registry), media_type=CONTENT_TYPE_LATEST)
