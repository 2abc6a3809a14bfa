"""Say in a plain sentence why the contract would refuse a mint."""

from backend.core.errors import HecticError
from backend.drops.errors import (
    FewerLeft,
    MintRefused,
    NotOpenYet,
    PriceDiffers,
    QuantityRefused,
    SaleClosed,
    SalePaused,
    SoldOut,
    WalletCapReached,
    WalletRefusesEditions,
)
from backend.drops.models import Drop


def explain_refusal(reason: str, drop: Drop, quantity: int) -> HecticError:
    """Return the error for a revert reason of `MixDrop.mint`."""
    sentences: dict[str, HecticError] = {
        "drop: sold out": SoldOut(drop.supply) if quantity == 1 else FewerLeft(quantity, drop.supply),
        "drop: not open yet": NotOpenYet(drop.opens),
        "drop: closed": SaleClosed(drop.closes),
        "drop: paused": SalePaused(),
        "drop: wallet cap reached": WalletCapReached(drop.wallet_cap),
        "drop: quantity is zero": QuantityRefused(quantity),
        "drop: more than 20 at once": QuantityRefused(quantity),
        "drop: wrong payment": PriceDiffers(),
        "drop: receiver refused the edition": WalletRefusesEditions(),
    }
    return sentences.get(reason) or MintRefused(reason)
