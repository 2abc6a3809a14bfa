from tests.bench.gas_table import write_table

OURS = {"mint": 80_000, "mint_with_ticket": 92_000, "new_drop_with_split": 210_000}
BARE_TOKENS = {"Bare": {"version": "1", "mint": 73_000, "new_drop": 1_000_000}}
PEERS = {"Dear": {"mint": 140_000, "new_drop": 700_000}, "Cheap": {"mint": 113_000}}


def test_write_table__peers__shows_the_cheapest_that_can():
    table = write_table("Title", OURS, BARE_TOKENS, PEERS)

    assert [line.split() for line in table.splitlines()] == [
        ["Title", "ours", "Bare", "cheapest", "drop", "in", "production"],
        ["mint", "80,000", "73,000", "113,000", "Cheap"],
        ["mint_with_ticket", "92,000", "-"],
        ["new_drop_with_split", "210,000", "1,000,000", "700,000", "Dear"],
        [],
    ]


def test_write_table__no_peers__has_no_column_for_them():
    table = write_table("Title", OURS, BARE_TOKENS)

    assert [len(line.split()) for line in table.splitlines()] == [3, 3, 3, 3, 0]
