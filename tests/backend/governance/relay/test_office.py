"""Who does what is due, and what is noted of the relayer."""

from tests.backend.governance.relay.signing import ballot


async def test_step__another_process_leads__does_nothing(proposal, fan, open_office, hand_in, read):
    class Follower:
        async def take(self):
            return False

    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)

    await open_office(leadership=Follower()).step()

    assert (await read(relay_id))[0].state == "waiting"
