"""The HTTP application: settings, then clients, then routes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException

from backend.audio.keyring import Keyring
from backend.catalog.routes import router as catalog_router
from backend.catalog.uploads import Uploads
from backend.chain.contracts import Contracts
from backend.chain.node import Node
from backend.chain.signature_check import SignatureCheck
from backend.core.clock import utc_now
from backend.core.config import Settings
from backend.core.db import Database
from backend.core.errors import HecticError, Invalid, NotFound
from backend.core.keys import derive_key
from backend.core.problems import PROBLEM_MEDIA_TYPE, Problem, describe_invalid
from backend.drops.routes import router as drops_router
from backend.edge.routes import router as edge_router
from backend.edge.wiring import add_edge
from backend.gates.archive_routes import router as gate_archive_router
from backend.gates.keeping_routes import router as gate_keeping_router
from backend.gates.routes import router as gates_router
from backend.gateway.provider import Provider
from backend.gateway.routes import router as gateway_router
from backend.gateway.routing_routes import router as routing_router
from backend.governance.deed_routes import router as deed_router
from backend.governance.routes import router as governance_router
from backend.identity.account_routes import router as account_router
from backend.identity.challenges import INFO as CHALLENGES
from backend.identity.challenges import ChallengeBook
from backend.identity.contract_wallets import ContractWallets
from backend.identity.routes import router as identity_router
from backend.ipfs.store import Store
from backend.listening.record_routes import router as record_router
from backend.listening.routes import router as listening_router
from backend.listening.wiring import add_listening, run_listening
from backend.pages.governance_source import DatabaseGovernancePages
from backend.pages.rendering import render_problem, wants_page
from backend.pages.routes import mount_pages
from backend.pages.royalty_source import DatabaseRoyaltyPages
from backend.pages.source import DatabasePages
from backend.pinning.intake import Intake
from backend.pinning.routes import router as storage_router
from backend.relay.routes import router as relay_router
from backend.royalties.routes import router as royalties_router

NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}  # `backend.edge` counts and logs
TITLE = "Hectic: a record label on chain"
ROUTERS = (
    # A request is compared with every route before its own: those that many ask at once come first.
    listening_router,
    identity_router,
    account_router,
    catalog_router,
    drops_router,
    gates_router,
    gate_keeping_router,
    gate_archive_router,
    record_router,
    royalties_router,
    governance_router,
    relay_router,
    deed_router,
    storage_router,
    gateway_router,
    routing_router,
    edge_router,
)


def create_app(settings: Settings) -> FastAPI:
    """Build the application; raises a `HecticError` when the label is not deployed."""
    # The usual pages of documentation load scripts from elsewhere; the description itself is served.
    app = FastAPI(
        title=TITLE,
        lifespan=_run_loops,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        telemetry=NO_TELEMETRY,
    )
    _add_clients(app, settings)
    add_listening(app, settings)
    for router in ROUTERS:
        app.include_router(router)
    mount_pages(app)
    add_problem_handlers(app)
    add_edge(app, settings, app.state.sound_routes)
    return app


def _add_clients(app: FastAPI, settings: Settings) -> None:
    state = app.state
    state.settings, state.clock = settings, utc_now
    state.database = Database(settings.database_url)
    state.contracts = Contracts.load(settings.deployment_file)
    state.node = Node(settings.rpc_url, state.contracts.chain_id)
    state.challenges = ChallengeBook(derive_key(settings.sealing_key.get_secret_value(), CHALLENGES))
    state.contract_wallets = ContractWallets(state.node, SignatureCheck.load())
    state.store = Store(settings.data_directory / "ipfs")
    state.provider = Provider.at(settings.public_url)
    state.intake = Intake(state.store, settings.data_directory / "spool")
    state.uploads = Uploads(settings.data_directory / "uploads")
    state.keyring = Keyring(settings.sealing_key.get_secret_value())
    state.pages = DatabasePages(state.database, settings, state.contracts, state.clock)
    state.royalty_pages = DatabaseRoyaltyPages(state.database, settings, state.contracts, state.clock)
    state.governance_pages = DatabaseGovernancePages(state.database, settings, state.contracts, state.clock)


@asynccontextmanager
async def _run_loops(app: FastAPI) -> AsyncIterator[None]:
    async with run_listening(app):
        yield
    await app.state.node.close()
    await app.state.database.close()


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error as `application/problem+json` (RFC 9457)."""
    app.add_exception_handler(HecticError, _answer_hectic_error)
    app.add_exception_handler(RequestValidationError, _answer_validation_error)
    app.add_exception_handler(HTTPException, _answer_http_exception)


async def _answer_hectic_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HecticError):
        raise error
    if wants_page(request):
        return render_problem(request, error)
    problem = Problem(
        type=f"/problems/{error.kind()}",
        title=error.title(),
        status=error.status,
        detail=error.sentence,
        field=error.field,
    )
    return _render(problem, error.headers)


async def _answer_validation_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    field, sentence = describe_invalid(error.errors())
    if wants_page(request):
        return render_problem(request, Invalid(sentence, field=field))
    problem = Problem(type="/problems/invalid", title="Invalid", status=422, detail=sentence, field=field)
    return _render(problem)


async def _answer_http_exception(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if wants_page(request) and error.status_code == HTTPStatus.NOT_FOUND:
        return render_problem(
            request, NotFound("There is no such page. The drops of this label are on its front page.")
        )
    title = HTTPStatus(error.status_code).phrase
    problem = Problem(
        type="about:blank", title=title, status=error.status_code, detail=f"{title}. Check the address and the method."
    )
    return _render(problem, error.headers)


def _render(problem: Problem, headers: Any = None) -> Response:  # noqa: ANN401 - a mapping or nothing, as Starlette has it
    return JSONResponse(
        problem.model_dump(exclude_none=True), problem.status, headers=headers, media_type=PROBLEM_MEDIA_TYPE
    )
