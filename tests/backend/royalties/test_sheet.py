"""A statement as a spreadsheet reads it."""

import csv
import io

import pytest

from backend.royalties.schemas import StatementView
from backend.royalties.sheet import write_sheet
from tests.backend.royalties.rows import DJ, FAN, NOVEMBER_6, SPLIT

WORTH = {"amount": "0.42", "fiat": "EUR", "rate": "0.4213", "source": "=ECB", "observed_at": "2026-11-07T10:00:00Z"}


@pytest.fixture
def create_statement():
    def create_statement(worth=None, symbol="POL", decimals=18):
        line = {
            "divided_at": NOVEMBER_6 + 60,
            "distribution": "0xd",
            "received_at": NOVEMBER_6,
            "transaction": "0xt",
            "transaction_url": "https://scan.test/tx/0xt",
            "source": "secondary",
            "sender": FAN,
            "gross": 3,
            "share_ppm": 333_333,
            "part": 2**255,
            "worth": worth,
        }
        payment = {"paid_at": NOVEMBER_6, "transaction": "0xp", "transaction_url": None, "recipient": DJ, "amount": 5}
        balances = {"opening": 5, "earned": 1, "paid": 5, "closing": 1, "by_source": {}, "worth": None}
        currency = {"address": SPLIT, "symbol": symbol, "decimals": decimals}
        account = currency | balances | {"lines": [line], "payments": [payment]}
        place = {"split": SPLIT, "slug": None, "title": None, "payee": DJ, "name": None, "month": "2026-11"}
        period = {"starts_at": NOVEMBER_6 - 9, "ends_at": NOVEMBER_6 + 99, "fiat": "EUR", "is_stale": False}
        return StatementView.model_validate(place | period | {"accounts": [account]})

    return create_statement


def read(statement):
    return list(csv.DictReader(io.StringIO(write_sheet(statement), newline="")))


def test_write_sheet__a_month__is_in_the_order_of_time_between_its_balances(create_statement):
    rows = read(create_statement())

    assert [row["entry"] for row in rows] == ["opening", "paid", "earned", "closing"]
    assert {row["currency"] for row in rows} == {"POL"}
    assert (rows[2]["link"], rows[2]["share_percent"]) == ("https://scan.test/tx/0xt", "33.3333")


def test_write_sheet__amounts__have_every_digit(create_statement):
    rows = read(create_statement())

    whole, fraction = rows[2]["amount"].split(".")
    assert (int(whole + fraction), len(fraction)) == (2**255, 18)
    assert rows[1]["amount"] == "0.000000000000000005"


def test_write_sheet__worth_not_known__is_blank(create_statement):
    row = read(create_statement())[2]

    assert {row[name] for name in ("worth", "fiat", "rate", "rate_source", "rate_time")} == {""}


def test_write_sheet__worth_known__is_told_with_its_rate_and_is_no_formula(create_statement):
    row = read(create_statement(WORTH))[2]

    assert (row["worth"], row["fiat"], row["rate"], row["rate_source"]) == ("0.42", "EUR", "0.4213", "'=ECB")
    assert row["rate_time"] == "2026-11-07T10:00:00+00:00"


def test_write_sheet__token_of_no_record__is_named_by_its_address(create_statement):
    assert read(create_statement(symbol="", decimals=0))[0]["currency"] == SPLIT
