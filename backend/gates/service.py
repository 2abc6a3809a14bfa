"""Judge who may hear a recording."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from backend.chain.freshness import is_stale
from backend.core.clock import Clock
from backend.core.db import Executor
from backend.gates.errors import MixMissing
from backend.gates.evaluation import Outcome, Standing, evaluate
from backend.gates.questions import GateQuestions, Question
from backend.gates.scopes import name_wallet
from backend.gates.sentences import Named, Names, tell_need, tell_state
from backend.gates.statement import prepare
from backend.gates.tree import ANY_DROP, DEFAULT, Amount, Editions, Gate, list_tokens, write_canonically
from backend.gates.verdict import AccessState, Need, Verdict
from backend.identity.members import Member

DEFAULT_TREE = write_canonically(DEFAULT)


class GateService:
    """Answers from the database alone: an outage of the node never turns holders into strangers."""

    def __init__(self, executor: Executor, clock: Clock, staleness_seconds: int) -> None:
        self._questions = GateQuestions(executor)
        self._clock = clock
        self._staleness_seconds = staleness_seconds

    async def judge(self, slug: str, recording: str, member: Member | None, *, is_renewal: bool = False) -> Verdict:
        """Return whether a member may hear a recording; raises `MixMissing`.

        While the index is stale nothing new is granted, but what is renewed is judged by what was known last.
        """
        question = await self._questions.find_question(slug, recording)
        if question is None:
            raise MixMissing(slug)
        now, wallets = self._clock(), member.wallets if member else ()
        gate, statement = prepare(question.tree or DEFAULT_TREE, len(wallets))
        standings = await self._questions.list_standings(gate, statement, _fill_in(question, wallets, now))
        outcome = evaluate(gate, standings, now)
        is_paused = not is_renewal and await self._is_blind(gate, question, now)
        state = _find_state(outcome, is_anonymous=member is None, is_paused=is_paused)
        names = await self._name(slug, question, gate)
        return Verdict(
            state=state,
            sentence=tell_state(state, gate.root, outcome.witnesses, names),
            witnesses=outcome.witnesses,
            needs=_list_needs(gate, standings, outcome, names),
            gate_digest=gate.digest,
            block_number=question.finalized,
        )

    async def _is_blind(self, gate: Gate, question: Question, now: datetime) -> bool:
        """Tell whether a gate asks for what the index cannot tell now: it is stale, or still reads a token's past."""
        if not reads_chain(gate):
            return False
        if is_stale(question.seen_at, now, self._staleness_seconds):
            return True
        tokens = list_tokens(gate)
        return bool(tokens) and bool(await self._questions.list_unread(tokens))

    async def _name(self, slug: str, question: Question, gate: Gate) -> Names:
        """Look up what a gate names beside the release's own drop."""
        leaves = [leaf for leaf in gate.leaves if isinstance(leaf, Editions)]
        others = {leaf.drop for leaf in leaves if leaf.drop not in (None, ANY_DROP)}
        if any(leaf.tier is not None and leaf.drop is None for leaf in leaves):
            others.add(slug)
        found = await self._questions.list_names({*filter(None, others)}) if others else {}
        return Names(slug, found.get(slug, Named(question.title)), question.drop, found)


def reads_chain(gate: Gate) -> bool:
    """Tell whether a gate asks for something that the chain tells."""
    return any(isinstance(leaf, (Editions, Amount)) for leaf in gate.leaves)


def _fill_in(question: Question, wallets: Sequence[str], now: datetime) -> Mapping[str, Any]:
    return {
        "drop": question.drop,
        "finalized": question.finalized,
        "now": now,
        "now_seconds": int(now.timestamp()),
        **{name_wallet(place): wallet for place, wallet in enumerate(wallets)},
    }


def _find_state(outcome: Outcome, *, is_anonymous: bool, is_paused: bool) -> AccessState:
    if is_anonymous:
        return AccessState.ANONYMOUS
    if is_paused:
        return AccessState.PAUSED
    if outcome.truth.is_sure:
        return AccessState.HOLDER
    return AccessState.PENDING if outcome.truth.is_hoped else AccessState.STRANGER


def _list_needs(gate: Gate, standings: Sequence[Standing], outcome: Outcome, names: Names) -> tuple[Need, ...]:
    needs = []
    for place, (leaf, standing, truth) in enumerate(zip(gate.leaves, standings, outcome.leaves, strict=True)):
        is_negated = place in gate.negated
        is_met = not truth.is_feared if is_negated else truth.is_sure
        sentence = tell_need(leaf, standing, names, is_negated=is_negated)
        needs.append(Need(sentence, is_met, None if is_negated else names.locate(leaf)))
    return tuple(needs)
