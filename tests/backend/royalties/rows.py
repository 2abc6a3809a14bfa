"""Rows of royalties, written by hand."""

from backend.royalties.entries import Distributed, Received, Withdrawn
from backend.royalties.models import Distribution, Receipt, Withdrawal

ENTRIES = {Receipt: Received, Distribution: Distributed, Withdrawal: Withdrawn}
SPLIT = "0x" + "51" * 20
TOKEN = "0xC0C0c0c0C0C0c0c0c0C0c0C0C0C0C0C0C0C0c0c0"
DJ, SINGER, PRINTER = ("0x" + digit * 40 for digit in "123")
FAN = "0x" + "Fa" * 20
SHARES = [(DJ, 500_000), (SINGER, 333_333), (PRINTER, 166_667)]
NOVEMBER_6 = 1_794_000_000


def place(number, timestamp=None):
    """Return where a row stands; every row has a block of its own."""
    return {
        "block_hash": f"0xb{number}",
        "log_index": 0,
        "block_number": number,
        "transaction_hash": f"0x{number:064x}",
        "timestamp": NOVEMBER_6 + number if timestamp is None else timestamp,
        "split": SPLIT,
    }


def receipt(number, amount, source="primary", currency=None, sender=FAN, timestamp=None):
    moment = place(number, timestamp)
    return Receipt(**moment, amount=amount, source=source, currency=currency, sender=sender)


def distribution(number, amount, payees=SHARES, unpaid=(), reward=0, currency=None, timestamp=None):
    terms = {"payees": payees, "unpaid": list(unpaid), "reward": reward, "rewarded": FAN if reward else None}
    return Distribution(**place(number, timestamp), amount=amount, currency=currency, **terms)


def withdrawal(number, payee, amount, recipient=None, currency=None, timestamp=None):
    paid = {"payee": payee, "recipient": recipient or payee, "amount": amount}
    return Withdrawal(**place(number, timestamp), currency=currency, **paid)


def enter(rows):
    """Return rows as the ledger enters them."""
    return [ENTRIES[type(row)](**row.model_dump(include=set(ENTRIES[type(row)]._fields))) for row in rows]
