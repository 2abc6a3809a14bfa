"""How SQLite finds what a gate asks for: a member's few tokens, never all tokens of a drop."""

from backend.gates.service import DEFAULT_TREE
from backend.gates.statement import prepare
from tests.backend.conftest import NOON

WALLET, DROP = "0x" + "1" * 40, "0x" + "d1" * 20


async def explain(session, statement, parameters):
    """Return how SQLite would run a statement, step by step."""
    compiled = statement.params(parameters).compile(dialect=session.get_bind().dialect)
    expanded = compiled.construct_expanded_state()
    connection = await session.connection()
    places = tuple(expanded.parameters[name] for name in expanded.positiontup)
    rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {expanded.statement}", places)
    return [row.detail for row in rows]


async def test_statement__of_a_default_gate__begins_with_what_the_member_holds(database):
    _, statement = prepare(DEFAULT_TREE, 1)
    parameters = {"wallet_0": WALLET, "drop": DROP, "finalized": 10, "now": NOON, "now_seconds": 0}

    async with database.snapshot() as session:
        steps = await explain(session, statement, parameters)

    assert [step for step in steps if "ownerships" in step] == [
        "SEARCH ownerships USING INDEX ix_ownerships_owner (owner=?)"
    ]
