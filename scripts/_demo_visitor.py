"""People of the demo's story: each has a wallet and a conversation with the server."""

from collections.abc import Callable
from typing import Any, Self

import click
import httpx
from eth_account import Account
from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount

from scripts._clock import Clock
from scripts._demo_node import DemoNode
from scripts._networks import GWEI
from scripts._sign_in import check_message

POCKET_MONEY_WEI = 100 * 10**18
TIP_WEI = GWEI
PATIENCE_SECONDS = 60
POLL_SECONDS = 0.5


class StoryBroken(click.ClickException):
    """The story did not go as it should."""

    def __init__(self, step: str, response: httpx.Response) -> None:
        super().__init__(f"The story stops at “{step}”: the backend answered {response.status_code} {response.text}")


class StoryStuck(click.ClickException):
    """Something that should happen did not happen in time."""

    def __init__(self, step: str) -> None:
        super().__init__(f"The story stops at “{step}”: nothing happened for {PATIENCE_SECONDS} seconds.")


class Visitor:
    """A person with a wallet and their own conversation with the server."""

    def __init__(self, url: str, node: DemoNode) -> None:
        self.account: LocalAccount = Account.create()
        self._client = httpx.Client(base_url=url, timeout=30)
        self._node = node

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def ask(self, method: str, path: str, **content: Any) -> httpx.Response:  # noqa: ANN401 - httpx's arguments
        """Return the server's answer, whatever it is."""
        return self._client.request(method, path, **content)

    def expect(self, step: str, method: str, path: str, **content: Any) -> httpx.Response:  # noqa: ANN401
        """Return the server's answer; raises `StoryBroken` unless it is a good one."""
        response = self.ask(method, path, **content)
        if not response.is_success:
            raise StoryBroken(step, response)
        return response

    def sign_in(self) -> None:
        """Sign in with the wallet."""
        address = self.account.address
        message = self.expect("sign in", "POST", "/api/sign-in/challenge", json={"address": address}).json()["message"]
        check_message(message, str(self._client.base_url), address, self._read_chain_id())
        signature = "0x" + self.account.sign_message(encode_defunct(text=message)).signature.hex()
        self.expect("sign in", "POST", "/api/sign-in", json={"message": message, "signature": signature})

    def take_pocket_money(self) -> None:
        """Have coins to pay network fees with."""
        self._node.ask("anvil_setBalance", self.account.address, hex(POCKET_MONEY_WEI))

    def send(self, transaction: dict[str, Any]) -> str:
        """Sign and send what the server prepared; returns the transaction's hash."""
        return str(self._node.ask("eth_sendRawTransaction", self._sign(transaction)))

    def await_answer(self, step: str, path: str, is_there: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Ask the server until something is there; raises `StoryStuck` when that takes too long."""
        clock = Clock()
        deadline = clock.now() + PATIENCE_SECONDS
        while not is_there(state := dict(self.expect(step, "GET", path).json())):
            if clock.now() > deadline:
                raise StoryStuck(step)
            clock.pause(POLL_SECONDS)
        return state

    def _sign(self, transaction: dict[str, Any]) -> str:
        address = self.account.address
        base_fee = int(self._node.ask("eth_getBlockByNumber", "latest", False)["baseFeePerGas"], 16)  # noqa: FBT003
        signed = self.account.sign_transaction(
            {
                "chainId": self._read_chain_id(),
                "nonce": int(self._node.ask("eth_getTransactionCount", address, "pending"), 16),
                "to": transaction["to"],
                "data": transaction["data"],
                "value": int(transaction["value"], 16),
                "gas": int(transaction["gas"], 16),
                "maxFeePerGas": 2 * base_fee + TIP_WEI,
                "maxPriorityFeePerGas": TIP_WEI,
            }
        )
        return "0x" + signed.raw_transaction.hex()

    def _read_chain_id(self) -> int:
        return int(self._node.ask("eth_chainId"), 16)
