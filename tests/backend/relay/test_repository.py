"""Relays in both databases: each is there once, and whoever decides what is paid for decides alone."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from backend.core.errors import HecticError
from backend.drops.tracking import TrackingRules
from backend.governance.repository import GovernanceRepository
from backend.relay.admission import RelayAdmission, RelayRules
from backend.relay.models import RelayState, RelayTransaction
from backend.relay.repository import RelayRepository
from backend.relay.service import RelayService
from tests.backend.conftest import NOON
from tests.backend.relay.signing import GAS, ballot, delegation

RELAYER = "0x" + "6a" * 20
PURSE = {"relayer": RELAYER, "balance_wei": 10**24, "fee_wei": 2**70, "seen_at": NOON}
SENT = {"state": RelayState.SENT, "relayer": RELAYER}


def name_account(number):
    return f"0x{number:040x}"


def waiting(number, **fields):
    """Return the vote of one of many."""
    return ballot(name_account(number)).model_copy(update={"id": f"0x{number:064x}"} | fields)


@pytest.fixture
def write(each_database):
    """Call the repository in a transaction of its own."""

    async def write(question, *arguments, **values):
        async with each_database.transaction() as session:
            return await getattr(RelayRepository(session), question)(*arguments, **values)

    return write


@pytest.fixture
async def send(write):
    """Have relays sent in places."""

    async def send(**places):
        for number, place in places.items():
            relay = waiting(int(number[1:]))
            await write("create", relay)
            await write("change", relay.id, RelayState.WAITING, **SENT, place=place)

    return send


@pytest.fixture
def accept(each_database):
    async def accept(relay, rules):
        async with each_database.transaction() as session:
            repository = RelayRepository(session)
            admission = RelayAdmission(repository, rules, NOON)
            service = RelayService(repository, GovernanceRepository(session), admission, TrackingRules(2, ""))
            return await service.accept(relay)

    return accept


async def test_create__handed_in_twice__is_refused(write):
    await write("create", waiting(1))

    with pytest.raises(IntegrityError):
        await write("create", waiting(1, account=name_account(2)))


async def test_create__second_of_an_account_on_its_way__is_refused(write):
    await write("create", waiting(1))

    with pytest.raises(IntegrityError):
        await write("create", waiting(2, account=name_account(1)))


async def test_create__first_is_done_or_of_another_kind__is_kept(write):
    first = waiting(1)
    await write("create", first)
    await write("create", delegation(first.account).model_copy(update={"id": "0x03"}))
    await write("change", first.id, RelayState.WAITING, state=RelayState.CONFIRMED)

    await write("create", waiting(2, account=first.account))

    assert await write("has_open", first.account, "ballot")


async def test_change__state_is_another_by_now__changes_nothing(write):
    await write("create", waiting(1))
    assert await write("change", waiting(1).id, RelayState.WAITING, **SENT, place=4)

    assert not await write("change", waiting(1).id, RelayState.WAITING, **SENT, place=5)
    assert (await write("find", waiting(1).id)).place == 4


async def test_change__place_of_another_that_is_sent__is_refused(send, write):
    await send(n1=4)

    with pytest.raises(IntegrityError):
        await send(n2=4)


async def test_find_place__none_sent__is_the_next(write):
    assert await write("find_place", RELAYER, 7) == 7


async def test_find_place__some_sent__is_behind_them(send, write):
    await send(n1=7, n2=8)

    assert await write("find_place", RELAYER, 7) == 9


async def test_find_place__a_gap__is_filled_first(send, write):
    await send(n1=7, n2=9)

    assert await write("find_place", RELAYER, 7) == 8


async def test_find_place__of_another_relayer__does_not_matter(send, write):
    await send(n1=7)

    assert await write("find_place", "0x" + "6b" * 20, 7) == 7


async def test_list_transactions__replaced__are_in_the_order_they_were_signed(each_database, write):
    async with each_database.transaction() as session:
        for number, fee in enumerate((10**18, 9 * 10**17, 2**200)):
            moment = NOON + timedelta(seconds=number)
            fields = {"fee_wei": fee, "tip_wei": 1, "signed_at": moment}
            RelayRepository(session).add_transaction(
                RelayTransaction(hash=f"0x{number}", relay="a", raw="0x", **fields)
            )

    assert [each.hash for each in await write("list_transactions", ["a"])] == ["0x0", "0x1", "0x2"]


async def test_note_purse__of_another_relayer__takes_its_place(write):
    await write("note_purse", PURSE)
    await write("note_purse", PURSE | {"balance_wei": 5})
    assert (await write("find_purse")).balance_wei == 5

    await write("note_purse", PURSE | {"relayer": "0x" + "6b" * 20})

    assert (await write("find_purse")).relayer == "0x" + "6b" * 20


async def test_accept__many_at_once__promises_no_more_than_the_budget(accept, write):
    await write("note_purse", PURSE | {"fee_wei": 1})
    rules = RelayRules(daily_gas=3 * GAS, daily_per_wallet=10)

    answers = await asyncio.gather(*(accept(waiting(number), rules) for number in range(8)), return_exceptions=True)

    refused = [answer for answer in answers if isinstance(answer, HecticError)]
    assert (len(refused), {error.kind() for error in refused}) == (5, {"relay-closed"})
    assert await write("sum_gas_since", NOON) == 3 * GAS


async def test_accept__same_one_at_once__is_there_once(accept, write):
    await write("note_purse", PURSE | {"fee_wei": 1})
    rules = RelayRules(daily_gas=8 * GAS, daily_per_wallet=10)

    answers = await asyncio.gather(*(accept(waiting(1), rules) for _ in range(8)))

    assert {answer.id for answer in answers} == {waiting(1).id}
    assert await write("sum_gas_since", NOON) == GAS


async def test_accept__coin_is_promised_already__refuses_more(accept, write):
    await write("note_purse", PURSE | {"balance_wei": GAS, "fee_wei": 1})
    rules = RelayRules(daily_gas=8 * GAS, daily_per_wallet=10)
    await accept(waiting(1), rules)

    with pytest.raises(HecticError, match="purse for votes without a fee is empty"):
        await accept(waiting(2), rules)
