"""The first drop played without a browser: a fan mints, signs in and hears; a stranger is refused."""

from http import HTTPStatus

import click
import httpx

from scripts._demo_label import SLUG
from scripts._demo_node import DemoNode
from scripts._demo_visitor import StoryBroken, Visitor

FIRST_BYTES = 64 * 1024
HEAR = "hear the full mix"
REFUSE = "refuse the stranger"


def play_story(url: str, node: DemoNode) -> None:
    """Play the first drop and print its steps; raises when one goes wrong."""
    with Visitor(url, node) as fan, Visitor(url, node) as stranger:
        drop = fan.expect("look", "GET", f"/api/drops/{SLUG}").json()
        click.echo(f"1. A fan opens the drop: {drop['minted']} of {drop['supply']} editions are sold.")
        click.echo(f"2. The fan mints edition #{_mint(fan)}.")
        fan.sign_in()
        click.echo("3. The fan signs in with the wallet.")
        fan.await_answer("hear", f"/api/releases/{SLUG}/access", lambda access: access["state"] == "holder")
        _check_sound(_hear(fan))
        click.echo(f"4. The fan hears the first {FIRST_BYTES // 1024} KB of the full mix.")
        stranger.sign_in()
        click.echo("5. A stranger signs in.")
        _check_refusal(_hear(stranger))
        click.echo("6. The stranger is refused with 403.")


def _mint(fan: Visitor) -> int:
    """Mint one edition as the server prepares it, wait until it counts, and return its serial."""
    fan.take_pocket_money()
    wish = {"account": fan.account.address, "quantity": 1}
    prepared = fan.expect("prepare a mint", "POST", f"/api/drops/{SLUG}/mints", json=wish).json()
    transaction = fan.send(prepared["transaction"])
    watched = f"/api/drops/{SLUG}/mints/{transaction}"
    fan.expect("remember the mint", "POST", watched, json={"account": fan.account.address})
    progress = fan.await_answer("mint", watched, lambda progress: progress["state"] == "confirmed")
    return int(progress["serials"][0])


def _hear(visitor: Visitor) -> httpx.Response:
    """Press play and ask for the first bytes of the full mix, or return the refusal."""
    played = visitor.ask("POST", f"/api/releases/{SLUG}/play", json={})
    if not played.is_success:
        return played
    return visitor.ask("GET", played.json()["url"], headers={"Range": f"bytes=0-{FIRST_BYTES - 1}"})


def _check_sound(response: httpx.Response) -> None:
    is_sound = response.headers["Content-Type"].startswith("audio/")
    if response.status_code != HTTPStatus.PARTIAL_CONTENT or not is_sound or len(response.content) != FIRST_BYTES:
        raise StoryBroken(HEAR, response)


def _check_refusal(response: httpx.Response) -> None:
    if response.status_code != HTTPStatus.FORBIDDEN:
        raise StoryBroken(REFUSE, response)
