"""Measure what a drop costs in gas, beside production contracts: `make bench-gas`.

Conditions of the peers' figures: price 0.01, supply 10,000, wallet cap 100, sale open, three earlier mints by other
wallets, the minter sends the transaction and mints to itself, receivers are accounts that never held.
"""

import json
import sys
from pathlib import Path

from tests.anvil import running_anvil
from tests.backend.chain.deployed_label import deploy_label

FOLDER = Path(__file__).parent
RESULT = FOLDER / "gas.json"
PEERS = FOLDER / "peers.json"
TERMS = {"price": 10**16, "supply": 10_000, "wallet_cap": 100, "royalty_bps": 500}
EARLIER_MINTS = (1, 1, 2)


class GasBench:
    """One label on anvil; every operation is one transaction, and its receipt says what it cost."""

    def __init__(self, label):
        self._label = label
        self._accounts = iter(label.web3.eth.accounts[1:])

    def measure(self):
        """Return gas used by operation."""
        label, drop = self._label, self._open_drop()
        buyer, batcher, passer, giver = (next(self._accounts) for _ in range(4))
        figures = {
            "mint_1_first": self._mint(drop, buyer),
            "mint_5": self._mint(drop, batcher, 5),
            "mint_1_second": self._mint(drop, buyer),
        }
        self._mint(drop, passer)
        single = drop.functions.minted().call()
        self._mint(drop, passer)
        self._mint(drop, giver, 5)
        middle = drop.functions.minted().call() - 2
        return figures | {
            "transfer_new_holder": self._pass_on(drop, passer, single),
            "transfer_mid_batch_5": self._pass_on(drop, giver, middle),
            "new_drop_with_split": self._gas(label.prepare_drop("another", **TERMS), label.artist),
        }

    def _open_drop(self):
        drop = self._label.create_drop("bench", **TERMS)
        for quantity in EARLIER_MINTS:
            self._mint(drop, next(self._accounts), quantity)
        return drop

    def _mint(self, drop, buyer, quantity=1):
        return self._gas(drop.functions.mint(buyer, quantity), buyer, value=TERMS["price"] * quantity)

    def _pass_on(self, drop, holder, serial):
        fresh = self._label.web3.eth.account.create().address
        return self._gas(drop.functions.transferFrom(holder, fresh, serial), holder)

    def _gas(self, call, sender, **options):
        transaction = self._label.send(call, sender, **options)
        return self._label.web3.eth.get_transaction_receipt(transaction)["gasUsed"]


def measure():
    """Return gas used by operation, on a chain of its own."""
    with running_anvil("--accounts", "20") as chain:
        return GasBench(deploy_label(chain)).measure()


def write_table(figures):
    """Return our figures beside the cheapest of the peers'."""
    peers = json.loads(PEERS.read_text())["peers"]
    lines = []
    for key, gas in figures.items():
        known = {name: peer.get(key.replace("_with_split", "")) for name, peer in peers.items()}
        cheapest = min((cost, name) for name, cost in known.items() if cost)
        lines.append(f"{key:22}{gas:>9,}   {cheapest[0]:>9,}  {cheapest[1]}\n")
    return "".join(lines)


def main():
    figures = measure()
    RESULT.write_text(json.dumps(figures, indent=2) + "\n")
    sys.stdout.write(write_table(figures))


if __name__ == "__main__":
    main()
