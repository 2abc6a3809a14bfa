"""Royalties of a split that is on no chain, and what a server would answer about paying them out."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from fastapi.responses import JSONResponse

from backend.chain.contracts import Contracts, load_interfaces
from backend.holdings.balances import NOBODY
from backend.pages.royalties import Reader, SplitPage
from backend.pages.royalty_routes import get_reader
from backend.pages.views import ChainPlace
from backend.royalties.errors import SplitMissing
from backend.royalties.models import Source
from backend.royalties.rates import Observation
from backend.royalties.schemas import (
    AccountView,
    LineView,
    MoneyView,
    MonthView,
    PayeeView,
    PaymentView,
    SplitKind,
    SplitView,
    StandingView,
    StatementView,
    WorthView,
)
from backend.royalties.worth import IncomeWorth

CHAIN = 31337
SPLIT = "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512"
DROP = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
USDC = "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
SINGER, PRINTER = "0x52908400098527886E0F7030069857D2E4169EE7", "0xde709f2102306220921060314715629080e2fb77"
COIN = 10**18
NOON = 1_795_953_600  # 29 November 2026, 12:00 UTC
SOLD = "0x" + "ab" * 32
DIVIDED = "0x" + "cd" * 32


def create_standing(account, earned, paid, expected):
    return StandingView(account=account, earned=earned, paid=paid, owed=earned - paid, expected=expected)


def create_money(address, symbol, decimals, standings, undivided, **by_source):
    sources = {source: by_source.get(source.value, 0) for source in Source if source is not Source.CARRIED}
    return MoneyView(
        address=address,
        symbol=symbol,
        decimals=decimals,
        received=sum(sources.values()),
        divided=sum(each.earned for each in standings),
        undivided=undivided,
        owed=sum(each.owed for each in standings),
        rewards=0,
        by_source=sources,
        payees=standings,
    )


def create_month(name, paid, **received):
    sources = {source: received.get(source.value, 0) for source in Source if source is not Source.CARRIED}
    return MonthView(month=name, received=sources, paid=paid)


def create_view(currencies, **changes):
    terms = {
        "address": SPLIT,
        "drop": DROP,
        "slug": "last-tram",
        "title": "Last Tram Before Sunrise",
        "kind": SplitKind.FIXED,
        "is_final": True,
        "tag": 0,
        "reward_ppm": 0,
        "payees": [
            PayeeView(account=SINGER, share_ppm=625_000, name="Ondine Quartz"),
            PayeeView(account=PRINTER, share_ppm=375_000, name=None),
        ],
        "currencies": currencies,
        "is_stale": False,
    }
    return SplitView(**(terms | changes))


def create_coin(undivided=8 * COIN):
    standings = [
        create_standing(SINGER, 25 * COIN, 25 * COIN, undivided * 5 // 8),
        create_standing(PRINTER, 15 * COIN, 15 * COIN, undivided * 3 // 8),
    ]
    sources = {"primary": 30 * COIN + undivided, "secondary": 7 * COIN, "tip": 3 * COIN}
    return create_money(None, "POL", 18, standings, undivided, **sources)


def create_usdc(singers=30_000_000, printers=18_000_000):
    standings = [create_standing(SINGER, singers, 0, 0), create_standing(PRINTER, printers, 0, 0)]
    return create_money(USDC, "USDC", 6, standings, 0, primary=singers + printers)


def create_worth(months):
    rate = Observation("", "EUR", datetime.fromtimestamp(NOON, UTC), "0.4213", "Example Exchange")
    return IncomeWorth({"2026-10": None} | {month: Decimal(amount) for month, amount in months.items()}, [rate])


def create_line(part):
    worth = WorthView(
        amount="1.31",
        fiat="EUR",
        rate="0.4213",
        source="Example Exchange",
        observed_at=datetime.fromtimestamp(NOON, UTC),
    )
    return LineView(
        divided_at=NOON,
        distribution=DIVIDED,
        received_at=NOON - 3600,
        transaction=SOLD,
        transaction_url=f"https://explorer.test/tx/{SOLD}",
        source=Source.PRIMARY,
        sender=DROP,
        gross=5 * COIN + 1,
        share_ppm=625_000,
        part=part,
        worth=worth,
    )


def create_account(payee, part):
    line = create_line(part)
    resale = line.model_copy(update={"source": Source.SECONDARY, "worth": None, "gross": COIN, "part": 625 * 10**15})
    payment = PaymentView(paid_at=NOON, transaction=DIVIDED, transaction_url=None, recipient=payee, amount=3 * COIN)
    return AccountView(
        address=None,
        symbol="POL",
        decimals=18,
        opening=COIN,
        earned=line.part + resale.part,
        paid=3 * COIN,
        closing=COIN + line.part + resale.part - 3 * COIN,
        by_source={Source.PRIMARY: line.part, Source.SECONDARY: resale.part, Source.TIP: 0},
        worth=None,
        lines=[line, resale],
        payments=[payment],
    )


def create_statement(payee, month, part):
    return StatementView(
        split=SPLIT,
        slug="last-tram",
        title="Last Tram Before Sunrise",
        payee=payee,
        name="Ondine Quartz" if payee == SINGER else None,
        month=month.name,
        starts_at=month.start,
        ends_at=month.end,
        fiat="EUR",
        is_stale=False,
        accounts=[create_account(payee, part)],
    )


def write_call(kind, wish):
    """Write what a split is called with, as contracts/interfaces/IRoyaltySplit.vyi has it."""
    contracts, currency = Contracts(None, load_interfaces()), wish["currency"] or NOBODY
    if kind == "distribute":
        return contracts.encode("RoyaltySplit", "distribute", [], 0, currency)
    if wish.get("recipient"):
        return contracts.encode("RoyaltySplit", "withdraw_to", wish["recipient"], currency)
    return contracts.encode("RoyaltySplit", "withdraw_for", wish["payee"], currency)


@dataclass
class Desk:
    """What the pages of royalties are told; `bend` changes what is prepared."""

    currencies: list = field(default_factory=lambda: [create_coin(), create_usdc()])
    changes: dict = field(default_factory=dict)
    worth: IncomeWorth = field(default_factory=lambda: create_worth({"2026-09": "8.43", "2026-11": "7.16"}))
    reader: Reader | None = None
    part: int = 3_125_000_000_000_000_000
    refusal: str | None = None
    bend: object = None
    wishes: list = field(default_factory=list)
    progress: dict = field(
        default_factory=lambda: {"state": "pending", "confirmations": 0, "needed": 2, "is_counted": False}
    )

    async def split_page(self, split):
        if split != SPLIT:
            raise SplitMissing(split)
        coin_months = [
            create_month("2026-09", 20 * COIN, primary=20 * COIN),
            create_month("2026-10", 5 * COIN, primary=4 * COIN, secondary=6 * COIN, tip=COIN),
            create_month("2026-11", 15 * COIN, primary=14 * COIN, secondary=COIN, tip=2 * COIN),
        ]
        return SplitPage(
            view=create_view(self.currencies, **self.changes),
            months={None: coin_months, USDC: [create_month("2026-11", 0, primary=48_000_000)]},
            place=ChainPlace(CHAIN, "Local chain", DROP, SPLIT, "https://explorer.test"),
            artist="Ondine Quartz",
            cover_url="/cover.png",
            worths={None: self.worth},
            fiat="EUR",
        )

    async def write_statement(self, split, wanted):
        return create_statement(wanted.payee, wanted.month, self.part)

    def prepare(self, kind, body):
        """Answer a wish as a server does."""
        self.wishes.append((kind, body))
        parts = [{"account": SINGER, "amount": str(5 * COIN), "name": "Ondine Quartz"}]
        prepared = {
            "chain_id": hex(CHAIN),
            "from": body["account"],
            "to": SPLIT,
            "data": write_call(kind, body),
            "value": "0x0",
            "gas": "0x30d40",
            "gas_price": "0x1",
            "amounts": parts,
            "reward": "0",
            "sentence": "This pays 8 POL to 2 payees.",
        }
        return prepared | (self.bend or {})

    def confirms(self):
        """Have the payout confirmed and counted: nothing waits any more."""
        self.progress = {"state": "confirmed", "confirmations": 2, "needed": 2, "is_counted": True}
        self.currencies = [create_coin(undivided=0)]


def add_royalties(app, desk):
    app.state.royalty_pages = desk
    app.dependency_overrides[get_reader] = lambda: desk.reader

    @app.post("/api/royalties/{split}/{kind}")
    async def prepare(split: str, kind: str, body: dict):
        if desk.refusal:
            return JSONResponse({"detail": desk.refusal}, 409)
        return desk.prepare(kind, body)

    @app.get("/api/royalties/{split}/payouts/{transaction}")
    async def watch(split: str, transaction: str, account: str = "", nonce: int = -1):
        if desk.progress["state"] == "replaced" and (account, nonce) != (SINGER, 7):
            return desk.progress | {"state": "unknown", "explorer_url": None}
        return desk.progress | {"explorer_url": f"https://explorer.test/tx/{transaction}"}
