"""The whole application as an attacker meets it, with an empty label."""

import json

import httpx

from backend.app import create_app

LABEL = {"address": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0", "block": 1}
ELSEWHERE = "203.0.113.9"


def create_label(settings, folder, **changes):
    """Return the application; `changes` are settings."""
    deployment = folder / "local.json"
    deployment.write_text(json.dumps({"chain_id": 31337, "contracts": {"Label": LABEL}}))
    return create_app(settings.model_copy(update={"deployment_file": deployment} | changes))


def visit(app, address=ELSEWHERE):
    """Return a client at `address`."""
    transport = httpx.ASGITransport(app, client=(address, 4711))
    return httpx.AsyncClient(transport=transport, base_url="http://label.test")


async def close(app):
    await app.state.node.close()
    await app.state.database.close()
