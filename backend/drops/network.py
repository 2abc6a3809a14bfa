"""Describe the chain so that a wallet can add it."""

from backend.core.config import Settings
from backend.drops.schemas import Coin, Network


def describe_network(settings: Settings, chain_id: int) -> Network:
    """Return the chain as EIP-3085 wants it; wallets refuse an empty list of explorers, but take none at all."""
    return Network(
        chain_id=hex(chain_id),
        chain_name=settings.chain_name,
        native_currency=Coin(name=settings.chain_coin, symbol=settings.chain_coin),
        rpc_urls=_list_rpc_urls(settings),
        block_explorer_urls=[settings.explorer_url] if settings.explorer_url else None,
    )


def _list_rpc_urls(settings: Settings) -> list[str]:
    """Return the node wallets may use; our own one is named on a developer's machine only, its URL may hold a key."""
    if settings.wallet_rpc_url:
        return [settings.wallet_rpc_url]
    return [settings.rpc_url] if settings.environment == "development" else []
