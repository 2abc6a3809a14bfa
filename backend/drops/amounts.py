"""Write amounts of the chain's coin as people read them."""

from decimal import ROUND_CEILING, Decimal

WEI_PER_COIN = Decimal(10**18)
SHOWN = Decimal("0.000001")


def write_amount(wei: int, coin: str) -> str:
    """Return an amount with at most six decimals, rounded up, such as "0.05 POL"."""
    coins = (Decimal(wei) / WEI_PER_COIN).quantize(SHOWN, rounding=ROUND_CEILING)
    digits = f"{coins:f}".rstrip("0").rstrip(".")
    return f"{digits} {coin}"
