"""The first vote played without a browser: a fan who has fan tokens proposes, and votes without a network fee."""

import click
from eth_abi.abi import encode
from eth_utils.crypto import keccak

from scripts._demo_node import DemoNode
from scripts._demo_visitor import Visitor

ARTIST_INDEX = 1
TOKENS = 1_000
UNITS = 10**18
TITLE = "Play the next set on the last tram"
FOR = 1
API = "/api/governance"


def play_vote(url: str, node: DemoNode) -> None:
    """Play the first vote and print its steps; raises when one goes wrong."""
    with Visitor(url, node) as fan:
        _give_tokens(fan, node)
        click.echo(f"7. The fan is given {TOKENS:,} fan tokens by the artist.")
        proposal = _propose(fan)
        click.echo(f"8. The fan proposes “{TITLE}”.")
        _vote(fan, node, proposal)
        click.echo("9. The fan votes for it, without a network fee.")


def _give_tokens(fan: Visitor, node: DemoNode) -> None:
    """Have an account of demo.yaml, for which the local chain signs, give some away; wait until they count."""
    artist, receiver = node.ask("eth_accounts")[ARTIST_INDEX], fan.account.address
    token = fan.expect("read the rules", "GET", API).json()["fan_token"]
    data = keccak(text="transfer(address,uint256)")[:4] + encode(["address", "uint256"], [receiver, TOKENS * UNITS])
    node.ask("eth_sendTransaction", {"from": artist, "to": token, "data": "0x" + data.hex()})
    fan.await_answer("have votes", f"{API}/voters/{receiver}", lambda voter: voter["can_propose"])
    # Votes count from the next second on.
    node.await_time(node.head_time())


def _propose(fan: Visitor) -> str:
    """Propose what needs no treasury; returns the proposal's id."""
    fan.take_pocket_money()
    # Whoever plays this again proposes the same, and is somebody else.
    wish = {"account": fan.account.address, "actions": [{"kind": "signal"}], "title": TITLE, "only_proposer": True}
    prepared = fan.expect("prepare a proposal", "POST", f"{API}/proposals", json=wish).json()
    transaction = fan.send(prepared)
    fan.await_answer("propose", f"{API}/transactions/{transaction}", lambda progress: progress["is_counted"])
    return str(prepared["id"])


def _vote(fan: Visitor, node: DemoNode, proposal: str) -> None:
    """Sign a ballot and have the server bring it."""
    begins_at = fan.expect("look", "GET", f"{API}/proposals/{proposal}").json()["begins_at"]
    node.await_time(begins_at)
    ballot = {"account": fan.account.address, "proposal": proposal, "support": FOR}
    typed = fan.expect("draft a ballot", "POST", f"{API}/relay/ballots/draft", json=ballot).json()["typed_data"]
    signature = "0x" + fan.account.sign_typed_data(full_message=typed).signature.hex()
    signed = ballot | {"nonce": typed["message"]["nonce"], "signature": signature}
    relay = fan.expect("hand in a ballot", "POST", f"{API}/relay/ballots", json=signed).json()["id"]
    fan.await_answer("vote", f"{API}/relay/{relay}", lambda relay: relay["state"] == "confirmed")
