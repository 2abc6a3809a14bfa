"""Application and worker in one process: `python -m backend --port 8000`."""

import asyncio
import socket

import click
import uvicorn

from backend.app import create_app
from backend.core.config import Settings, load_settings
from backend.core.logging import configure_logging
from backend.edge.server import Server
from backend.edge.serving import choose_loop, choose_options, spare_collector
from backend.listening.listeners import Listeners
from backend.migrations import upgrade_database
from backend.worker import run_worker


class LabelServer(Server):
    """A server that ends the answers that have no end before it waits for all others."""

    def __init__(self, config: uvicorn.Config, listeners: Listeners) -> None:
        super().__init__(config)
        self._listeners = listeners

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop answering."""
        await self._listeners.close()
        await super().shutdown(sockets)


async def _serve(settings: Settings, host: str, port: int, *, is_reindexing: bool) -> None:
    app = create_app(settings)
    config = uvicorn.Config(app, host=host, port=port, **choose_options())
    spare_collector()
    async with run_worker(settings, is_reindexing=is_reindexing):
        await LabelServer(config, app.state.listeners).serve()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--reindex", is_flag=True, help="Read the whole chain again, as after it was rewound.")
def main(host: str, port: int, *, reindex: bool) -> None:
    """Serve the label: pages, API, indexer and preparation."""
    settings = load_settings()
    configure_logging(settings.log_format)
    upgrade_database(settings.database_url)
    with asyncio.Runner(loop_factory=choose_loop()) as runner:
        runner.run(_serve(settings, host, port, is_reindexing=reindex))


if __name__ == "__main__":
    main()
