"""Read from an ERC-20 token how prices in it are written, and how it is paid with."""

from typing import Any

from ape.api import ProviderAPI
from ape.exceptions import ProviderError, TransactionError
from eth_abi.abi import decode, encode
from eth_abi.exceptions import DecodingError
from eth_utils.abi import function_signature_to_4byte_selector
from eth_utils.address import is_hex_address, to_checksum_address
from eth_utils.crypto import keccak

from scripts._currencies import ZERO_ADDRESS, Currency
from scripts._networks import Network
from scripts._refusal import Refusal

KNOWN = {
    "USDC": {
        137: "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359",
        80002: "0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582",
    },
}
DOMAIN_TYPE = keccak(text="EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
# What tokens without version() sign with: OpenZeppelin's is 1, Circle's 2.
USUAL_VERSIONS = ("1", "2")


class TokenUnknown(Refusal):
    """The symbol does not say which token is meant."""

    def __init__(self, symbol: str, network: str) -> None:
        super().__init__(
            f"{symbol} is no token known on {network}: give the token's address, 0x and 40 hexadecimal digits."
        )


class NotAToken(Refusal):
    """What is at the address has no symbol or decimals."""

    def __init__(self, address: str, network: str) -> None:
        super().__init__(
            f"{address} is no ERC-20 token on {network}, or does not say its symbol and decimals: "
            "correct the address, or --network."
        )


def find_token(wanted: str, network: Network) -> str:
    """Return the address of a token given by address or known symbol; raises `TokenUnknown`."""
    if is_hex_address(wanted) and wanted.startswith("0x"):
        return str(to_checksum_address(wanted))
    address = KNOWN.get(wanted.upper(), {}).get(network.chain_id)
    if address is None:
        raise TokenUnknown(wanted, network.title)
    return address


def read_token(provider: ProviderAPI, address: str, network: Network) -> Currency:
    """Return a token as it tells of itself; its EIP-712 domain is believed when `DOMAIN_SEPARATOR()` proves it."""
    token = _Token(provider, address)
    symbol, decimals = token.ask("symbol()", "string"), token.ask("decimals()", "uint8")
    if not symbol or decimals is None:
        raise NotAToken(address, network.title)
    name, version = token.find_domain(network.chain_id)
    has_state = token.ask("authorizationState(address,bytes32)", "bool", ZERO_ADDRESS, bytes(32)) is not None
    return Currency(address, symbol, decimals, name, version, bool(version) and has_state)


def read_balance(provider: ProviderAPI, currency: str, holder: str) -> int:
    """Return how much of a currency, the coin at the zero address, somebody holds, in its smallest unit."""
    if currency == ZERO_ADDRESS:
        return int(provider.get_balance(holder))
    return int(_Token(provider, currency).ask("balanceOf(address)", "uint256", holder) or 0)


class _Token:
    def __init__(self, provider: ProviderAPI, address: str) -> None:
        self._provider = provider
        self._address = address

    def ask(self, signature: str, answer: str, *arguments: object) -> Any:  # noqa: ANN401 - of the type asked for
        """Return what a view function answers, or `None` when the token has none such."""
        kinds = signature[signature.index("(") + 1 : -1]
        data = function_signature_to_4byte_selector(signature) + encode(kinds.split(",") if kinds else [], arguments)
        question = self._provider.network.ecosystem.create_transaction(receiver=self._address, data=data)
        try:
            return decode([answer], bytes(self._provider.send_call(question, skip_trace=True)))[0]
        except (TransactionError, ProviderError, DecodingError, UnicodeDecodeError):
            return None

    def find_domain(self, chain_id: int) -> tuple[str, str]:
        """Return name and version of the token's EIP-712 domain, empty when none gives its separator."""
        name, separator = self.ask("name()", "string"), self.ask("DOMAIN_SEPARATOR()", "bytes32")
        stated = self.ask("version()", "string")
        for version in (stated, *USUAL_VERSIONS) if stated else USUAL_VERSIONS:
            if name and _separator(name, version, chain_id, self._address) == separator:
                return name, version
        return "", ""


def _separator(name: str, version: str, chain_id: int, address: str) -> bytes:
    kinds = ["bytes32", "bytes32", "bytes32", "uint256", "address"]
    return keccak(encode(kinds, [DOMAIN_TYPE, keccak(text=name), keccak(text=version), chain_id, address]))
