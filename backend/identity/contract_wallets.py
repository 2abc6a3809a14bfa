"""Wallets that are contracts: whether they accept a signature is for the chain to say (ERC-1271, ERC-6492)."""

import asyncio

from backend.chain.errors import NodeRefused, NodeUnavailable, WrongChain
from backend.chain.node import Node
from backend.chain.signature_check import SignatureCheck
from backend.core.rates import RateBook
from backend.identity.errors import WalletAskedTooOften, WalletNotAsked

PER_MINUTE = 30
"""For one wallet; whoever asks is limited before: each question costs a challenge."""
MOST_AT_ONCE = 8
TIMEOUT_SECONDS = 2.0


class ContractWallets:
    """Asks a node about signatures, never often, never long."""

    def __init__(
        self,
        node: Node,
        check: SignatureCheck,
        rates: RateBook | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._node = node
        self._check = check
        self._rates = rates or RateBook(PER_MINUTE)
        self._timeout_seconds = timeout_seconds
        self._asking = 0

    async def accepts(self, wallet: str, digest: bytes, signature: bytes) -> bool:
        """Tell whether the contract at `wallet` accepts `signature`; False where there is none, even one to come."""
        wait_seconds = self._rates.take(wallet)
        if wait_seconds:
            raise WalletAskedTooOften(wallet, wait_seconds)
        if self._asking >= MOST_AT_ONCE:
            raise WalletNotAsked(wallet)
        self._asking += 1
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._check.accepts(self._node, wallet, digest, signature)
        except (TimeoutError, NodeRefused, NodeUnavailable, WrongChain) as error:
            raise WalletNotAsked(wallet) from error
        finally:
            self._asking -= 1
