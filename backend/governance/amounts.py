"""Write amounts to the last digit: people vote on them. Pure."""

from decimal import Decimal, localcontext

DIGITS = 100  # of 2**256, and those behind the point
FAN_TOKEN_DECIMALS = COIN_DECIMALS = 18


def write_exactly(units: int, decimals: int = COIN_DECIMALS) -> str:
    """Return an amount of the smallest unit in whole coins."""
    with localcontext(prec=DIGITS):
        text = f"{Decimal(units).scaleb(-decimals):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_votes(units: int) -> str:
    """Return how many votes something is: "1 vote", "2.5 votes"."""
    return _count(units, "vote")


def write_fan_tokens(units: int) -> str:
    """Return how many fan tokens something is: "1 fan token", "2.5 fan tokens"."""
    return _count(units, "fan token")


def _count(units: int, name: str) -> str:
    amount = write_exactly(units, FAN_TOKEN_DECIMALS)
    return f"{amount} {name}" if amount == "1" else f"{amount} {name}s"
