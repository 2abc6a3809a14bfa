"""Measure what a split costs in gas: to create, to pay into, to have it pay.

Conditions of the peers' figures: equal shares, no reward, payees are accounts that exist, the third distribution. A
token is divided in the split's ledger; Push and Manifold send it to the payees instead.
"""

from eth_account import Account
from eth_utils.crypto import keccak

from tests.backend.chain.deployed_label import compile_contract, deploy
from tests.contracts._payees import order, pack, pack_tag

PAYEE_COUNTS = (3, 10)
WHOLE = 1_000_000
DISTRIBUTIONS = 3  # the first ones fill the ledger
COIN, UNITS = 10**18, 10**9
GAS_LIMIT = 5_000_000


class SplitBench:
    """Splits of one shared code, in coin and in a token; every operation is a transaction."""

    def __init__(self, web3):
        self._web3 = web3
        self._sender = web3.eth.accounts[0]
        self._shared = deploy(web3, "RoyaltySplit")
        self._token = deploy(web3, "StableToken")

    def measure(self):
        """Return gas used by operation."""
        figures = {}
        for count in PAYEE_COUNTS:
            payees = list_payees(count)
            terms = pack(payees), pack_tag(kind=int.from_bytes(keccak(text=f"release {count}")[:10]))
            figures[f"split_create_{count}"] = self._gas(self._shared.functions.create(*terms))
            split = self._open(terms)
            for account, _ in payees:
                self._pay(account)
            for _ in range(DISTRIBUTIONS):
                figures["split_receive"] = self._pay(split.address)
                figures[f"split_native_{count}"] = self._gas(split.functions.distribute(*terms))
                self._gas(self._token.functions.mint(split.address, UNITS))
                figures[f"split_erc20_{count}"] = self._gas(split.functions.distribute(*terms, self._token.address))
        return dict(sorted(figures.items(), key=_rank))

    def _open(self, terms):
        address = self._shared.functions.address_of(*terms).call()
        return self._web3.eth.contract(address, abi=compile_contract("RoyaltySplit")["abi"])

    def _pay(self, account):
        return self._wait(self._web3.eth.send_transaction({"from": self._sender, "to": account, "value": COIN}))

    def _gas(self, call):
        return self._wait(call.transact({"from": self._sender, "gas": GAS_LIMIT}))

    def _wait(self, transaction):
        receipt = self._web3.eth.wait_for_transaction_receipt(transaction, poll_latency=0.02)
        assert receipt["status"] == 1, receipt
        return receipt["gasUsed"]


def list_payees(count):
    """Return payees of equal shares; the first is paid what the whole leaves."""
    accounts = [Account.from_key(keccak(text=f"payee {number} of {count}")).address for number in range(count)]
    first = WHOLE - WHOLE // count * (count - 1)
    return order(zip(accounts, [first, *[WHOLE // count] * (count - 1)], strict=True))


def _rank(figure):
    """Put what is created first, and what is received last."""
    operation = figure[0].split("_")[1]
    return ("create", "native", "erc20", "receive").index(operation), len(figure[0])
