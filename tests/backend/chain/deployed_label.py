"""The real contracts on a running chain."""

from dataclasses import dataclass
from functools import cache

from web3 import HTTPProvider, Web3

from backend.catalog.fingerprint import release_key
from backend.chain.contracts import Contracts, Deployment, load_interfaces
from scripts._compiled import CONTRACTS, compile_source

SOURCES = {path.stem: path for path in CONTRACTS.rglob("[A-Z]*.vy")}
TERMS = {
    "name": "Warehouse",
    "symbol": "WARE",
    "metadata": b"\x11" * 32,
    "supply": 5,
    "price": 10**17,
    "opens": 0,
    "closes": 0,
    "wallet_cap": 0,
    "royalty_bps": 500,
}

NOBODY = "0x" + "0" * 40
OPTIONS = {
    "least_supply": 0,
    "cut_off": 0,
    "referral_bps": 0,
    "platform": NOBODY,
    "platform_bps": 0,
    "is_shared": False,
    "commitment": b"\0" * 32,
    "currency": NOBODY,
    "in_currency": False,
    "tiers": [],
    "is_soulbound": False,
    "validator": NOBODY,
    "has_golden": False,
}
PHASE = {
    "price": 0,
    "opens": 0,
    "closes": 0,
    "wallet_cap": 100,
    "root": b"\0" * 32,
    "signer": NOBODY,
    "tier": 0,
    "in_currency": False,
}


@cache
def compile_contract(name):
    output = compile_source(SOURCES[name], CONTRACTS)
    return {"abi": output["abi"], "bytecode": output["bytecode"]}


@dataclass
class DeployedLabel:
    """A label on a chain that holds the keys of its wallets, as anvil does."""

    web3: Web3
    contract: object
    block: int
    split_code: object

    @property
    def artist(self):
        return self.web3.eth.accounts[0]

    @property
    def fan(self):
        return self.web3.eth.accounts[1]

    @property
    def stranger(self):
        return self.web3.eth.accounts[2]

    @property
    def deployment(self):
        codes = frozenset({self.split_code.address})
        return Deployment(self.web3.eth.chain_id, self.contract.address, self.block, split_codes=codes)

    def load_contracts(self):
        return Contracts(self.deployment, load_interfaces())

    def prepare_drop(self, slug="warehouse", options=None, phases=(), payees=(), **terms):
        """Return the call that creates a drop, not sent yet; the artist is its payee unless others are named."""
        payees = [{"account": account, "share": share} for account, share in payees or [(self.artist, 1_000_000)]]
        extra = (OPTIONS | (options or {}), [PHASE | phase for phase in phases]) if options or phases else ()
        return self.contract.functions.create_drop(release_key(slug), TERMS | terms, payees, *extra)

    def create_drop(self, slug="warehouse", options=None, phases=(), payees=(), **terms):
        self.send(self.prepare_drop(slug, options, phases, payees, **terms), self.artist)
        return self.open_drop(self.contract.functions.drop_of(release_key(slug)).call())

    def open_drop(self, address):
        return self.web3.eth.contract(address, abi=load_interfaces()["MixDrop"])

    def mint(self, drop, fan, quantity=1):
        price = drop.functions.price().call()
        return self.send(drop.functions.mint(fan, quantity), fan, value=price * quantity)

    def pay(self, sender, recipient, value):
        """Send coin and wait for its block."""
        transaction = self.web3.eth.send_transaction({"from": sender, "to": recipient, "value": value})
        self.web3.eth.wait_for_transaction_receipt(transaction, poll_latency=0.02)

    def send(self, call, sender, **options):
        """Send a call and wait for its block: the node answers before it has mined."""
        transaction = call.transact({"from": sender} | options)
        self.web3.eth.wait_for_transaction_receipt(transaction, poll_latency=0.02)
        return transaction


def connect(anvil):
    return Web3(HTTPProvider(anvil.url))


def deploy_label(web3):
    office, split = (deploy(web3, name) for name in ("DropOffice", "RoyaltySplit"))
    drop = deploy(web3, "MixDrop", office.address).address
    contract = deploy(web3, "Label", drop, split.address, web3.eth.accounts[0])
    return DeployedLabel(web3, contract, block=web3.eth.block_number, split_code=split)


def deploy(web3, name, *arguments):
    """Put a contract on chain."""
    factory = web3.eth.contract(**compile_contract(name))
    transaction = factory.constructor(*arguments).transact({"from": web3.eth.accounts[0]})
    address = web3.eth.wait_for_transaction_receipt(transaction, poll_latency=0.02).contractAddress
    return web3.eth.contract(address, abi=factory.abi)
