"""Read the money of splits out of events. Pure: events in, rows out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from backend.chain.events import ChainEvent
from backend.chain.incoming import INCOMING
from backend.holdings.readings import read_place
from backend.royalties.models import Distribution, PayeeChange, Receipt, Shares, Split, Withdrawal
from backend.royalties.origins import Origins
from backend.royalties.readings import (
    DISTRIBUTED,
    OWED,
    PAYEES_CHANGED,
    RECEIVED,
    REWARD_PAID,
    WITHDRAWN,
    Row,
    is_of_money,
    read_currency,
    read_payees,
    read_place_of_money,
    split_of,
)


class MoneyReader:
    """Reads the money of splits out of whole blocks, in the order of the chain."""

    def __init__(
        self,
        splits: Mapping[str, Split],
        payees: Mapping[str, Shares],
        origins: "Origins",
        events: Sequence[ChainEvent],
    ) -> None:
        """Take the splits that are meant, and the payees that some of them changed to before these blocks."""
        self.rows: dict[type, list[Row]] = defaultdict(list)
        self._splits = splits
        self._payees = {address: payees.get(address, split.payees) for address, split in splits.items()}
        self._origins = origins
        self._rewards: dict[str, Mapping[str, Any]] = {}
        self._of_coin: dict[str, Row] = {}
        read = {
            RECEIVED: self._read_receipt,
            INCOMING: self._read_receipt,
            REWARD_PAID: self._read_reward,
            DISTRIBUTED: self._read_distribution,
            OWED: self._read_debt,
            WITHDRAWN: self._read_withdrawal,
            PAYEES_CHANGED: self._read_change,
        }
        for event in events:
            if is_of_money(event) and self._is_told_of_split(event):
                read[event.name](event)

    def _is_told_of_split(self, event: ChainEvent) -> bool:
        """Believe splits only, and what came in only once they are there."""
        split = self._splits.get(split_of(event))
        return split is not None and event.position > (split.block_number, split.log_index)

    def _read_receipt(self, event: ChainEvent) -> None:
        told, is_coin = event.arguments, event.name == RECEIVED
        money = {
            "currency": None if is_coin else event.address,
            "sender": told["sender"],
            "amount": told["amount" if is_coin else "value"],
            "source": self._origins.judge(event, told["sender"]),
        }
        if money["amount"]:
            self.rows[Receipt].append(read_place_of_money(event) | money)

    def _read_reward(self, event: ChainEvent) -> None:
        """Keep a reward for the distribution whose first part it is."""
        self._rewards[event.address] = event.arguments

    def _read_distribution(self, event: ChainEvent) -> None:
        currency = read_currency(event.arguments["currency"])
        reward = self._rewards.pop(event.address, {"amount": 0, "caller": None})
        row = read_place_of_money(event) | {
            "currency": currency,
            "amount": event.arguments["amount"],
            "reward": reward["amount"],
            "rewarded": reward["caller"],
            "payees": self._payees[event.address],
            "unpaid": [],
        }
        self.rows[Distribution].append(row)
        if currency is None:
            self._of_coin[event.address] = row

    def _read_debt(self, event: ChainEvent) -> None:
        """Note who could not be paid in the distribution that goes on."""
        self._of_coin[event.address]["unpaid"].append(event.arguments["payee"])

    def _read_withdrawal(self, event: ChainEvent) -> None:
        told = event.arguments
        paid = {"payee": told["payee"], "recipient": told["recipient"], "amount": told["amount"]}
        money = paid | {"currency": read_currency(told["currency"])}
        self.rows[Withdrawal].append(read_place_of_money(event) | money)

    def _read_change(self, event: ChainEvent) -> None:
        payees = self._payees[event.address] = read_payees(event.arguments["payees"])
        self.rows[PayeeChange].append(read_place(event) | {"split": event.address, "payees": payees})
