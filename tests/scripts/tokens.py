"""Tokens to price drops in: contracts/mocks/StableToken.vy, which says all that USDC does, or less."""

from functools import cache
from pathlib import Path

import snekmate
from eth_abi import encode
from eth_utils import keccak, to_checksum_address
from vyper.compiler import compile_code
from vyper.compiler.input_bundle import FilesystemInputBundle

SOURCE = Path("contracts/mocks/StableToken.vy")
FAUCET = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"  # the node signs for it


def deploy_token(node, *changes):
    """Deploy a token whose source has each pair's first text replaced by its second; returns its address."""
    creation = {"from": FAUCET, "data": _compile(changes)}
    transaction = node.ask("eth_sendTransaction", creation)
    node.mine()
    return to_checksum_address(node.ask("eth_getTransactionReceipt", transaction)["contractAddress"])


def mint_token(node, token, account, amount):
    """Print an amount of a deployed token for an account."""
    data = keccak(text="mint(address,uint256)")[:4] + encode(["address", "uint256"], [account, amount])
    node.ask("eth_sendTransaction", {"from": FAUCET, "to": token, "data": "0x" + data.hex()})
    node.mine()


@cache
def _compile(changes):
    source = SOURCE.read_text()
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    packages = FilesystemInputBundle([Path(snekmate.__path__[0]).parent])
    return compile_code(source, output_formats=["bytecode"], input_bundle=packages)["bytecode"]
