"""A fan's wallet at a drop's page: it asks for the next step and takes it until the mint is sent."""

from dataclasses import dataclass

import httpx
from eth_account.messages import encode_typed_data

from tests.contracts._tickets import SIGNER, TYPES
from tests.contracts._tickets import Ticket as Terms
from tests.stage import find_account


@dataclass
class Fan:
    """One of the accounts the test chain funds; `steps` are those that it was asked to take."""

    client: httpx.AsyncClient
    label: object
    index: int = 1

    def __post_init__(self):
        self.key = find_account(self.index)
        self.address = self.key.address
        self.steps = []

    async def ask(self, **wish):
        """Return the answer to a wish."""
        path = "/api/drops/warehouse/mints"
        return await self.client.post(path, json={"account": self.address} | wish)

    async def collect(self, **wish):
        """Take every step of a wish, and return the hash of the mint."""
        prepared = (await self.ask(**wish)).raise_for_status().json()
        (step,) = (name for name in ("transaction", "sign", "approve") if prepared[name])
        self.steps.append(step)
        if step == "sign":
            signature = self.key.sign_typed_data(full_message=prepared["sign"]).signature.to_0x_hex()
            wish |= {"authorization": prepared["authorization"] | {"signature": signature}}
        if step == "transaction":
            return self.send(prepared[step])
        if step == "approve":
            self.send(prepared[step])
        return await self.collect(**wish)

    async def refusal(self, **wish):
        """Return the sentence a wish is refused with."""
        answer = await self.ask(**wish)
        assert answer.is_client_error, answer.text
        return answer.json()["detail"]

    def send(self, transaction):
        """Send a transaction as it was prepared and wait for its block."""
        sent = self.label.web3.provider.make_request("eth_sendTransaction", [transaction])["result"]
        receipt = self.label.web3.eth.wait_for_transaction_receipt(sent, poll_latency=0.02)
        assert receipt.status == 1
        return sent


def write_ticket(drop, wallet, signer=SIGNER, **changes):
    """Return a ticket as the link to a drop's page carries it."""
    values = {"phase": 1, "wallet": wallet, "quantity": 2, "price": 10**16, "deadline": 2**40, "serial": 1} | changes
    domain = {"name": "Mix Drop", "version": "1", "chainId": 31337, "verifyingContract": drop.address}
    signed = signer.sign_message(encode_typed_data(domain, TYPES, vars(Terms(**values))))
    return values | {"price": str(values["price"]), "signature": signed.signature.to_0x_hex()}
