"""Wallets that are contracts, on a running chain."""

from eth_abi import encode

from backend.chain.signature_check import WRAPPED
from tests.backend.chain.deployed_label import compile_contract, connect, deploy

BLUEPRINT_PREFIX = b"\xfe\x71\x00"  # ERC-5202
COPY_ALL = "61{size:04x}3d81600a3d39f3"  # return what follows as the code
SALT = b"\x07" * 32


class DeployedWallets:
    """Puts wallets on chain, or only says where they will be."""

    def __init__(self, anvil):
        self._web3 = connect(anvil)

    def create(self, name, *arguments):
        """Return the address of a mock wallet."""
        return deploy(self._web3, name, *arguments).address

    def plan(self, owner):
        """Return the call that deploys a wallet of `owner`."""
        factory = deploy(self._web3, "WalletFactory", self._deploy_blueprint("KeyWallet"))
        return factory.functions.deploy_wallet(owner, SALT)

    def send(self, call):
        call.transact({"from": self._web3.eth.accounts[0]})

    def _deploy_blueprint(self, name):
        code = BLUEPRINT_PREFIX + bytes.fromhex(compile_contract(name)["bytecode"][2:])
        creation = bytes.fromhex(COPY_ALL.format(size=len(code))) + code
        transaction = self._web3.eth.send_transaction({"from": self._web3.eth.accounts[0], "data": creation})
        return self._web3.eth.wait_for_transaction_receipt(transaction).contractAddress


def wrap(plan, signature):
    """Wrap a signature with the call that deploys its wallet (ERC-6492)."""
    creation = bytes.fromhex(plan._encode_transaction_data()[2:])
    parts = (plan.address, creation, bytes.fromhex(signature[2:]))
    return "0x" + (encode(("address", "bytes", "bytes"), parts) + WRAPPED).hex()
