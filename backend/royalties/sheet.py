"""Write a statement as CSV, for whoever keeps a payee's books. Pure."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal, localcontext

from backend.royalties.schemas import AccountView, LineView, PaymentView, StatementView

COLUMNS = (
    *("time", "entry", "source", "currency", "gross", "share_percent", "amount", "account"),
    *("transaction", "link", "distribution"),
    *("worth", "fiat", "rate", "rate_source", "rate_time"),
)
DIGITS = 100  # of 2**256, and those behind the point
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
Cells = dict[str, object]


def write_sheet(statement: StatementView) -> str:
    """Return a line for each part and payment, in the order of time, between what was owed before and after."""
    text = io.StringIO(newline="")
    sheet = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    sheet.writeheader()
    for account in statement.accounts:
        for cells in _list_rows(statement, account):
            sheet.writerow({name: _disarm(cell) for name, cell in cells.items() if cell is not None})
    return text.getvalue()


def _list_rows(statement: StatementView, account: AccountView) -> Iterator[Cells]:
    currency = {"currency": account.symbol or account.address}
    entries = [(line.divided_at, _write_line(line, account.decimals)) for line in account.lines]
    entries += [(payment.paid_at, _write_payment(payment, account.decimals)) for payment in account.payments]
    yield currency | _write_balance("opening", statement.starts_at, account.opening, account.decimals)
    for _, cells in sorted(entries, key=lambda entry: entry[0]):
        yield currency | cells
    yield currency | _write_balance("closing", statement.ends_at, account.closing, account.decimals)


def _write_balance(entry: str, seconds: int, amount: int, decimals: int) -> Cells:
    return {"time": _write_time(seconds), "entry": entry, "amount": _write_amount(amount, decimals)}


def _write_line(line: LineView, decimals: int) -> Cells:
    cells: Cells = {
        "time": _write_time(line.divided_at),
        "entry": "earned",
        "source": line.source.value,
        "gross": _write_amount(line.gross, decimals),
        "share_percent": f"{Decimal(line.share_ppm) / 10_000:f}",
        "amount": _write_amount(line.part, decimals),
        "account": line.sender,
        "transaction": line.transaction,
        "link": line.transaction_url,
        "distribution": line.distribution,
    }
    worth = line.worth
    if worth is not None:
        cells |= {"worth": worth.amount, "fiat": worth.fiat, "rate": worth.rate, "rate_source": worth.source}
        cells["rate_time"] = worth.observed_at.isoformat()
    return cells


def _write_payment(payment: PaymentView, decimals: int) -> Cells:
    return {
        "time": _write_time(payment.paid_at),
        "entry": "paid",
        "amount": _write_amount(payment.amount, decimals),
        "account": payment.recipient,
        "transaction": payment.transaction,
        "link": payment.transaction_url,
    }


def _write_time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat()


def _write_amount(units: int, decimals: int) -> str:
    """Return an amount in whole units with every digit there is: books have to add up."""
    with localcontext(prec=DIGITS):
        return f"{Decimal(units).scaleb(-decimals):f}"


def _disarm(cell: object) -> str:
    """Write text so that no spreadsheet takes it for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
