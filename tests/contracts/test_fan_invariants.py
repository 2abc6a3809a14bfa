"""Whatever holders do, at every second all votes and all tokens that are nobody's votes are the supply."""

import boa
import pytest
from eth_account import Account
from eth_utils import keccak
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.contracts._chain import ZERO_ADDRESS, load, now
from tests.contracts._fan_twin import NOBODY, FanTwin
from tests.contracts._signed_tokens import FAR_OFF, sign_delegation, sign_permit

LIFE = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
SIGNERS = [Account.from_key(keccak(text=f"holder {number}")) for number in range(5)]
PEOPLE = [signer.address for signer in SIGNERS]
SHARES = [(PEOPLE[0], 500, False), (PEOPLE[1], 300, True), (PEOPLE[2], 2**90, False)]
VESTED, VESTING_SECONDS = 1_000, 50

people = st.sampled_from(PEOPLE)
signers = st.sampled_from(SIGNERS)
delegates = st.sampled_from([*PEOPLE, NOBODY])
shares = st.sampled_from([0, 1, 2, 3, 4])  # quarters of what one has
pauses = st.sampled_from([0, 0, 1, 1, 2, 7])  # some things happen in one second


class FanTokenLife(RuleBasedStateMachine):
    """A token and its twin, which are told the same."""

    def __init__(self, deployer):
        super().__init__()
        self.deployer = deployer
        self.anchor = boa.env.anchor()
        self.anchor.__enter__()
        self.seconds = []

    def teardown(self):
        self.anchor.__exit__(None, None, None)

    @initialize(votes_by_itself=st.booleans())
    def deploy(self, votes_by_itself):
        vesting = (PEOPLE[3], VESTED, now() + 5, VESTING_SECONDS)
        self.token = self.deployer.deploy("Fan", "FAN", SHARES, vesting, votes_by_itself)
        shares = [*SHARES, (self.token.address, VESTED, True)]
        self.twin = FanTwin(now(), shares, votes_by_itself=votes_by_itself)
        self.everyone = [*PEOPLE, self.token.address]
        self.born = now()
        self.seconds.append(now())

    @rule(sender=people, recipient=people, quarters=shares)
    def transfer(self, sender, recipient, quarters):
        amount = self.twin.balances.get(sender, 0) * quarters // 4
        self.token.transfer(recipient, amount, sender=sender)
        self.twin.transfer(now(), sender, recipient, amount)

    @rule(signer=signers, recipient=people, quarters=shares)
    def spend_by_permit(self, signer, recipient, quarters):
        amount = self.twin.balances.get(signer.address, 0) * quarters // 4
        spender = boa.env.eoa
        permit = sign_permit(self.token, spender, amount, signer)
        self.token.permit(signer.address, spender, amount, FAR_OFF, *permit)
        self.token.transferFrom(signer.address, recipient, amount)
        self.twin.transfer(now(), signer.address, recipient, amount)

    @rule(holder=people, delegate=delegates)
    def delegate(self, holder, delegate):
        self.token.delegate(delegate or ZERO_ADDRESS, sender=holder)
        self.twin.delegate(now(), holder, delegate)

    @rule(signer=signers, delegate=delegates)
    def delegate_by_signature(self, signer, delegate):
        nonce, whom = self.token.nonces(signer.address), delegate or ZERO_ADDRESS
        self.token.delegateBySig(whom, nonce, FAR_OFF, *sign_delegation(self.token, whom, signer))
        self.twin.delegate(now(), signer.address, delegate)

    @rule()
    def release(self):
        amount = self.token.releasable()
        if amount:
            self.token.release()
            self.twin.transfer(now(), self.token.address, PEOPLE[3], amount)

    @rule(seconds=pauses)
    def wait(self, seconds):
        if seconds:
            boa.env.time_travel(seconds=seconds)
            self.seconds.append(now() - 1)

    @invariant()
    def every_promise_is_kept(self):
        for person in self.everyone:
            assert self.token.balanceOf(person) == self.twin.balances.get(person, 0)
            assert self.token.delegates(person) == (self.twin.delegate_of(person) or ZERO_ADDRESS)
            assert self.token.getVotes(person) == self.twin.votes_of(person, now())
        assert sum(map(self.token.balanceOf, self.everyone)) == self.token.totalSupply() == self.twin.supply

    @invariant()
    def the_past_stays(self):
        over = [second for second in self.seconds if second < now()]
        # One that is new and one that was asked before: all of them, in the course of a life.
        for second in {*over[-1:], *over[len(over) // 2 :][:1]} if over else ():
            votes = {person: self.token.getPastVotes(person, second) for person in self.everyone}
            assert votes == {person: self.twin.votes_of(person, second) for person in self.everyone}
            assert sum(votes.values()) + self.twin.unheard(second) == self.token.getPastTotalSupply(second)
            assert self.token.getPastTotalSupply(second) == (self.twin.supply if second >= self.born else 0)

    @invariant()
    def checkpoints_are_in_order(self):
        person = self.everyone[len(self.seconds) % len(self.everyone)]
        entries = [self.token.checkpoints(person, index) for index in range(self.token.numCheckpoints(person))]
        times = [entry[0] for entry in entries]
        assert times == sorted(set(times))


@pytest.fixture
def deployer():
    return load("governance/FanToken.vy")


def test_life__of_a_fan_token__keeps_every_promise(deployer):
    run_state_machine_as_test(lambda: FanTokenLife(deployer), settings=LIFE)
