"""Write amounts of the chain's coin and of tokens as people read them."""

from decimal import ROUND_CEILING, Decimal, localcontext

COIN_DECIMALS = 18
DIGITS = 100  # of 2**256, and those behind the point
SHOWN = Decimal("0.000001")


def write_amount(units: int, coin: str, decimals: int = COIN_DECIMALS) -> str:
    """Return an amount of the smallest unit with at most six decimals, rounded up, such as "0.05 POL"."""
    with localcontext(prec=DIGITS):
        coins = (Decimal(units) / 10**decimals).quantize(SHOWN, rounding=ROUND_CEILING)
    digits = f"{coins:f}".rstrip("0").rstrip(".")
    return f"{digits} {coin}"
