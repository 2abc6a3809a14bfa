"""A wallet for tests: keys stay in Python, the page gets only a provider (EIP-1193), announced as EIP-6963 says."""

import json
from collections.abc import Callable
from typing import Any, Protocol
from uuid import NAMESPACE_DNS, uuid5

import httpx
from eth_account import Account
from eth_account.messages import encode_defunct
from playwright.sync_api import BrowserContext, Page

REJECTED = 4001
UNSUPPORTED = 4200
WRONG_CHAIN = 4901
UNKNOWN_CHAIN = 4902
ICON = "data:image/gif;base64,R0lGODlhAQABAIAAAHd3mQAAACwAAAAAAQABAAACAkQBADs="
PROVIDER = """
(() => {
  const { id, info } = %s;
  const listeners = {};
  const request = async ({ method, params }) => {
    const answer = JSON.parse(await window.__walletRequest(id, method, JSON.stringify(params ?? [])));
    if (answer.error) throw Object.assign(new Error(answer.error.message), answer.error);
    return answer.result;
  };
  const on = (name, listener) => (listeners[name] ??= []).push(listener);
  (window.__walletEmit ??= {})[id] = (name, value) => (listeners[name] ?? []).forEach((listener) => listener(value));
  const detail = Object.freeze({ info: Object.freeze(info), provider: { request, on } });
  const announce = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  addEventListener("eip6963:requestProvider", announce);
  announce();
})();
"""


class WalletRefusal(Exception):
    """What a wallet answers instead of a result."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Node(Protocol):
    """What the wallet needs of a chain."""

    def request(self, method: str, params: list[Any]) -> Any:
        """Answer a JSON-RPC request or raise `WalletRefusal`."""


class HttpNode:
    """A node reached over HTTP."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=20)

    def request(self, method: str, params: list[Any]) -> Any:
        """Answer a JSON-RPC request or raise `WalletRefusal`."""
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        answer = self._client.post("/", json=body).json()
        if "error" in answer:
            raise WalletRefusal(answer["error"]["code"], answer["error"]["message"])
        return answer["result"]

    def close(self) -> None:
        """Close the connection."""
        self._client.close()


class Wallet:
    """One account in one wallet; `refusals` are methods it refuses with a code, `log` what it was asked.

    A stubborn wallet says that it changed its network and does not.
    """

    def __init__(self, node: Node, key: str, *, name: str = "Test wallet", chain: int | None = None) -> None:
        self.node = node
        self.account = Account.from_key(key)
        self.name = name
        self.home = int(node.request("eth_chainId", []), 16)
        self.chain = chain or self.home
        self.known_chains = {self.chain}
        self.is_connected = False
        self.is_stubborn = False
        self.refusals: dict[str, int] = {}
        self.log: list[str] = []

    @property
    def address(self) -> str:
        """The account's address in checksum case."""
        return str(self.account.address)

    @property
    def short_address(self) -> str:
        """The address as pages write it."""
        return f"{self.address[:6]}…{self.address[-4:]}"

    @property
    def info(self) -> dict[str, str]:
        """How the wallet announces itself (EIP-6963)."""
        rdns = f"test.{self.name.lower().replace(' ', '-')}"
        return {"uuid": str(uuid5(NAMESPACE_DNS, rdns)), "name": self.name, "rdns": rdns, "icon": ICON}

    def answer(self, method: str, params: list[Any]) -> Any:
        """Answer a request of a page as wallets do."""
        self.log.append(method)
        if method in self.refusals:
            raise WalletRefusal(self.refusals[method], "refused on purpose")
        answers: dict[str, Callable[[list[Any]], Any]] = {
            "eth_requestAccounts": self._connect,
            "eth_accounts": lambda _: self._accounts(),
            "eth_chainId": lambda _: hex(self.chain),
            "wallet_switchEthereumChain": self._switch,
            "wallet_addEthereumChain": self._add,
            "personal_sign": self._sign,
            "eth_signTypedData_v4": self._sign_typed_data,
            "eth_sendTransaction": self._send,
        }
        if method not in answers:
            raise WalletRefusal(UNSUPPORTED, f"{method} is not supported")
        return answers[method](params)

    def send(self, to: str, data: str, value: int = 0) -> str:
        """Send a transaction without any page; returns its hash."""
        return str(self._send([{"to": to, "data": data, "value": hex(value)}]))

    def emit(self, page: Page, event: str, value: object) -> None:
        """Tell a page that the person changed something in the wallet."""
        page.evaluate("([id, name, value]) => window.__walletEmit[id](name, value)", [self.info["rdns"], event, value])

    def _accounts(self) -> list[str]:
        return [self.address.lower()] if self.is_connected else []

    def _connect(self, _: list[Any]) -> list[str]:
        self.is_connected = True
        return self._accounts()

    def _switch(self, params: list[Any]) -> None:
        chain = int(params[0]["chainId"], 16)
        if chain not in self.known_chains and not self.is_stubborn:
            raise WalletRefusal(UNKNOWN_CHAIN, "Unrecognized chain ID")
        if not self.is_stubborn:
            self.chain = chain

    def _add(self, params: list[Any]) -> None:
        # As EIP-3085 allows: the chain is added and the wallet stays where it was.
        self.known_chains.add(int(params[0]["chainId"], 16))

    def _sign(self, params: list[Any]) -> str:
        text = encode_defunct(hexstr=params[0])
        return str(self.account.sign_message(text).signature.to_0x_hex())

    def _sign_typed_data(self, params: list[Any]) -> str:
        message = json.loads(params[1])
        if int(message["domain"]["chainId"]) != self.chain:
            raise WalletRefusal(WRONG_CHAIN, "wrong chain")
        return str(self.account.sign_typed_data(full_message=message).signature.to_0x_hex())

    def _send(self, params: list[Any]) -> str:
        if self.chain != self.home:
            raise WalletRefusal(WRONG_CHAIN, "wrong chain")
        signed = self.account.sign_transaction(self._complete(params[0]))
        return str(self.node.request("eth_sendRawTransaction", [signed.raw_transaction.to_0x_hex()]))

    def _complete(self, wanted: dict[str, str]) -> dict[str, Any]:
        fee = int(self.node.request("eth_gasPrice", []), 16)
        nonce = self.node.request("eth_getTransactionCount", [self.address, "pending"])
        asked = {"from": self.address, "to": wanted["to"], "data": wanted["data"], "value": wanted["value"]}
        gas = wanted.get("gas") or self.node.request("eth_estimateGas", [asked])
        return {
            "type": 2,
            "chainId": self.chain,
            "to": wanted["to"],
            "data": wanted["data"],
            "value": int(wanted["value"], 16),
            "nonce": int(nonce, 16),
            "gas": int(gas, 16),
            "maxFeePerGas": fee * 2,
            "maxPriorityFeePerGas": min(fee, 10**9),
        }


def install(context: BrowserContext, *wallets: Wallet) -> None:
    """Put wallets into every page of a browser context."""
    by_id = {wallet.info["rdns"]: wallet for wallet in wallets}

    def answer(_source: object, wallet_id: str, method: str, params: str) -> str:
        try:
            return json.dumps({"result": by_id[wallet_id].answer(method, json.loads(params))})
        except WalletRefusal as refusal:
            return json.dumps({"error": {"code": refusal.code, "message": refusal.message}})

    context.expose_binding("__walletRequest", answer)
    for wallet in wallets:
        context.add_init_script(PROVIDER % json.dumps({"id": wallet.info["rdns"], "info": wallet.info}))
