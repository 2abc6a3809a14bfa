"""The application alone, as one of several processes runs it, given port, folder, and MiB of opened files."""

import asyncio
import sys
from pathlib import Path

import uvicorn

from backend.app import create_app
from backend.core.config import Settings
from backend.core.logging import configure_logging
from backend.edge.server import Server
from backend.edge.serving import choose_options, spare_collector

SEALING_KEY = "5e" * 32


def create_settings(folder, opened_mib=4096):
    return Settings(
        _env_file=None,
        database_url=f"sqlite+aiosqlite:///{folder}/hectic.sqlite",
        data_directory=folder / "data",
        deployment_file=folder / "local.json",
        sealing_key=SEALING_KEY,
        opened_mib=opened_mib,
    )


def main():
    port, folder, opened_mib = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    configure_logging()
    config = uvicorn.Config(create_app(create_settings(folder, opened_mib)), port=port, **choose_options())
    spare_collector()
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(Server(config).serve())


if __name__ == "__main__":
    main()
