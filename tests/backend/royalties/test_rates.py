"""What currencies were worth: read from CSV, looked up, never guessed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from backend.royalties.errors import RatesUnreadable
from backend.royalties.rates import Observation, RateReader, RateTable
from backend.royalties.repository import RateRepository
from tests.backend.royalties.rows import TOKEN

HEADER = "currency,fiat,observed_at,value,source\n"
LINE = "POL,EUR,2026-11-07T10:00:00Z,0.4213,ECB and an exchange\n"
BRIDGED, USDC = "0x" + "bb" * 20, "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359"
SYMBOLS = [("POL", ""), ("USDC", USDC), ("DAI", TOKEN), ("DAI", BRIDGED)]
DAY_SECONDS = 86_400
NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture
def reader():
    return RateReader(SYMBOLS, NOW)


@pytest.fixture
def create_rate():
    def create_rate(hour, value="2", currency=""):
        observed_at = datetime(2026, 11, 7, hour, tzinfo=UTC)
        return Observation(currency=currency, fiat="EUR", observed_at=observed_at, value=value, source="ECB")

    return create_rate


def seconds(*moment):
    return int(datetime(*moment, tzinfo=UTC).timestamp())


def test_read__a_line__is_a_rate(reader):
    (rate,) = reader.read((HEADER + LINE).encode())

    assert (rate.currency, rate.fiat, rate.value, rate.source) == ("", "EUR", "0.4213", "ECB and an exchange")
    assert rate.observed_at == datetime(2026, 11, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize("written", ["USDC", USDC, USDC.lower()])
def test_read__a_token__is_named_by_symbol_or_address(reader, written):
    (rate,) = reader.read((HEADER + LINE.replace("POL", written)).encode())

    assert rate.currency == USDC


def test_read__byte_order_mark_and_empty_lines__are_passed_over(reader):
    assert len(reader.read(("\ufeff" + HEADER + "\n" + LINE + "\n").encode())) == 1


def test_read__one_moment_twice__is_the_later_line(reader):
    (rate,) = reader.read((HEADER + LINE + LINE.replace("0.4213", "7").replace("10:00:00Z", "11:00:00+01:00")).encode())

    assert rate.value == "7"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("POL,EUR,2026-11-07T10:00:00Z,1", "has 4 columns instead of 5"),
        ("BTC,EUR,2026-11-07T10:00:00Z,1,ECB", "names “BTC”, which is no currency of this label"),
        ("DAI,EUR,2026-11-07T10:00:00Z,1,ECB", "names “DAI”, which is the symbol of two tokens: write the token's"),
        ("POL,eur,2026-11-07T10:00:00Z,1,ECB", "has no fiat money of three capital letters"),
        ("POL,EUR,2026-11-07T10:00:00,1,ECB", "has no observed_at with a time zone"),
        ("POL,EUR,2026-11-29T00:00:01Z,1,ECB", "has an observed_at that is yet to come"),
        ("POL,EUR,yesterday,1,ECB", "has no observed_at with a time zone"),
        ('POL,EUR,2026-11-07T10:00:00Z,"0,4",ECB', "has no value such as 0.4213"),
        ("POL,EUR,2026-11-07T10:00:00Z,0.00,ECB", "has no value such as 0.4213"),
        ("POL,EUR,2026-11-07T10:00:00Z,1e3,ECB", "has no value such as 0.4213"),
        ("POL,EUR,2026-11-07T10:00:00Z,1,", "has no source"),
        ("POL,EUR,2026-11-07T10:00:00Z,1,a\0b", "has no source"),
    ],
)
def test_read__wrong_line__is_named_with_what_is_wrong(reader, line, sentence):
    with pytest.raises(RatesUnreadable) as refusal:
        reader.read((HEADER + LINE + line + "\n").encode())

    assert f"Line 3 {sentence}" in refusal.value.sentence
    assert refusal.value.sentence.endswith("No rate was kept.")


def test_read__many_wrong_lines__has_a_sentence_for_each_up_to_twenty(reader):
    with pytest.raises(RatesUnreadable) as refusal:
        reader.read((HEADER + "POL\n" * 25).encode())

    assert refusal.value.sentence.count("has 1 columns") == 20
    assert "5 more lines are wrong." in refusal.value.sentence


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", LINE.encode()], ids=["nothing", "no text", "no header"])
def test_read__no_rates__says_what_to_begin_with(reader, content):
    with pytest.raises(RatesUnreadable, match=r"begin with it|save it as such"):
        reader.read(content)


def test_find__rates_around_a_moment__is_the_newest_before(create_rate):
    table = RateTable([create_rate(12, "3"), create_rate(10, "1"), create_rate(11, "2")])

    found = [table.find(None, seconds(2026, 11, 7, *moment)) for moment in [(9, 59), (10, 0), (11, 30), (23, 0)]]

    assert [rate and rate.value for rate in found] == [None, "1", "2", "3"]


def test_find__older_than_a_day__is_not_known(create_rate):
    table, noon = RateTable([create_rate(12)]), seconds(2026, 11, 7, 12)

    assert table.find(None, noon + DAY_SECONDS) is not None
    assert table.find(None, noon + DAY_SECONDS + 1) is None


def test_find__other_currency__is_not_known(create_rate):
    assert RateTable([create_rate(12)]).find(TOKEN, seconds(2026, 11, 7, 13)) is None


@pytest.mark.parametrize(
    ("units", "decimals", "worth"),
    [(10**18, 18, "0.42"), (5_000_001, 6, "2.11"), (1, 18, "0.00"), (10**40, 0, "4213" + "0" * 36)],
    ids=["a coin", "five tokens", "one wei", "more than fits a float"],
)
def test_judge__an_amount__is_its_worth_to_the_cent(create_rate, units, decimals, worth):
    found = RateTable([create_rate(12, "0.4213")]).judge(None, decimals, units, seconds(2026, 11, 7, 13))

    assert found.amount == Decimal(worth)


async def test_keep__the_same_moment_again__is_replaced(each_database, create_rate):
    for value in ("1", "2"):
        async with each_database.transaction() as session:
            await RateRepository(session).keep([create_rate(12, value), create_rate(13)])

    async with each_database.snapshot() as session:
        rates = await RateRepository(session).list_rates("EUR", seconds(2026, 11, 7, 12), seconds(2026, 11, 7, 12))
        assert [(rate.value, rate.observed_at.hour) for rate in rates] == [("2", 12)]
        assert await RateRepository(session).find_first_fiat() == "EUR"
