"""The same label on PostgreSQL: only the settings differ."""

import pytest
from sqlalchemy.engine import make_url

from tests.anvil import running_anvil
from tests.backend.chain.databases import start_postgres
from tests.stage import Stage, eventually, find_account, press_play


@pytest.fixture
def stage(tmp_path):
    server = start_postgres()
    server.psql("create database label")
    server.psql("create database workflows")
    url = make_url(server.get_uri())
    settings = {
        "DATABASE_URL": url.set(drivername="postgresql+asyncpg", database="label").render_as_string(),
        "WORKFLOW_DATABASE_URL": url.set(database="workflows").render_as_string(),
    }
    with running_anvil("--slots-in-an-epoch", "1") as chain:
        stage = Stage(tmp_path, chain, settings)
        stage.open()
        yield stage
        stage.close()


def test_first_drop__on_postgresql__is_published_collected_and_heard(stage, create_release):
    fan = find_account(6)

    slug = stage.publish(create_release("on-postgres"))
    stage.collect(slug, fan)
    stage.chain.mine(3)

    with stage.sign_in(fan) as listener:
        eventually(lambda: listener.get(f"/api/releases/{slug}/access").json()["state"] == "holder")
        assert listener.get(press_play(listener, slug), headers={"Range": "bytes=4-7"}).content == b"ftyp"
