"""Write amounts of the chain's coin and of tokens as people read them."""

from decimal import ROUND_CEILING, ROUND_DOWN, Decimal, localcontext

COIN_DECIMALS = 18
DIGITS = 100  # of 2**256, and those behind the point
SHOWN = Decimal("0.000001")


def write_amount(units: int, coin: str, decimals: int = COIN_DECIMALS) -> str:
    """Return an amount of the smallest unit with at most six decimals, rounded up, such as "0.05 POL"."""
    return f"{_write(units, decimals, ROUND_CEILING)} {coin}"


def write_gain(units: int, coin: str, decimals: int = COIN_DECIMALS) -> str:
    """Return what somebody is given, as `write_amount` does, but rounded down: nobody is promised more."""
    return f"{write_down(units, decimals)} {coin}"


def write_down(units: int, decimals: int = COIN_DECIMALS) -> str:
    """Return an amount in whole coins with at most six decimals, rounded down: "0" for less than that."""
    return _write(units, decimals, ROUND_DOWN)


def _write(units: int, decimals: int, rounding: str) -> str:
    with localcontext(prec=DIGITS):
        coins = (Decimal(units) / 10**decimals).quantize(SHOWN, rounding=rounding)
    return f"{coins:f}".rstrip("0").rstrip(".")
