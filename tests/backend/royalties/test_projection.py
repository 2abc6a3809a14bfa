"""Splits and their money on both databases, from a chain in memory."""

from backend.holdings.repository import LedgerRepository
from backend.royalties.ledger import read_books
from backend.royalties.models import Distribution, PayeeChange, Receipt, RoyaltyToken, Split, Withdrawal
from backend.royalties.projection import RoyaltiesProjection
from backend.royalties.repository import RoyaltyRepository
from tests.backend.chain.fake_chain import LABEL, NOBODY, transfer
from tests.backend.royalties.rows import DJ, FAN, PRINTER, SHARES, SINGER, SPLIT, TOKEN
from tests.backend.royalties.story import (
    CODE,
    CURATOR,
    DROP,
    MANAGED_CODE,
    OWN_SPLIT,
    allowance,
    coin_in,
    distributed,
    drop_creation,
    handed_over,
    managed_creation,
    owed,
    payees_changed,
    renounced,
    rewarded,
    split_creation,
    token_in,
    withdrawn,
)

LISTED = [list(pair) for pair in SHARES]
OTHERS = [(DJ, 1), (SINGER, 999_999)]


def pick(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


async def test_apply__drop_created__has_its_split_with_its_tag(tell):
    rows = await tell([drop_creation()])

    (split,) = rows[Split]
    assert (split["address"], split["payees"], split["owner"]) == (SPLIT, LISTED, None)
    assert split["tag"] % 2**16 == 0 < split["tag"] < 2**96


async def test_apply__splits_of_their_own__have_what_they_were_created_with(tell):
    rows = await tell([split_creation()], [managed_creation(split=SPLIT)])

    assert pick(rows[Split], "address", "tag", "owner") == [(OWN_SPLIT, 5_000, None), (SPLIT, 0, CURATOR)]
    assert [row["payees"] for row in rows[Split]] == [LISTED, LISTED]


async def test_apply__owner_gives_itself_up__nobody_can_change_the_payees_any_more(tell):
    rows = await tell([managed_creation()], [handed_over(OWN_SPLIT, FAN), renounced(FAN)], [renounced()])

    assert pick(rows[Split], "owner", "renounced_block") == [(CURATOR, 3)]


async def test_apply__split_was_there_before_its_drop__stays_as_it_was_told_first(tell):
    rows = await tell([split_creation(split=SPLIT)], [drop_creation()])

    assert pick(rows[Split], "address", "block_number") == [(SPLIT, 1)]


async def test_apply__strangers_claim_splits_and_money__are_not_believed(tell):
    rows = await tell(
        [split_creation(code=FAN), coin_in(5, split=FAN), distributed(5, split=FAN), allowance(label=FAN)]
    )

    assert not any(rows.values())


async def test_apply__coin__is_told_apart_by_who_sent_it_and_why(tell):
    resale = transfer(FAN, 1, sender=DJ, contract=DROP)
    rows = await tell(
        [drop_creation(), split_creation()],
        [coin_in(10, sender=DROP)],
        [coin_in(20), resale],
        [coin_in(30), transfer(FAN, 2, contract=DROP)],
        [coin_in(40, sender=OWN_SPLIT), resale],
        [coin_in(50, split=OWN_SPLIT), resale],
    )

    expected = [(10, "primary"), (20, "secondary"), (30, "tip"), (40, "other"), (50, "tip")]
    assert pick(rows[Receipt], "amount", "source") == expected


async def test_apply__tokens__come_in_from_when_they_are_allowed(tell):
    rows = await tell(
        [drop_creation(), token_in(1)],
        [allowance(), token_in(20, sender=DROP), token_in(2**255, split=FAN)],
        [token_in(30, sender=NOBODY), allowance(is_allowed=False)],
        [token_in(40), token_in(0)],
    )

    expected = [(TOKEN, 20, "primary"), (TOKEN, 30, "other"), (TOKEN, 40, "tip")]
    assert pick(rows[Receipt], "currency", "amount", "source") == expected
    assert pick(rows[RoyaltyToken], "address", "block_number") == [(TOKEN, 2)]


async def test_apply__token_came_in_before_its_split__is_not_known(tell):
    rows = await tell([allowance(), token_in(1)], [token_in(2), drop_creation(), token_in(3)])

    assert pick(rows[Receipt], "amount") == [(3,)]


async def test_apply__token_that_came_in__changes_no_balances(tell, each_database):
    await tell([allowance(), drop_creation()], [token_in(30)])

    async with each_database.snapshot() as session:
        assert await LedgerRepository(session).list_balances([(TOKEN, SPLIT), (TOKEN, FAN)]) == {}


async def test_apply__distributions__have_their_rewards_and_who_was_not_paid(tell):
    rows = await tell(
        [split_creation(split=SPLIT)],
        [rewarded(5), distributed(995), owed(SINGER, 331), rewarded(1, TOKEN), distributed(99, TOKEN)],
        [distributed(7)],
    )

    told = pick(rows[Distribution], "currency", "amount", "reward", "rewarded", "unpaid")
    assert told == [(None, 995, 5, FAN, [SINGER]), (TOKEN, 99, 1, FAN, []), (None, 7, 0, None, [])]
    assert [row["payees"] for row in rows[Distribution]] == [LISTED] * 3


async def test_apply__withdrawals__say_who_was_paid(tell):
    rows = await tell([drop_creation()], [withdrawn(2**255), withdrawn(8, recipient=FAN, currency=TOKEN)])

    told = pick(rows[Withdrawal], "payee", "recipient", "currency", "amount")
    assert told == [(DJ, DJ, None, 2**255), (DJ, FAN, TOKEN, 8)]


async def test_apply__payees_changed__are_those_of_later_distributions(tell):
    rows = await tell(
        [managed_creation()],
        [distributed(1, split=OWN_SPLIT)],
        [distributed(2, split=OWN_SPLIT), payees_changed(OTHERS), distributed(3, split=OWN_SPLIT)],
        [distributed(4, split=OWN_SPLIT)],
    )

    others = [list(pair) for pair in OTHERS]
    assert pick(rows[Distribution], "payees") == [(LISTED,), (LISTED,), (others,), (others,)]
    assert pick(rows[PayeeChange], "split", "payees") == [(OWN_SPLIT, others)]


STORY = (
    [drop_creation(), token_in(8)],
    [allowance(), token_in(9)],
    [managed_creation(), coin_in(10, sender=DROP), coin_in(11, split=OWN_SPLIT)],
    [rewarded(1), distributed(9), owed(DJ, 4), distributed(9, TOKEN)],
    [payees_changed(OTHERS), distributed(11, split=OWN_SPLIT), allowance("0x" + "C7" * 20)],
    [withdrawn(4), withdrawn(4, currency=TOKEN), split_creation(split=CURATOR)],
    [payees_changed(SHARES), coin_in(3, split=CURATOR), token_in(5, split=CURATOR)],
    [renounced()],
)


async def test_list_told__a_story__is_read_as_books(tell, each_database):
    await tell(*STORY)

    async with each_database.snapshot() as session:
        books = read_books(*await RoyaltyRepository(session).list_told(SPLIT))

    coin = {each.payee: (each.earned, each.paid) for each in books[None].list_standings(SHARES)}
    assert coin == {DJ: (4, 4), SINGER: (2, 2), PRINTER: (1, 1)}
    assert (books[None].rewards, books[None].undivided, books[TOKEN].undivided) == (1, 2, 2)


async def test_undo__any_number_of_blocks__is_as_if_they_were_never_seen(
    chain, tell, index, index_anew, read_rows, each_database
):
    await tell(*STORY)

    for kept in range(len(STORY) - 1, -1, -1):
        chain.reorg(len(chain.blocks) - 1 - kept)
        chain.mine()
        await index(each_database)
        assert await read_rows(each_database) == await index_anew(kept)


async def test_apply__twice__changes_nothing(chain, tell, each_database, read_rows):
    before = await tell(*STORY)
    events = [event for block in chain.blocks[3:5] for event in chain.events[block.hash]]

    async with each_database.transaction() as session:
        await RoyaltiesProjection(LABEL, {CODE, MANAGED_CODE}).apply(session, events)

    assert await read_rows(each_database) == before


async def test_apply__in_ranges__is_as_block_by_block(chain, tell, index_anew):
    before = await tell(*STORY)

    chain.finalized_number = len(STORY)

    assert await index_anew() == before
