"""Royalties over HTTP, in the whole application."""

import csv
import io
from datetime import UTC, datetime

import pytest
from eth_utils.address import to_checksum_address

from backend.catalog.fingerprint import release_key
from backend.catalog.models import Release
from backend.royalties.models import RoyaltyToken, Split
from tests.backend.gates.drop_rows import create_drop
from tests.backend.listening.label import OWNER
from tests.backend.royalties.rows import DJ, FAN, SHARES, SINGER, SPLIT, TOKEN, distribution, receipt, withdrawal

STRANGER = to_checksum_address("0x" + "52" * 20)
STATEMENT = f"/api/royalties/{SPLIT}/statements/2026-11"
HEADER = "currency,fiat,observed_at,value,source\n"
RATES = HEADER + "POL,EUR,2026-11-06T12:00:00Z,0.5,ECB\n"


@pytest.fixture(autouse=True)
async def split(database, clock):
    """The split of a release: a sale and a tip were divided, a resale waits, and USDC came in."""
    manifest = {"title": "Night Bus", "payees": [{"name": "Ondine", "account": DJ.lower(), "share": "50"}]}
    created = {"tag": 0, "payees": SHARES, "owner": None, "block_hash": "0x", "log_index": 0, "transaction_hash": "0x"}
    rows = [
        Release(slug="night-bus", key=release_key("night-bus"), manifest=manifest, created_at=clock()),
        Split(address=SPLIT, block_number=1, **created),
        RoyaltyToken(address=TOKEN, block_number=1),
        create_drop(SPLIT, release_key("night-bus")),
        receipt(10, 4 * 10**18),
        receipt(11, 10**18, "tip"),
        distribution(12, 5 * 10**18, unpaid=[SINGER]),
        withdrawal(13, SINGER, 10**18, recipient=FAN),
        receipt(14, 1_000, "secondary"),
        receipt(15, 3_000_000, currency=TOKEN),
    ]
    async with database.transaction() as session:
        session.add_all(rows)


@pytest.fixture
def clock(clock):
    """A clock that stands in the month after the statements."""
    clock.now = datetime(2026, 12, 1, tzinfo=UTC)
    return clock


@pytest.fixture
async def keep_rates(browse):
    async def keep_rates(content=RATES, wallet=OWNER):
        browser = await browse(wallet and to_checksum_address(wallet))
        return await browser.put("/api/royalties/rates", content=content)

    return keep_rates


@pytest.mark.parametrize("path", [STATEMENT, f"{STATEMENT}.csv", f"{STATEMENT}?payee={DJ}"])
async def test_statement__anonymous__answers_401(browse, path):
    assert (await (await browse()).get(path)).status_code == 401


@pytest.mark.parametrize("path", [f"{STATEMENT}?payee={DJ}", f"{STATEMENT}.csv?payee={DJ}"])
async def test_statement__of_somebody_else__answers_403_with_what_to_do(browse, path):
    answer = await (await browse(STRANGER)).get(path)

    assert answer.status_code == 403
    assert answer.json()["detail"].startswith(f"The statement of {DJ} is for that wallet")


async def test_read_split__anyone__sees_who_gets_what(browse):
    view = (await (await browse()).get(f"/api/royalties/{SPLIT}")).json()

    assert (view["slug"], view["title"], view["kind"], view["drop"]) == ("night-bus", "Night Bus", "fixed", SPLIT)
    assert view["payees"][0] == {"account": DJ, "share_ppm": 500_000, "name": "Ondine"}
    assert [money["symbol"] for money in view["currencies"]] == ["POL", ""]


async def test_read_split__money__is_accounted_for(browse):
    coin, token = (await (await browse()).get(f"/api/royalties/{SPLIT}")).json()["currencies"]

    by_source = {"primary": "4000000000000000000", "secondary": "1000", "tip": "1000000000000000000", "other": "0"}
    assert (coin["by_source"], coin["undivided"], coin["owed"]) == (by_source, "1000", "666665000000000000")
    singer = {"earned": "1666665000000000000", "paid": "1000000000000000000", "owed": "666665000000000000"}
    assert coin["payees"][1] == singer | {"account": SINGER, "expected": "333"}
    assert (token["address"], token["received"], token["undivided"]) == (TOKEN, "3000000", "3000000")


async def test_read_split__token_of_a_stranger__is_left_out(browse, database):
    async with database.transaction() as session:
        session.add(distribution(20, 10**30, currency=STRANGER))

    browser = await browse(SINGER)

    assert len((await browser.get(f"/api/royalties/{SPLIT}")).json()["currencies"]) == 2
    assert len((await browser.get(STATEMENT)).json()["accounts"]) == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [(STRANGER, 404), (f"{STRANGER}/months", 404), ("0x12", 422), (f"{SPLIT}/months?currency=POL", 422)],
)
async def test_read_split__no_split__says_so(browse, path, status):
    assert (await (await browse()).get(f"/api/royalties/{path}")).status_code == status


async def test_read_months__coin_and_token__are_told_apart(browse):
    browser, path = await browse(), f"/api/royalties/{SPLIT}/months"

    (coin,) = (await browser.get(path)).json()
    (token,) = (await browser.get(path, params={"currency": TOKEN})).json()

    assert (coin["month"], coin["received"]["tip"], coin["paid"]) == (
        "2026-11",
        "1000000000000000000",
        "4333335000000000000",
    )
    assert (token["received"]["primary"], token["paid"]) == ("3000000", "0")


async def test_read_statement__own__has_lines_and_payments(browse):
    statement = (await (await browse(SINGER)).get(STATEMENT)).json()

    coin = statement["accounts"][0]
    assert (statement["payee"], statement["title"], statement["fiat"]) == (SINGER, "Night Bus", None)
    assert [(line["source"], line["part"]) for line in coin["lines"]] == [
        ("primary", "1333332000000000000"),
        ("tip", "333333000000000000"),
    ]
    assert [(each["recipient"], each["amount"]) for each in coin["payments"]] == [(FAN, "1000000000000000000")]
    assert (coin["opening"], coin["closing"]) == ("0", "666665000000000000")


async def test_read_statement__label_owner__reads_that_of_any_payee(browse):
    answer = await (await browse(to_checksum_address(OWNER))).get(STATEMENT, params={"payee": DJ})

    assert (answer.json()["payee"], answer.json()["name"]) == (DJ, "Ondine")


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "0000-01", "november"])
async def test_read_statement__no_month__answers_422(browse, month):
    browser = await browse(SINGER)

    assert (await browser.get(f"/api/royalties/{SPLIT}/statements/{month}")).status_code == 422


async def test_read_statement__rate_known__says_what_each_line_was_worth_and_by_whom(browse, keep_rates):
    await keep_rates()

    statement = (await (await browse(SINGER)).get(STATEMENT)).json()

    coin = statement["accounts"][0]
    assert (statement["fiat"], coin["worth"]) == ("EUR", "0.84")
    worth = {"amount": "0.67", "fiat": "EUR", "rate": "0.5", "source": "ECB", "observed_at": "2026-11-06T12:00:00Z"}
    assert coin["lines"][0]["worth"] == worth


async def test_read_statement__other_fiat__is_blank(browse, keep_rates):
    await keep_rates()

    statement = (await (await browse(SINGER)).get(STATEMENT, params={"fiat": "USD"})).json()

    assert {str(line["worth"]) for line in statement["accounts"][0]["lines"]} == {"None"}


async def test_read_statement_sheet__own__is_a_file_of_lines(browse):
    answer = await (await browse(SINGER)).get(f"{STATEMENT}.csv")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="royalties-night-bus-2026-11.csv"' in answer.headers["content-disposition"]
    entries = [row["entry"] for row in csv.DictReader(io.StringIO(answer.text, newline=""))]
    assert entries == ["opening", "earned", "earned", "paid", "closing", "opening", "closing"]


@pytest.mark.parametrize(("wallet", "status"), [(None, 401), (STRANGER, 403)], ids=["anonymous", "stranger"])
async def test_keep_rates__not_the_owner__is_refused(keep_rates, wallet, status):
    assert (await keep_rates(wallet=wallet)).status_code == status


async def test_keep_rates__owner__counts_them(keep_rates):
    assert (await keep_rates()).json() == {"count": 1}


async def test_keep_rates__one_bad_line__keeps_none(keep_rates, browse):
    answer = await keep_rates(RATES + "BTC,EUR,2026-11-06T12:00:00Z,0.5,ECB\n")

    assert (answer.status_code, answer.json()["field"]) == (422, "rates")
    assert answer.json()["detail"].startswith("Line 3 names “BTC”")
    assert (await (await browse(SINGER)).get(STATEMENT)).json()["fiat"] is None


async def test_keep_rates__more_than_other_bodies_may_have__is_taken(keep_rates):
    hours = [f"POL,EUR,2026-11-{day:02}T{hour:02}:00:00Z,0.5,ECB\n" for day in range(1, 31) for hour in range(24)]

    answer = await keep_rates(HEADER + "".join(hours * 20))

    assert answer.json() == {"count": 30 * 24}


async def test_keep_rates__too_large__is_refused(keep_rates):
    answer = await keep_rates(HEADER + " " * 8 * 1024**2)

    assert (answer.status_code, answer.json()["detail"][:28]) == (413, "Rates are at most 8 MB of CS")


async def test_read_statement__no_such_month__says_how_to_write_one(browse):
    refused = await (await browse(DJ)).get(f"/api/royalties/{SPLIT}/statements/2026-13")

    assert (refused.status_code, refused.json()["detail"]) == (422, "month: is no month: write it as 2026-11.")
