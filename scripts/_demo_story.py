"""The first drop played without a browser: a fan mints, signs in and hears; a stranger is refused."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Self

import click
import httpx
from eth_account import Account
from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount

from scripts._clock import Clock
from scripts._demo_label import SLUG
from scripts._demo_node import DemoNode
from scripts._networks import GWEI
from scripts._sign_in import check_message

POCKET_MONEY_WEI = 100 * 10**18
TIP_WEI = GWEI
PATIENCE_SECONDS = 60
POLL_SECONDS = 0.5
FIRST_BYTES = 64 * 1024
HEAR = "hear the full mix"
REFUSE = "refuse the stranger"


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
        check_message(message, str(self._client.base_url), address, int(self._node.ask("eth_chainId"), 16))
        signature = "0x" + self.account.sign_message(encode_defunct(text=message)).signature.hex()
        self.expect("sign in", "POST", "/api/sign-in", json={"message": message, "signature": signature})

    def mint(self) -> int:
        """Mint one edition as the server prepares it, wait until it counts, and return its serial."""
        address = self.account.address
        self._node.ask("anvil_setBalance", address, hex(POCKET_MONEY_WEI))
        wish = {"account": address, "quantity": 1}
        prepared = self.expect("prepare a mint", "POST", f"/api/drops/{SLUG}/mints", json=wish).json()
        transaction = self._node.ask("eth_sendRawTransaction", self._sign(prepared))
        watched = f"/api/drops/{SLUG}/mints/{transaction}"
        self.expect("remember the mint", "POST", watched, json={"account": address})
        progress = self._await("mint", watched, lambda progress: progress["state"] == "confirmed")
        return int(progress["serials"][0])

    def await_access(self) -> None:
        """Wait until the server grants the full mix, which it does at finality."""
        self._await("hear", f"/api/releases/{SLUG}/access", lambda access: access["state"] == "holder")

    def hear(self) -> httpx.Response:
        """Press play and ask for the first bytes of the full mix, or return the refusal."""
        played = self.ask("POST", f"/api/releases/{SLUG}/play", json={})
        if not played.is_success:
            return played
        return self.ask("GET", played.json()["url"], headers={"Range": f"bytes=0-{FIRST_BYTES - 1}"})

    def _sign(self, prepared: dict[str, Any]) -> str:
        transaction, address = prepared["transaction"], self.account.address
        base_fee = int(self._node.ask("eth_getBlockByNumber", "latest", False)["baseFeePerGas"], 16)  # noqa: FBT003
        signed = self.account.sign_transaction(
            {
                "chainId": int(prepared["chain_id"], 16),
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

    def _await(self, step: str, path: str, is_there: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        clock = Clock()
        deadline = clock.now() + PATIENCE_SECONDS
        while not is_there(state := dict(self.expect(step, "GET", path).json())):
            if clock.now() > deadline:
                raise StoryStuck(step)
            clock.pause(POLL_SECONDS)
        return state


def play_story(url: str, node: DemoNode) -> None:
    """Play the first drop and print its steps; raises when one goes wrong."""
    with Visitor(url, node) as fan, Visitor(url, node) as stranger:
        drop = fan.expect("look", "GET", f"/api/drops/{SLUG}").json()
        click.echo(f"1. A fan opens the drop: {drop['minted']} of {drop['supply']} editions are sold.")
        click.echo(f"2. The fan mints edition #{fan.mint()}.")
        fan.sign_in()
        click.echo("3. The fan signs in with the wallet.")
        fan.await_access()
        _check_sound(fan.hear())
        click.echo(f"4. The fan hears the first {FIRST_BYTES // 1024} KB of the full mix.")
        stranger.sign_in()
        click.echo("5. A stranger signs in.")
        _check_refusal(stranger.hear())
        click.echo("6. The stranger is refused with 403.")


def _check_sound(response: httpx.Response) -> None:
    is_sound = response.headers["Content-Type"].startswith("audio/")
    if response.status_code != HTTPStatus.PARTIAL_CONTENT or not is_sound or len(response.content) != FIRST_BYTES:
        raise StoryBroken(HEAR, response)


def _check_refusal(response: httpx.Response) -> None:
    if response.status_code != HTTPStatus.FORBIDDEN:
        raise StoryBroken(REFUSE, response)
