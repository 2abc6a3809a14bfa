"""Measure what drops, splits and votes cost in gas, on Ethereum and on Polygon, beside others: `make bench-gas`.

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
from tests.backend.chain.deployed_label import PHASE, compile_contract, connect, deploy, deploy_label
from tests.bench.asked import Asked
from tests.bench.bare_tokens import compile_bare_tokens, describe_bare_token
from tests.bench.gas_governor import GovernorBench
from tests.bench.gas_splits import SplitBench
from tests.bench.gas_table import write_table
from tests.bench.gas_token import FanTokenBench
from tests.bench.schedules import open_chain
from tests.contracts._allowlist import Allowlist
from tests.contracts._payments import PAYER, Purchase, authorize
from tests.contracts._tickets import SIGNER, Ticket, sign

FOLDER = Path(__file__).parent
RESULT = FOLDER / "gas.json"
POLYGON_RESULT = FOLDER / "gas_polygon.json"
PEERS = FOLDER / "peers.json"
TERMS = {"price": 10**16, "supply": 10_000, "wallet_cap": 100, "royalty_bps": 500}
EARLIER_MINTS = (1, 1, 2)
SLUG = "bench"
LISTED = 1_024
GAS_LIMIT = 5_000_000  # an estimate would run each operation a dozen times
FAR_OFF = 2**40 - 1
UNITS = 5_000_000
EARLIER_PAYER = Account.from_key(keccak(text="fan who paid in a token before"))
PARTS = {"split_": "splits", "token_": "tokens", "gov_": "governors"}  # what is no drop's: its operations and its peers
PROXY_BEFORE = "0x3d602d80600a3d3981f3363d3d373d3d3d363d73"  # ERC-1167
PROXY_AFTER = "5af43d82803e903d91602b57fd5bf3"


class TokenBench:
    """A token that sells by `mint(to, quantity)`; every operation is a transaction whose receipt says what it cost."""

    def __init__(self, web3):
        self._web3 = web3
        self._accounts = iter(web3.eth.accounts[1:])

    def measure_mints(self, token):
        """Return gas used by mint, after the first ones by other wallets."""
        for quantity in EARLIER_MINTS:
            self._mint(token, next(self._accounts), quantity)
        buyer, batcher = next(self._accounts), next(self._accounts)
        return {
            "mint_1_first": self._mint(token, buyer),
            "mint_5": self._mint(token, batcher, 5),
            "mint_1_second": self._mint(token, buyer),
        }

    def measure_transfers(self, token):
        """Return gas used by transfer to a wallet that never held; the giver keeps some."""
        passer, giver = next(self._accounts), next(self._accounts)
        self._mint(token, passer)
        single = token.functions.minted().call()
        self._mint(token, passer)
        self._mint(token, giver, 5)
        middle = token.functions.minted().call() - 2
        return {
            "transfer_new_holder": self._pass_on(token, passer, single),
            "transfer_mid_batch_5": self._pass_on(token, giver, middle),
        }

    def _mint(self, token, buyer, quantity=1):
        return self._gas(token.functions.mint(buyer, quantity), buyer, value=TERMS["price"] * quantity)

    def _pass_on(self, token, holder, serial):
        return self._gas(token.functions.transferFrom(holder, next(self._accounts), serial), holder)

    def _gas(self, call, sender, **options):
        return self._send(call, sender, **options)["gasUsed"]

    def _send(self, call, sender, **options):
        transaction = call.transact({"from": sender, "gas": GAS_LIMIT} | options)
        receipt = self._web3.eth.wait_for_transaction_receipt(transaction, poll_latency=0.02)
        assert receipt["status"] == 1, receipt
        return receipt


class BareTokenBench(TokenBench):
    """A token of a library, a contract of its own."""

    def measure(self, compiled):
        """Return gas used by operation."""
        factory = self._web3.eth.contract(**compiled)
        receipt = self._send(factory.constructor(), self._web3.eth.accounts[0])
        token = self._web3.eth.contract(receipt["contractAddress"], abi=factory.abi)
        figures = self.measure_mints(token) | self.measure_transfers(token)
        return figures | {"new_drop": receipt["gasUsed"]}


class GasBench(TokenBench):
    """A drop of a label, with all that the others do not have."""

    def __init__(self, label):
        super().__init__(label.web3)
        self._label = label

    def measure(self):
        """Return gas used by operation."""
        label, drop = self._label, self._label.create_drop(SLUG, **TERMS)
        return {
            **self.measure_mints(drop),
            "mint_allowlist_1": self._mint_listed(drop),
            "mint_ticket_1": self._mint_with_ticket(drop),
            "mint_usdc_3009": self._mint_by_authorization(),
            **self.measure_transfers(drop),
            "new_drop_with_split": self._gas(label.prepare_drop("another", **TERMS), label.artist),
        }

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
        ticket, *signature = sign(Asked(drop), Ticket(phase, wallet, 1, price, FAR_OFF, 1))
        return self._gas(drop.functions.mint_with_ticket(ticket, *signature), wallet, value=price)

    def _mint_by_authorization(self):
        """Mint for a wallet that holds only a token like USDC, behind a proxy like it; the drop was paid so before."""
        label, relayer = self._label, next(self._accounts)
        token = self._open_token()
        self._gas(label.contract.functions.allow_currency(token.address, True), label.artist)
        options = {"currency": token.address, "in_currency": True}
        drop = label.create_drop("in a currency", options, **TERMS | {"price": UNITS})
        for payer in (EARLIER_PAYER, PAYER):
            self._gas(token.functions.mint(payer.address, 10 * UNITS), relayer)
            purchase = Purchase(payer.address)
            payment = authorize(Asked(token), drop, purchase, UNITS, payer)
            mint = drop.functions.mint(payer.address, 1, 0, purchase.referrer, purchase.comment, payment)
            cost = self._gas(mint, relayer)
        return cost

    def _open_token(self):
        code = deploy(self._web3, "StableToken").address
        abi = compile_contract("StableToken")["abi"]
        proxy = self._web3.eth.contract(abi=abi, bytecode=PROXY_BEFORE + code[2:] + PROXY_AFTER)
        receipt = self._send(proxy.constructor(), self._label.artist)
        return self._web3.eth.contract(receipt["contractAddress"], abi=abi)

    def _add_phase(self, drop, **terms):
        self._gas(self._label.contract.functions.add_phase(release_key(SLUG), PHASE | terms), self._label.artist)
        return drop.functions.phase_count().call()


def measure():
    """Return gas used by operation, on an anvil of its own."""
    with running_anvil("--accounts", "20") as anvil:
        return _measure_all(connect(anvil))


def measure_on(schedule):
    """Return gas used by operation under the schedule, Ethereum's or Polygon's."""
    return _measure_all(open_chain(schedule))


def _measure_all(web3):
    drops = GasBench(deploy_label(web3)).measure()
    votes = FanTokenBench(web3).measure() | GovernorBench(web3).measure()
    return drops | SplitBench(web3).measure() | votes


def measure_bare_tokens(compiled, schedule):
    """Return gas used by operation of each bare token, and what it was built from."""
    return {
        name: {"version": describe_bare_token(name), **BareTokenBench(open_chain(schedule)).measure(contract)}
        for name, contract in compiled.items()
    }


def main():
    peers, compiled = json.loads(PEERS.read_text()), compile_bare_tokens()
    ethereum, polygon = measure(), measure_on("polygon")
    peers["bare_tokens"] = measure_bare_tokens(compiled, "ethereum")
    bare_on_polygon = measure_bare_tokens(compiled, "polygon")
    results = {RESULT: ethereum, POLYGON_RESULT: polygon | {"bare_tokens": bare_on_polygon}, PEERS: peers}
    for path, figures in results.items():
        path.write_text(json.dumps(figures, indent=2) + "\n")
    drops, drops_on_polygon = (_choose_others(figures) for figures in (ethereum, polygon))
    sys.stdout.write(write_table("Ethereum's prices", drops, peers["bare_tokens"], peers["peers"]))
    sys.stdout.write(write_table("Polygon's prices", drops_on_polygon, bare_on_polygon))
    for prefix, rivals in PARTS.items():
        sys.stdout.write(write_table("Ethereum's prices", _choose(ethereum, prefix), peers[rivals]))


def _choose(figures, prefix):
    return {operation: gas for operation, gas in figures.items() if operation.startswith(prefix)}


def _choose_others(figures):
    """Return what a drop costs."""
    return {operation: gas for operation, gas in figures.items() if not operation.startswith(tuple(PARTS))}


if __name__ == "__main__":
    main()
