"""Random trees over random ledgers: the compiled SQL says what plain Python says, on both databases."""

import random
from dataclasses import replace

from sqlalchemy import delete

from backend.catalog.models import Release
from backend.drops.models import TierMint
from backend.gates.checking import check_tree
from backend.gates.evaluation import evaluate
from backend.gates.models import Entitlement, GateList, GateListEntry
from backend.gates.questions import GateQuestions, Question
from backend.gates.service import _fill_in
from backend.gates.statement import prepare
from backend.gates.tree import write_canonically
from backend.holdings.journal import BALANCES, DELEGATIONS, TRANSFERS
from backend.holdings.models import Balance, BalanceChange, Delegation, DelegationChange, Ownership, Transfer
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture
from tests.backend.conftest import NOON
from tests.backend.gates.drop_rows import create_drop
from tests.backend.gates.ledger import COIN, OTHER, OWN, Ledger

WALLETS = ["0x" + digit * 40 for digit in "123456"]
MINE = tuple(WALLETS[:2])
NOBODY = "0x" + "0" * 40
RANDOM_TABLES = (
    Transfer,
    Ownership,
    BalanceChange,
    Balance,
    DelegationChange,
    Delegation,
    TierMint,
    GateListEntry,
    Entitlement,
)
CASES = 150


def draw_ledger(dice):
    ledger = Ledger(finalized=dice.randint(0, 10), now=dice.choice([60, 100, 150]))
    owners = {}
    for block in range(1, 11):
        for _ in range(dice.randint(0, 3)):
            token = (dice.choice([OWN, OTHER]), dice.randint(1, 12))
            to = dice.choice(WALLETS)
            ledger.moves.append((block, *token, owners.get(token, NOBODY), to))
            owners[token] = to
        if dice.random() < 0.4:
            ledger.amounts.append((block, dice.choice(WALLETS), dice.choice([0, 3, 5, 10**30])))
        if dice.random() < 0.5:
            ledger.permissions.append(draw_permission(dice, block))
    ledger.tiers = [(OWN, 1, 2, 2), (OWN, 2, 6, 1), (OTHER, 1, 1, 1)]
    ledger.listed, ledger.given = set(dice.sample(WALLETS, 2)), set(dice.sample(WALLETS, 2))
    return ledger


def draw_permission(dice, block):
    kind = dice.choice(["all", "contract", "erc721", "erc20"])
    contract = {"all": None, "erc20": COIN}.get(kind, dice.choice([OWN, OTHER, COIN]))
    token = dice.randint(1, 12) if kind == "erc721" else None
    return (block, dice.choice(WALLETS[2:]), dice.choice(WALLETS), kind, contract, token, dice.random() < 0.7)


def draw_tree(dice, levels=4):
    word = dice.choice(["all", "any", "not", "at_least", "leaf", "leaf"]) if levels > 1 else "leaf"
    if word == "leaf":
        return draw_leaf(dice)
    if word == "not":
        return {"not": draw_tree(dice, levels - 1)}
    parts = [draw_tree(dice, levels - 1) for _ in range(dice.randint(1, 3))]
    return {"at_least": dice.randint(1, len(parts)), "of": parts} if word == "at_least" else {word: parts}


def draw_leaf(dice):
    others = [{"token": {"address": COIN, "least": dice.choice(["1", "6", str(10**30)])}}]
    others += [{"allow_list": "press"}, {"badge": "regular"}, {"time": {"from": "2026-05-01T00:00Z"}}]
    if dice.random() < 0.35:
        return dice.choice(others)
    editions = {"least": dice.randint(1, 2)}
    if dice.random() < 0.5:
        editions["drop"] = dice.choice(["any", "other"])
    if dice.random() < 0.3:
        editions["serials"] = [sorted([dice.randint(1, 12), dice.randint(1, 12)])]
    if dice.random() < 0.3:
        editions["tier"] = dice.randint(0, 2)
    if dice.random() < 0.5:
        editions |= dice.choice([{"held_seconds": dice.choice([10, 50])}, {"at_block": dice.randint(0, 10)}])
    return {"editions": editions}


async def write(session, ledger):
    for table in RANDOM_TABLES:
        await session.execute(delete(table))
    await TRANSFERS.record(session, [_write_move(number, *move) for number, move in enumerate(ledger.moves)])
    rows = [_write_amount(number, *amount) for number, amount in enumerate(ledger.amounts)]
    await BALANCES.record(session, rows)
    rows = [_write_permission(number, *each) for number, each in enumerate(ledger.permissions)]
    await DELEGATIONS.record(session, rows)
    session.add_all(_write_tier(number, *tier) for number, tier in enumerate(ledger.tiers))
    session.add_all(GateListEntry(name="press", wallet=wallet) for wallet in ledger.listed)
    session.add_all(
        Entitlement(source=wallet, kind="badge", name="regular", wallet=wallet, starts_at=NOON)
        for wallet in ledger.given
    )
    await session.flush()


def _place(number, block):
    return {"block_hash": f"0x{block}", "log_index": number, "block_number": block}


def _write_move(number, block, contract, token, sender, recipient):
    move = {"contract": contract, "token_id": token, "sender": sender, "recipient": recipient}
    return {**_place(number, block), **move, "transaction_hash": "0x", "timestamp": block * 10}


def _write_amount(number, block, wallet, amount):
    return {**_place(number, block), "token": COIN, "wallet": wallet, "amount": amount}


def _write_permission(number, block, vault, delegate, kind, contract, token, is_enabled):
    permission = {"vault": vault, "delegate": delegate, "kind": kind, "contract": contract, "token_id": token}
    key = f"{vault}{delegate}{kind}{contract}{token}"
    return {**_place(number, block), **permission, "key": key, "rights": "0x", "is_enabled": is_enabled}


def _write_tier(number, contract, tier, first, quantity):
    return TierMint(**_place(number, 1), drop=contract, tier=tier, first_serial=first, quantity=quantity)


async def test_compile_gate__random_trees_and_ledgers__say_what_python_says(each_database):  # noqa: F811
    dice = random.Random(5)
    async with each_database.transaction() as session:
        session.add(Release(slug="other", key="0x2", manifest={}, created_at=NOON, drop_address=OTHER, drop_block=1))
        session.add(GateList(name="press", count=2, set_by=NOBODY, set_at=NOON))
        session.add_all([create_drop(OWN, "0x1"), create_drop(OTHER, "0x2")])
    seen = set()
    for _ in range(CASES):
        ledger, tree = draw_ledger(dice), draw_tree(dice)
        check_tree(tree)
        gate, statement = prepare(write_canonically(tree), len(MINE))
        question = Question(OWN, "Night Bus", None, ledger.finalized, NOON)
        async with each_database.transaction() as session:
            await write(session, ledger)
            parameters = _fill_in(question, MINE, NOON) | {"now_seconds": ledger.now}
            found = await GateQuestions(session).list_standings(gate, statement, parameters)

        expected = ledger.judge(gate, MINE)
        assert [replace(each, witnesses=(), awaited=()) for each in found] == expected, (tree, ledger)
        seen.add(evaluate(gate, found, NOON).truth)
    assert len(seen) == 4
