"""The migrations make exactly the tables the models describe, on both databases, whatever was there before."""

import pytest
from alembic import command
from sqlalchemy import create_engine, make_url, text

from backend.ipfs.cid import Cid
from backend.migrations import configure, upgrade_database
from tests.backend.chain.databases import KINDS, start_postgres

CURSOR = "INSERT INTO cursors VALUES (1, 9, '0xb9', 5, '0xb5')"
RELEASE = (
    "INSERT INTO releases (slug, key, manifest, created_at, drop_address, drop_block) "
    "VALUES ('warehouse', '0xk', '{}', '2026-06-01 12:00:00', '0xd', 7)"
)
PREPARED = (
    "INSERT INTO releases (slug, key, manifest, created_at, metadata_digest) "
    "VALUES ('warehouse', '0xk', '{}', '2026-06-01 12:00:00', '0x" + "11" * 32 + "')"
)
METADATA = str(Cid.from_digest(b"\x11" * 32))
COVER = (
    "INSERT INTO release_files (slug, kind, source_sha256, cid, size, mime_type) "
    "VALUES ('warehouse', 'cover', 's', 'bafkcover', 9, 'image/png')"
)
THUMBNAIL = COVER.replace("'cover'", "'thumbnail'")
TRANSFER = "INSERT INTO transfers VALUES ('0xb7', 3, 7, '0xt', '0xd', '42', '0x0', '0xf', 70)"
OWNERSHIP = "INSERT INTO ownerships VALUES ('0xd', '42', '0xf', 7, 3, 70)"
DROP = "INSERT INTO drops VALUES ('0xd', '0xk', '0xs', 'Night', 'N', '0xm', 5, 5, '1', 0, 0, 0, 500, 7, '0xb7', '0xt')"


def create_postgres():
    server = start_postgres()
    server.psql("drop database if exists migrated")
    server.psql("create database migrated")
    return make_url(server.get_uri()).set(drivername="postgresql+asyncpg", database="migrated").render_as_string()


@pytest.fixture(params=KINDS)
def url(request, tmp_path):
    """Return a database without any table."""
    return f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite" if request.param == "sqlite" else create_postgres()


@pytest.fixture
def ask(url):
    """Run one statement and return its rows, if it has any."""
    engine = create_engine(url.replace("+aiosqlite", "").replace("+asyncpg", "+psycopg"))

    def ask(statement):
        with engine.begin() as connection:
            found = connection.execute(text(statement))
            return [tuple(row) for row in found] if found.returns_rows else []

    yield ask
    engine.dispose()


def test_upgrade_database__empty__matches_the_models(url):
    upgrade_database(url)

    command.check(configure(url))


def test_upgrade_database__of_the_first_drop__reads_the_chain_again(url, ask):
    command.upgrade(configure(url), "0001")
    for statement in (CURSOR, RELEASE, DROP):
        ask(statement)

    upgrade_database(url)

    assert ask("SELECT slug, drop_address, drop_block FROM releases") == [("warehouse", None, None)]
    assert ask("SELECT address FROM drops") == ask("SELECT number FROM cursors") == []


def test_upgrade_database__with_a_release__pins_what_it_has(url, ask):
    command.upgrade(configure(url), "0002")
    for statement in (PREPARED, COVER, THUMBNAIL):
        ask(statement)

    upgrade_database(url)

    assert ask("SELECT name, cid FROM pin_names ORDER BY name") == [
        ("warehouse/cover", "bafkcover"),
        ("warehouse/metadata", METADATA),
        ("warehouse/thumbnail", "bafkcover"),
    ]
    assert ask("SELECT cid, size FROM pins ORDER BY size") == [(METADATA, 0), ("bafkcover", 9)]
    assert ask("SELECT DISTINCT place, status FROM copies") == [("embedded", "pinned")]


def test_upgrade_database__with_transfers__keeps_them_under_another_key(url, ask):
    command.upgrade(configure(url), "0009")
    for statement in (TRANSFER, OWNERSHIP):
        ask(statement)

    upgrade_database(url)

    assert ask("SELECT block_number, log_index, block_hash, token_id, timestamp FROM transfers") == [
        (7, 3, "0xb7", "42", 70)
    ]
    assert ask("SELECT contract, token_id, owner, since_timestamp FROM ownerships") == [("0xd", "42", "0xf", 70)]


def test_downgrade__to_the_first_drop__has_its_tables_again(url, ask):
    upgrade_database(url)

    command.downgrade(configure(url), "0001")

    assert ask("SELECT created_supply, price_wei FROM drops") == []
    upgrade_database(url)
    command.check(configure(url))
