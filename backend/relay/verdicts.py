"""What became of something signed that the contract refuses: not every refusal is a failure."""

from dataclasses import dataclass

from backend.governance.states import ProposalState
from backend.relay.facts import Facts
from backend.relay.models import Relay, RelayKind, RelayState

BROUGHT = "somebody else brought what you signed."
SIGNATURE_REFUSED = "The contract did not take your signature when it came to it. Try again, or pay the network fee."


@dataclass(frozen=True)
class Verdict:
    """How a relay ended, and the sentence for who signed."""

    state: RelayState
    sentence: str


async def judge_refused(relay: Relay, facts: Facts) -> Verdict:
    """Return what became of a relay that would be refused now, or was."""
    is_spent = await facts.find_nonce(RelayKind(relay.kind), relay.account) > relay.nonce
    judge = _judge_delegation if relay.kind == RelayKind.DELEGATION else _judge_ballot
    return await judge(relay, facts, is_spent=is_spent)


async def _judge_ballot(relay: Relay, facts: Facts, *, is_spent: bool) -> Verdict:
    proposal = relay.proposal or 0
    if await facts.has_voted(proposal, relay.account):
        if is_spent:
            return Verdict(RelayState.CONFIRMED, f"Your vote is cast: {BROUGHT}")
        return _fail("You have voted on this otherwise meanwhile; that vote counts.")
    if await facts.find_state(proposal) is not ProposalState.ACTIVE:
        return _fail("The vote ended before yours reached the chain, so it does not count.")
    if is_spent:
        return _fail("Another vote that you signed came first. Sign this one again.")
    return _fail(SIGNATURE_REFUSED)


async def _judge_delegation(relay: Relay, facts: Facts, *, is_spent: bool) -> Verdict:
    if is_spent:
        if await facts.find_delegate(relay.account) == relay.delegate:
            return Verdict(RelayState.CONFIRMED, f"Your voting power is where you wanted it: {BROUGHT}")
        return _fail("Another choice of who votes for you, which you signed too, came first.")
    if await facts.find_time() > (relay.expiry or 0):
        return _fail("Your signature expired before it reached the chain. Sign again.")
    return _fail(SIGNATURE_REFUSED)


def _fail(sentence: str) -> Verdict:
    return Verdict(RelayState.FAILED, sentence)
