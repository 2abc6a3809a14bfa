"""Measure what a drop costs in gas, beside production contracts: `make bench-gas`.

Conditions of the peers' figures: price 0.01, supply 10,000, wallet cap 100, sale open, three earlier mints by other
wallets, the minter sends the transaction and mints to itself, receivers are accounts that never held.
"""

import json
import sys
from pathlib import Path

from eth_account import Account
from eth_utils.crypto import keccak

from backend.catalog.fingerprint import release_key
from tests.anvil import running_anvil
from tests.backend.chain.deployed_label import connect, deploy_label
from tests.backend.chain.fake_chain import NOBODY
from tests.contracts._allowlist import Allowlist
from tests.contracts._tickets import SIGNER, Ticket, sign

FOLDER = Path(__file__).parent
RESULT = FOLDER / "gas.json"
PEERS = FOLDER / "peers.json"
TERMS = {"price": 10**16, "supply": 10_000, "wallet_cap": 100, "royalty_bps": 500}
EARLIER_MINTS = (1, 1, 2)
SLUG = "bench"
LISTED = 1_024
FAR_OFF = 2**40 - 1


class Domain:
    """A drop as the signer of tickets asks it for its EIP-712 domain."""

    def __init__(self, drop):
        self._drop = drop

    def eip712Domain(self):  # noqa: N802 - the standard's name
        return self._drop.functions.eip712Domain().call()


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
            "mint_allowlist_1": self._mint_listed(drop),
            "mint_ticket_1": self._mint_with_ticket(drop),
            "transfer_new_holder": self._pass_on(drop, passer, single),
            "transfer_mid_batch_5": self._pass_on(drop, giver, middle),
            "new_drop_with_split": self._gas(label.prepare_drop("another", **TERMS), label.artist),
        }

    def _open_drop(self):
        drop = self._label.create_drop(SLUG, **TERMS)
        for quantity in EARLIER_MINTS:
            self._mint(drop, next(self._accounts), quantity)
        return drop

    def _mint(self, drop, buyer, quantity=1):
        return self._gas(drop.functions.mint(buyer, quantity), buyer, value=TERMS["price"] * quantity)

    def _mint_listed(self, drop):
        """Mint as one of 1,024 listed wallets; another one was first."""
        price, wallets = TERMS["price"], [next(self._accounts), next(self._accounts)]
        others = (Account.from_key(keccak(text=str(number))).address for number in range(LISTED - len(wallets)))
        listed = Allowlist(*((wallet, 5, price) for wallet in (*wallets, *others)))
        phase = self._add_phase(drop, root=listed.root)
        costs = [
            self._gas(drop.functions.mint_listed(wallet, 1, phase, 5, price, listed.proof(index)), wallet, value=price)
            for index, wallet in enumerate(wallets)
        ]
        return costs[-1]

    def _mint_with_ticket(self, drop):
        wallet, price = next(self._accounts), TERMS["price"]
        phase = self._add_phase(drop, signer=SIGNER.address)
        ticket, *signature = sign(Domain(drop), Ticket(phase, wallet, 1, price, FAR_OFF, 1))
        return self._gas(drop.functions.mint_with_ticket(ticket, *signature), wallet, value=price)

    def _add_phase(self, drop, root=b"\0" * 32, signer=NOBODY):
        phase = {"price": 0, "opens": 0, "closes": 0, "wallet_cap": 100, "root": root, "signer": signer}
        self._gas(self._label.contract.functions.add_phase(release_key(SLUG), phase), self._label.artist)
        return drop.functions.phase_count().call()

    def _pass_on(self, drop, holder, serial):
        fresh = self._label.web3.eth.account.create().address
        return self._gas(drop.functions.transferFrom(holder, fresh, serial), holder)

    def _gas(self, call, sender, **options):
        transaction = self._label.send(call, sender, **options)
        return self._label.web3.eth.get_transaction_receipt(transaction)["gasUsed"]


def measure():
    """Return gas used by operation, on a chain of its own."""
    with running_anvil("--accounts", "20") as chain:
        return GasBench(deploy_label(connect(chain))).measure()


def write_table(figures):
    """Return our figures beside the cheapest of the peers'."""
    peers = json.loads(PEERS.read_text())["peers"]
    lines = []
    for key, gas in figures.items():
        known = {name: peer.get(key.replace("_with_split", "")) for name, peer in peers.items()}
        cost, name = min(((cost, name) for name, cost in known.items() if cost), default=(0, "no peer has it"))
        lines.append(f"{key:22}{gas:>9,}   {cost:>9,}  {name}\n")
    return "".join(lines)


def main():
    figures = measure()
    RESULT.write_text(json.dumps(figures, indent=2) + "\n")
    sys.stdout.write(write_table(figures))


if __name__ == "__main__":
    main()
