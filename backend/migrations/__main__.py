"""Write the next migration from the models: `python -m backend.migrations "what changes"`."""

import click
from alembic import command

from backend.core.config import Settings
from backend.migrations import configure


@click.command()
@click.argument("message")
def main(message: str) -> None:
    """Compare the models with the database of the settings and write what differs."""
    command.revision(configure(Settings().database_url), message=message, autogenerate=True)


if __name__ == "__main__":
    main()
