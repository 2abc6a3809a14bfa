"""What the relayer's key can be made to do: three functions of two contracts, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.chain.contracts import Contracts, Deployment, load_interfaces
from backend.core.keccak import keccak, write_checksum
from backend.governance.errors import GovernorMissing
from backend.relay.calls import write_call
from tests.backend.governance.story import GOVERNOR, TOKEN
from tests.backend.relay.signing import ballot, delegation

RELAYER = write_checksum("0x" + "77" * 20)
DEPLOYMENT = Deployment(31337, "0x" + "1a" * 20, 1, governor=GOVERNOR, fan_token=TOKEN)
CONTRACTS = Contracts(DEPLOYMENT, load_interfaces())
BALLOTS = {
    keccak(f"{signature}".encode())[:4].hex()
    for signature in (
        "castVoteBySig(uint256,uint8,address,bytes)",
        "castVoteWithReasonAndParamsBySig(uint256,uint8,address,string,bytes,bytes)",
    )
}
DELEGATIONS = {keccak(b"delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)")[:4].hex()}
addresses = st.binary(min_size=20, max_size=20).map(lambda content: write_checksum(f"0x{content.hex()}"))
words = st.integers(0, 2**256 - 1)
signatures = st.binary(min_size=65, max_size=1024).map(lambda content: f"0x{content.hex()}")
ballots = st.builds(
    ballot,
    addresses,
    proposal=words,
    support=st.integers(0, 255),
    reason=st.text(max_size=50),
    nonce=words,
    signature=signatures,
)
delegations = st.builds(
    delegation,
    addresses,
    delegate=st.none() | addresses,
    nonce=words,
    expiry=words,
    signature=signatures,
)


@given(ballots)
def test_write_call__any_ballot_anybody_can_think_of__asks_the_governor_to_count_it(relay):
    call = write_call(relay, CONTRACTS, RELAYER)

    assert (call["from"], call["to"], call["value"]) == (RELAYER, GOVERNOR.address, "0x0")
    assert call["data"][2:10] in BALLOTS


@given(delegations)
def test_write_call__any_delegation_anybody_can_think_of__asks_the_token_to_note_it(relay):
    call = write_call(relay, CONTRACTS, RELAYER)

    assert (call["from"], call["to"], call["value"]) == (RELAYER, TOKEN.address, "0x0")
    assert call["data"][2:10] in DELEGATIONS


def test_write_call__gas__is_what_was_reserved(fan):
    assert write_call(ballot(fan.address, gas=77_000), CONTRACTS, RELAYER)["gas"] == hex(77_000)


@pytest.mark.parametrize("describe", [ballot, delegation])
def test_write_call__label_without_governor__has_nobody_to_call(fan, describe):
    alone = Contracts(replace(DEPLOYMENT, governor=None, fan_token=None), load_interfaces())

    with pytest.raises(GovernorMissing):
        write_call(describe(fan.address), alone, RELAYER)
