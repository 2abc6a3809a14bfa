"""The database's shape through time."""

from pathlib import Path

from alembic import command
from alembic.config import Config


def configure(url: str) -> Config:
    """Return Alembic's configuration for the database at `url`."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def upgrade_database(url: str) -> None:
    """Bring the database at `url` to the newest shape; must run outside an event loop."""
    command.upgrade(configure(url), "head")
