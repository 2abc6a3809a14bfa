"""From a transaction that was sent to one that is final, on a real chain: nothing is brought twice."""

import pytest

from backend.relay.signing import Relayer
from backend.relay.watching import PATIENCE
from tests.backend.chain.databases import KINDS
from tests.backend.governance.story import UNIT
from tests.backend.relay.conftest import COIN, CONFIRMATIONS
from tests.backend.relay.signing import ballot


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_step__signed_ballot__is_cast_and_confirmed(
    fans, proposal, count_votes, fan, office, hand_in, read, held
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)

    await office.step()
    sent, _ = await read(relay_id)
    held.mine(CONFIRMATIONS)
    await office.step()

    confirmed, (transaction,) = await read(relay_id)
    assert (sent.state, confirmed.state) == ("sent", "confirmed")
    assert confirmed.transaction_hash == transaction.hash
    assert count_votes() == 10 * UNIT
    assert confirmed.gas == fans.label.web3.eth.get_transaction_receipt(transaction.hash).gasUsed


async def test_step__few_confirmations__waits_for_more(proposal, fan, office, hand_in, read, held):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)

    await office.step()
    held.mine(CONFIRMATIONS - 1)
    await office.step()

    assert (await read(relay_id))[0].state == "sent"


async def test_step__stopped_before_it_is_mined__sends_nothing_more(
    proposal, fan, open_office, hand_in, read, held, count_sent
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)

    for _ in range(3):
        await open_office().step()
    held.mine(CONFIRMATIONS)
    await open_office().step()

    relay, transactions = await read(relay_id)
    assert (relay.state, len(transactions), count_sent()) == ("confirmed", 1, 1)


async def test_step__node_forgot_it__hands_in_the_same_one(proposal, fan, office, hand_in, read, held, count_sent):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    await office.step()
    held.ask("anvil_dropAllTransactions")

    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()

    relay, transactions = await read(relay_id)
    assert (relay.state, len(transactions), count_sent()) == ("confirmed", 1, 1)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_step__block_is_replaced__sends_it_again(fans, proposal, count_votes, fan, office, hand_in, read, held):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    await office.step()
    held.mine()
    assert count_votes()
    held.reorg(1)
    assert not count_votes()

    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()

    relay, transactions = await read(relay_id)
    assert (relay.state, len(transactions), count_votes()) == ("confirmed", 1, 10 * UNIT)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_step__offers_too_little_for_long__offers_more_in_the_same_place(
    fans, proposal, fan, office, hand_in, read, held, clock, count_sent
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    await office.step()
    clock.advance(seconds=PATIENCE.total_seconds())

    await office.step()
    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()

    relay, (first, second) = await read(relay_id)
    assert second.fee_wei > first.fee_wei * 11 // 10
    assert second.tip_wei > first.tip_wei * 11 // 10
    assert (relay.state, relay.transaction_hash, count_sent()) == ("confirmed", second.hash, 1)


async def test_step__first_one_is_mined_after_all__is_that_one(
    proposal, fan, office, hand_in, read, held, clock, count_sent
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    await office.step()
    _, (first,) = await read(relay_id)
    clock.advance(seconds=PATIENCE.total_seconds())
    await office.step()
    held.ask("anvil_dropAllTransactions")
    held.ask("eth_sendRawTransaction", first.raw)

    held.mine(CONFIRMATIONS)
    await office.step()

    assert ((await read(relay_id))[0].transaction_hash, count_sent()) == (first.hash, 1)


async def test_step__price_is_out_of_measure__offers_no_more(proposal, fan, office, hand_in, read, held, clock):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    await office.step()

    for _ in range(20):
        clock.advance(seconds=PATIENCE.total_seconds())
        await office.step()

    fees = [each.fee_wei for each in (await read(relay_id))[1]]
    assert 2 < len(fees) < 12
    assert fees[-1] <= 5 * fees[0]


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_step__place_taken_by_another_use_of_the_key__is_sent_again(
    fans, proposal, fan, office, hand_in, read, held, relayer_key, count_sent
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    await office.step()
    held.ask("anvil_dropAllTransactions")
    elsewhere = {"to": fans.artist, "value": 1, "gas": 21_000, "gasPrice": 10**11, "nonce": 0, "chainId": 31337}
    held.ask("eth_sendRawTransaction", relayer_key.sign_transaction(elsewhere).raw_transaction.to_0x_hex())
    held.mine(CONFIRMATIONS)

    await office.step()
    held.mine(CONFIRMATIONS)
    await office.step()

    relay, transactions = await read(relay_id)
    assert (relay.state, relay.place, len(transactions), count_sent()) == ("confirmed", 1, 1, 2)


async def test_step__overtaken_on_its_way_by_the_same_signature__is_confirmed_and_its_gas_counted(
    fans, proposal, fan, office, hand_in, read, held
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    await office.step()
    signature = bytes.fromhex((await read(relay_id))[0].signature[2:])
    overtake = fans.governor.functions.castVoteBySig(proposal, 1, fan.address, signature)
    overtake.transact({"from": fans.stranger, "gasPrice": 10**12, "gas": 200_000})
    held.mine(CONFIRMATIONS)

    await office.step()

    relay, _ = await read(relay_id)
    assert relay.state == "confirmed"
    assert relay.outcome == "Your vote is cast: somebody else brought what you signed."
    assert 21_000 < relay.gas < 100_000


async def test_step__voter_votes_while_it_is_on_its_way__fails_and_its_gas_is_counted(
    fans, proposal, fan, office, hand_in, read, held
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    await office.step()
    held.ask("anvil_setBalance", fan.address, hex(COIN))
    held.ask("anvil_impersonateAccount", fan.address)
    fans.governor.functions.castVote(proposal, 0).transact({"from": fan.address, "gasPrice": 10**12, "gas": 200_000})
    held.mine(CONFIRMATIONS)

    await office.step()

    relay, _ = await read(relay_id)
    assert (relay.state, relay.gas > 21_000) == ("failed", True)


async def test_step__key_was_changed__looks_after_what_the_old_one_sent(
    proposal, fan, office, open_office, hand_in, read, held, contracts, clock
):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)
    await office.step()
    held.ask("anvil_dropAllTransactions")
    clock.advance(seconds=PATIENCE.total_seconds())

    renewed = open_office(Relayer("0x" + "6b" * 32, contracts.chain_id, clock))
    await renewed.step()
    held.mine(CONFIRMATIONS)
    await renewed.step()

    relay, transactions = await read(relay_id)
    assert (relay.state, len(transactions)) == ("confirmed", 1)
