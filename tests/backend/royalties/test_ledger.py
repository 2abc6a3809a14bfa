"""What the ledger says equals what the chain has, to the wei."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.royalties.ledger import read_books
from backend.royalties.models import Source
from backend.royalties.statement import Month, list_months, write_statement
from tests.backend.royalties.chain_twin import ChainTwin
from tests.backend.royalties.rows import DJ, PRINTER, SHARES, SINGER, TOKEN, distribution, enter, receipt, withdrawal

OTHER_SHARES = [(DJ, 1), (SINGER, 999_999)]
PAYEES = (DJ, SINGER, PRINTER)

amounts = st.one_of(st.integers(1, 50), st.integers(1, 10**24), st.just(2**200))
sources = st.sampled_from(["primary", "secondary", "tip", "other"])
steps = st.one_of(
    st.tuples(st.just("receive"), amounts, sources),
    st.tuples(st.just("force"), amounts),
    st.tuples(st.just("distribute"), st.sets(st.sampled_from(PAYEES)).map(sorted)),
    st.tuples(st.just("withdraw"), st.sampled_from(PAYEES)),
    st.tuples(st.just("change_payees"), st.sampled_from([SHARES, OTHER_SHARES])),
)
histories = st.tuples(
    st.sampled_from([None, TOKEN]), st.sampled_from([0, 1, 3_333, 10_000]), st.lists(steps, max_size=40)
)


def read_book(receipts=(), distributions=(), withdrawals=(), currency=None):
    return read_books(*map(enter, (receipts, distributions, withdrawals)))[currency]


def live(history):
    """Let a split live through a history; return it and its book."""
    currency, reward_ppm, steps = history
    twin = ChainTwin(currency, reward_ppm=reward_ppm)
    twin.receive(7, "tip")
    for name, *arguments in steps:
        getattr(twin, name)(*arguments)
    return twin, read_book(twin.receipts, twin.distributions, twin.withdrawals, currency)


@settings(max_examples=300)
@given(histories)
def test_read_books__any_history__says_what_the_chain_has(history):
    twin, book = live(history)

    standings = {each.payee: each for each in book.list_standings(twin.payees, twin.reward_ppm)}
    assert {payee: each.paid for payee, each in standings.items() if each.paid} == +twin.given
    assert {payee: each.owed for payee, each in standings.items() if each.owed} == +twin.owed
    assert book.undivided == twin.balance - twin.owed.total() - twin.hidden


@settings(max_examples=1_000)
@given(histories)
def test_statements__of_any_history__sum_to_what_the_chain_has(history):
    twin, book = live(history)

    for payee in PAYEES:
        statements = [
            write_statement(twin.currency, book, payee, Month.of(*map(int, each.month.split("-"))))
            for each in list_months(book)
        ]
        assert [each.opening for each in statements] == [0, *(each.closing for each in statements[:-1])]
        assert statements[-1].closing == twin.owed[payee]
        assert sum(each.paid for each in statements) == twin.given[payee]


@settings(max_examples=100)
@given(histories)
def test_spread__of_any_division__sums_to_the_part_the_contract_gave(history):
    _, book = live(history)

    for division in book.divisions:
        told = division.distribution
        assert sum(money.amount for money in division.taken) == told.amount + told.reward
        for payee in PAYEES:
            assert sum(division.spread(payee)) == division.part_of(payee)
            assert min(division.spread(payee)) >= 0


@settings(max_examples=100)
@given(histories)
def test_list_months__of_any_history__sum_to_what_came_in_and_was_paid(history):
    twin, book = live(history)

    months = list_months(book)

    came_in = twin.balance - twin.hidden + twin.given.total() + book.rewards
    assert sum(sum(month.received.values()) for month in months) == came_in
    assert sum(month.paid for month in months) == twin.given.total()


def test_read_books__receipts_of_two_sources__are_taken_oldest_first():
    sale, tip = receipt(1, 600), receipt(2, 500, "tip")
    book = read_book([sale, tip], [distribution(3, 1_000)])

    (division,) = book.divisions
    assert [(money.source, money.amount) for money in division.taken] == [(Source.PRIMARY, 600), (Source.TIP, 400)]
    assert division.spread(DJ) == [300, 200]
    assert [(money.source, money.amount) for money in book.waiting] == [(Source.CARRIED, 1), (Source.TIP, 100)]


def test_read_books__left_over_of_the_last_time__is_taken_first():
    book = read_book([receipt(1, 10), receipt(3, 10)], [distribution(2, 10), distribution(4, 11)])

    first, second = book.divisions
    assert first.left_over == 1
    assert [money.source for money in second.taken] == [Source.CARRIED, Source.PRIMARY]


def test_read_books__more_divided_than_came_in__is_of_another_source():
    book = read_book([receipt(1, 10)], [distribution(2, 1_000)])

    (division,) = book.divisions
    assert [(money.source, money.amount) for money in division.taken] == [(Source.PRIMARY, 10), (Source.OTHER, 990)]


def test_read_books__payee_who_could_not_be_paid__is_owed_until_it_withdraws():
    split = [receipt(1, 1_000)], [distribution(2, 1_000, unpaid=[SINGER])]
    before = read_book(*split).list_standings(SHARES)
    after = read_book(*split, [withdrawal(3, SINGER, 333)]).list_standings(SHARES)

    assert [(each.payee, each.owed) for each in before if each.owed] == [(SINGER, 333)]
    assert [each.owed for each in after] == [0, 0, 0]


def test_read_books__token__is_owed_to_everyone():
    book = read_book([receipt(1, 1_000, currency=TOKEN)], [distribution(2, 1_000, currency=TOKEN)], currency=TOKEN)

    assert [each.owed for each in book.list_standings(SHARES)] == [500, 333, 166]
    assert book.list_payments() == []


@pytest.mark.parametrize(("reward_ppm", "expected"), [(0, [500, 333, 166]), (10_000, [495, 329, 165])])
def test_list_standings__money_that_waits__is_expected_without_the_reward(reward_ppm, expected):
    book = read_book([receipt(1, 1_000)])

    assert [each.expected for each in book.list_standings(SHARES, reward_ppm)] == expected


def test_write_statement__other_months__are_its_opening_and_no_lines():
    october, november = 1_793_000_000, 1_794_000_000
    book = read_book(
        [receipt(1, 1_000, timestamp=october)],
        [distribution(2, 1_000, unpaid=[DJ], timestamp=october)],
        [withdrawal(3, DJ, 500, recipient=PRINTER, timestamp=november)],
    )

    statement = write_statement(None, book, DJ, Month.at(november))

    assert (statement.opening, statement.earned, statement.paid, statement.closing) == (500, 0, 500, 0)
    assert [payment.recipient for payment in statement.payments] == [PRINTER]


def test_list_months__a_month_without_money__is_listed_with_nothing():
    october, december = 1_793_000_000, 1_797_000_000
    book = read_book([receipt(1, 5, "tip", timestamp=october), receipt(2, 6, timestamp=december)])

    months = list_months(book)

    assert [month.month for month in months] == ["2026-10", "2026-11", "2026-12"]
    assert [month.received[Source.TIP] for month in months] == [5, 0, 0]
