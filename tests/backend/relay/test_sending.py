"""From something signed to a transaction, on a real chain: what can no longer come about costs nothing."""

import pytest
from eth_account import Account

from backend.chain.node import Node
from backend.relay.sending import MOST_IN_FLIGHT
from tests.backend.chain.databases import KINDS
from tests.backend.relay.conftest import COIN, CONFIRMATIONS
from tests.backend.relay.signing import ballot, delegation


class DyingNode(Node):
    """Everything ends where something would be handed in."""

    async def broadcast(self, raw):
        await self.close()
        raise SystemExit


async def test_step__ballot_with_a_reason__tells_it(fans, proposal, fan, office, hand_in, held):
    await hand_in(ballot(fan.address, proposal=proposal, reason="It is ours"), fan)

    await office.step()
    held.mine()

    (told,) = fans.governor.events.VoteCast.get_logs(from_block=fans.first_block)
    assert (told.args.voter, told.args.reason) == (fan.address, "It is ours")


async def test_step__signed_delegation__is_noted(fans, fan, stranger, office, hand_in, held):
    await hand_in(delegation(fan.address, delegate=stranger.address), fan)

    await office.step()
    held.mine()

    assert fans.token.functions.delegates(fan.address).call() == stranger.address


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_step__stopped_before_it_is_handed_in__hands_in_the_same_one(
    proposal, fan, open_office, hand_in, read, held, count_sent
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)

    with pytest.raises(SystemExit):
        await open_office(node=DyingNode(held.url)).step()
    _, (written,) = await read(relay_id)
    held.mine()
    assert count_sent() == 0
    await open_office().step()
    held.mine(CONFIRMATIONS)
    await open_office().step()

    relay, transactions = await read(relay_id)
    assert (relay.state, [each.hash for each in transactions], count_sent()) == ("confirmed", [written.hash], 1)


async def test_step__several_fans__are_brought_at_once(fans, proposal, office, hand_in, read, held, count_sent):
    voters = [Account.from_key(number.to_bytes(32)) for number in range(1, MOST_IN_FLIGHT + 3)]
    for voter in voters:
        await hand_in(ballot(voter.address, proposal=proposal), voter)

    await office.step()
    await office.step()
    held.mine()
    assert count_sent() == MOST_IN_FLIGHT
    held.mine()
    await office.step()
    held.mine()

    assert count_sent() == len(voters)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_step__voter_voted_meanwhile__fails_without_spending(
    fans, proposal, fan, office, hand_in, read, count_sent, anvil
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    anvil.ask("anvil_setBalance", fan.address, hex(COIN))
    anvil.ask("anvil_impersonateAccount", fan.address)
    fans.vote(proposal, 0, fan.address)

    await office.step()

    relay, transactions = await read(relay_id)
    assert (relay.state, relay.gas, transactions, count_sent()) == ("failed", 0, [], 0)
    assert relay.outcome.startswith("You have voted on this otherwise meanwhile")


async def test_step__vote_ended_meanwhile__fails_without_spending(
    fans, proposal, fan, office, hand_in, read, count_sent
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    fans.end(proposal)

    await office.step()

    relay, _ = await read(relay_id)
    assert (relay.state, relay.gas, count_sent()) == ("failed", 0, 0)
    assert relay.outcome.startswith("The vote ended before")


async def test_step__signature_brought_by_somebody_else__is_confirmed_without_spending(
    fans, proposal, fan, office, hand_in, read, count_sent
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    waiting, _ = await read(relay_id)
    signature = bytes.fromhex(waiting.signature[2:])
    fans.label.send(fans.governor.functions.castVoteBySig(proposal, 1, fan.address, signature), fans.stranger)

    await office.step()

    relay, _ = await read(relay_id)
    assert (relay.state, relay.gas, count_sent()) == ("confirmed", 0, 0)
    assert relay.outcome == "Your vote is cast: somebody else brought what you signed."


async def test_step__delegation_brought_by_somebody_else__is_confirmed(fans, fan, stranger, office, hand_in, read):
    relay_id = await hand_in(delegation(fan.address, delegate=stranger.address), fan)
    waiting, _ = await read(relay_id)
    signature = bytes.fromhex(waiting.signature[2:])
    terms = (stranger.address, waiting.nonce, waiting.expiry, signature[64], signature[:32], signature[32:64])
    fans.label.send(fans.token.functions.delegateBySig(*terms), fans.stranger)

    await office.step()

    assert (await read(relay_id))[0].state == "confirmed"


async def test_step__delegation_expired__fails_without_spending(fans, fan, office, hand_in, read, count_sent):
    relay_id = await hand_in(delegation(fan.address, expiry=fans.now + 5), fan)
    fans.wait_until(fans.now + 6)

    await office.step()

    assert (await read(relay_id))[0].outcome.startswith("Your signature expired")
    assert count_sent() == 0


async def test_step__relayer_out_of_coin__waits_until_it_has_some(
    proposal, fan, office, hand_in, read, held, relayer, count_sent
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    held.ask("anvil_setBalance", relayer.address, hex(10**9))
    await office.step()
    assert ((await read(relay_id))[0].state, count_sent()) == ("waiting", 0)

    held.ask("anvil_setBalance", relayer.address, hex(COIN))
    await office.step()
    held.mine()

    assert count_sent() == 1
