"""Measure how long the seller of an edition still hears: from the block of the sale to the last byte."""

import json
import sys
import tempfile
import time
from pathlib import Path

from eth_abi.abi import encode
from eth_utils.crypto import keccak

from tests.anvil import running_anvil
from tests.e2e.releases import write_release, write_wav
from tests.stage import Stage, eventually, find_account

SALES = 5
MIX_SECONDS = 60
POLLING = {"POLL_SECONDS": "1.0"}  # as .env.example has it
# So little that asking all the time is no ripping.
PART = {"Range": "bytes=0-0"}
SERVED, REFUSED = 206, 403


def sell(stage, drop, seller, buyer, serial):
    """Pass an edition on; returns when its block was there."""
    arguments = encode(["address", "address", "uint256"], [seller.address, buyer.address, serial])
    data = "0x" + (keccak(text="transferFrom(address,address,uint256)")[:4] + arguments).hex()
    stage.send(seller, {"to": drop, "data": data, "value": "0x0", "gas": hex(200_000)})
    return time.monotonic()


def time_sale(stage, slug, drop, listener, seller, buyer):
    """Return the seconds for which bytes were still served after the edition that is heard had changed hands."""
    play = eventually(lambda: start_playing(listener, slug))
    assert ask(listener, play) == SERVED
    last_byte_at = sold_at = sell(stage, drop, seller, buyer, play["serial"])
    while (answer := ask(listener, play)) == SERVED:
        last_byte_at = time.monotonic()
    assert answer == REFUSED
    return last_byte_at - sold_at


def ask(listener, play):
    return listener.get(play["url"], headers=PART).status_code


def start_playing(listener, slug):
    """Return a new play, or `None` while the edition's arrival is not final."""
    answer = listener.post(f"/api/releases/{slug}/play", json={"recording": "mix"})
    return answer.json() if answer.is_success else None


def measure(scratch):
    """Return the slowest of some sales, in seconds."""
    seller, buyer = find_account(2), find_account(3)
    with running_anvil("--slots-in-an-epoch", "1") as chain:
        stage = Stage(scratch, chain, POLLING)
        stage.open()
        try:
            release = write_release(scratch / "sold-on", supply=SALES, wallet_cap=SALES)
            write_wav(release / "mix.wav", MIX_SECONDS)
            slug = stage.publish(release)
            stage.collect(slug, seller, quantity=SALES)
            chain.mine(3)
            drop = stage.read(f"/api/drops/{slug}")["address"]
            with stage.sign_in(seller) as listener:
                sales = [time_sale(stage, slug, drop, listener, seller, buyer) for _ in range(SALES)]
            return {"revocation_s": max(sales)}
        finally:
            stage.close()


def main():
    with tempfile.TemporaryDirectory() as scratch:
        json.dump(measure(Path(scratch)), sys.stdout)


if __name__ == "__main__":
    main()
