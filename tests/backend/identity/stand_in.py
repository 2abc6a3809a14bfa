"""A node that knows no contract, and how a wallet signs in."""

from eth_account.messages import encode_defunct

from backend.chain.errors import Reverted


class CountingNode:
    """Answers that no contract accepts anything, and counts how often it was asked."""

    def __init__(self):
        self.asked = 0
        self.failure = Reverted("signature check: the wallet does not accept")

    async def simulate(self, call):
        self.asked += 1
        raise self.failure


async def ask(client, address):
    """Return the text a wallet is asked to sign."""
    answer = await client.post("/api/sign-in/challenge", json={"address": address})
    return answer.json()["message"]


def sign(key, message):
    return key.sign_message(encode_defunct(text=message)).signature.to_0x_hex()


async def bring(client, message, signature):
    return await client.post("/api/sign-in", json={"message": message, "signature": signature})


async def sign_in(client, key, address=None):
    """Sign in with a key; with the wallet of that key when `address` is one."""
    message = await ask(client, address or key.address)
    return await bring(client, message, sign(key, message))


async def read_account(client):
    return (await client.get("/api/account")).json()
