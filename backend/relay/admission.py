"""Decide whether the relayer pays for one thing more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.relay.errors import RelayClosed, RelayUnderWay, WalletLimitReached
from backend.relay.models import Purse, Relay, RelayState
from backend.relay.repository import RelayRepository

LEAST_GAS = 100_000
"""What bringing the cheapest vote may use."""
UNSEEN = timedelta(minutes=2)
"""A worker notes every few seconds what the relayer has; when it did not for so long, nobody sends."""
NO_RELAYER = "This label does not pay the network fee of votes."
RELAYER_AWAY = "What brings votes to the chain without a fee does not run right now."
BUDGET_SPENT = "What this label spends a day on votes without a fee is used up until midnight UTC."
OUT_OF_COIN = "The label's purse for votes without a fee is empty."


@dataclass(frozen=True)
class RelayRules:
    """How much gas may be used a day, and how many things one wallet may have brought."""

    daily_gas: int
    daily_per_wallet: int


class RelayAdmission:
    """Knows the limits, at one moment."""

    def __init__(self, repository: RelayRepository, rules: RelayRules, now: datetime) -> None:
        self._repository = repository
        self._rules = rules
        self._now = now
        self._today = now.replace(hour=0, minute=0, second=0, microsecond=0)

    async def find_obstacle(self, gas: int = LEAST_GAS) -> str | None:
        """Return the sentence of what keeps anybody from having so much gas paid, or `None`."""
        purse = await self._repository.find_purse()
        if purse is None:
            return NO_RELAYER
        if self._now - purse.seen_at > UNSEEN:
            return RELAYER_AWAY
        if await self._repository.sum_gas_since(self._today) + gas > self._rules.daily_gas:
            return BUDGET_SPENT
        return None if await self._can_pay(purse, gas) else OUT_OF_COIN

    async def admit(self, relay: Relay) -> None:
        """Raise why the relayer does not pay for this."""
        obstacle = await self.find_obstacle(relay.gas)
        if obstacle:
            raise RelayClosed(obstacle)
        if await self._repository.has_open(relay.account, relay.kind):
            raise RelayUnderWay
        if await self._repository.count_since(relay.account, self._today) >= self._rules.daily_per_wallet:
            tomorrow = self._today + timedelta(days=1)
            raise WalletLimitReached(self._rules.daily_per_wallet, (tomorrow - self._now).total_seconds())

    async def _can_pay(self, purse: Purse, gas: int) -> bool:
        promised = await self._repository.sum_gas(RelayState.WAITING, RelayState.SENT)
        return purse.balance_wei >= (promised + gas) * purse.fee_wei
