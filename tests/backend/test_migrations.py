"""The migrations make exactly the tables the models describe."""

from alembic import command

from backend.migrations import configure, upgrade_database


def test_upgrade_database__empty__matches_the_models(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite"

    upgrade_database(url)

    command.check(configure(url))
