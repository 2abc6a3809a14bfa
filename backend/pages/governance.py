"""What the pages of governance are given: proposals as they stand, the rules, and who votes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from backend.chain.currency import Currency
from backend.core.types import PARTS_PER_MILLION
from backend.governance.amounts import FAN_TOKEN_DECIMALS
from backend.governance.models import Support
from backend.governance.schemas import BallotPage, GovernanceView, ProposalPage, ProposalSummary, ProposalView
from backend.governance.states import ProposalState
from backend.pages.formats import COIN_DECIMALS, votes
from backend.pages.governance_bars import Bars, draw_votes
from backend.pages.governance_feed import Feed
from backend.pages.governance_words import CHOICES, Wait, Words, find_wait, list_rules, tell_course, tell_guardian
from backend.pages.prose import Prose, read_prose
from backend.pages.timeline import Step, list_steps
from backend.pages.views import PayeeShare


@dataclass(frozen=True)
class Assembly:
    """Who decides, by which rules and on which chain; `explorer_url` is empty where the chain has no explorer."""

    view: GovernanceView
    chain_id: int
    chain_name: str
    coin: str
    explorer_url: str
    label: str
    currencies: Mapping[str, Currency] = field(default_factory=dict)

    @property
    def rules(self) -> list[str]:
        """Return the rules that votes follow; none before the governor's first block is read."""
        settings = self.view.settings
        return list_rules(settings, self.proposer, votes(self.view.quorum)) if settings else []

    @property
    def proposer(self) -> str:
        """Say who can propose something."""
        if self.view.settings is None:
            return "Whoever has enough votes"
        needed = self.view.settings.proposal_threshold
        return f"Whoever has at least {votes(needed)} votes" if needed else "Anyone"

    @property
    def guardian(self) -> str:
        """Say what the guardian can do; "" while it is not known."""
        return tell_guardian(self.view.settings) if self.view.settings else ""

    @cached_property
    def standings(self) -> list[PayeeShare]:
        """Return who votes with which part of all fan tokens, in parts per million."""
        whole = max(self.view.supply, 1)
        return [PayeeShare(each.account, each.votes * PARTS_PER_MILLION // whole) for each in self.view.voters]

    @property
    def has_rest(self) -> bool:
        """Tell whether those who have most votes leave some to others, or to nobody."""
        return sum(each.votes for each in self.view.voters) < self.view.supply

    def list_facts(self) -> dict[str, Any]:
        """Return what a page's script is told."""
        settings = self.view.settings
        tokens = {
            token.address: {"symbol": token.symbol, "decimals": token.decimals} for token in self.currencies.values()
        }
        fans = {self.view.fan_token: {"symbol": "fan tokens", "decimals": FAN_TOKEN_DECIMALS}}
        return {
            "chain": self.chain_id,
            "chainName": self.chain_name,
            "governor": self.view.governor,
            "fan_token": self.view.fan_token,
            "label": self.label,
            "explorer": self.explorer_url,
            "now": self.view.now,
            "units": {"coin": {"symbol": self.coin, "decimals": COIN_DECIMALS}} | tokens | fans,
            "settings": settings.model_dump(mode="json") if settings else None,
        }


@dataclass(frozen=True)
class Standing:
    """A proposal, and how it stands."""

    assembly: Assembly
    proposal: ProposalSummary

    @property
    def course(self) -> Words:
        """Return where it stands, what happens next and when."""
        return tell_course(self.proposal, self.assembly.view.settings)

    @property
    def wait(self) -> Wait | None:
        """Return what it waits for, or `None`."""
        return find_wait(self.proposal, self.assembly.view.now)

    @cached_property
    def bars(self) -> Bars:
        """Return its votes as bars."""
        return draw_votes(self.proposal.tally)


@dataclass(frozen=True)
class ProposalList:
    """Everything `/governance` shows: a page of proposals, of one state if `state` is given."""

    assembly: Assembly
    page: ProposalPage
    state: ProposalState | None = None
    is_first: bool = True

    @property
    def rows(self) -> list[Standing]:
        """Return the proposals, the newest first."""
        return [Standing(self.assembly, each) for each in self.page.proposals]


@dataclass(frozen=True)
class Sum:
    """The votes for one choice, and what part of all fan tokens they are in parts per million."""

    choice: str
    votes: int
    share: int


@dataclass(frozen=True)
class ProposalSheet(Standing):
    """Everything `/governance/<id>` shows."""

    proposal: ProposalView
    ballots: BallotPage
    is_first: bool = True

    @property
    def prose(self) -> Prose:
        """Return what its proposer wrote below the title."""
        return read_prose(self.proposal.description)

    @property
    def steps(self) -> list[Step]:
        """Return what became of it, and what is still to come."""
        return list_steps(self.proposal, self.assembly.view.now)

    @property
    def sums(self) -> list[Sum]:
        """Return the votes for each choice."""
        tally, supply = self.proposal.tally, max(self.assembly.view.supply, 1)
        amounts = {
            Support.FOR: tally.votes_for,
            Support.AGAINST: tally.votes_against,
            Support.ABSTAIN: tally.votes_abstain,
        }
        return [Sum(CHOICES[choice], each, each * PARTS_PER_MILLION // supply) for choice, each in amounts.items()]

    def list_facts(self) -> dict[str, Any]:
        """Return what the page's script is told."""
        proposal = self.proposal
        told = {"id", "state", "title", "proposer", "begins_at", "ends_at", "executable_at", "expires_at", "actions"}
        return self.assembly.list_facts() | {
            "proposal": proposal.model_dump(mode="json", include=told | {"description_hash"})
        }


class GovernancePages(Protocol):
    """Where the pages get what they show; `app.state.governance_pages`. All raise `GovernorMissing`."""

    async def proposal_list(self, state: ProposalState | None, before: int | None) -> ProposalList:
        """Return a page of proposals; raises `ProposalMissing` when `before` is none."""

    async def proposal_sheet(self, proposal_id: int, before: str | None) -> ProposalSheet:
        """Return one proposal with its ballots; raises `ProposalMissing` or `BallotMissing`."""

    async def assembly(self) -> Assembly:
        """Return who decides, and by which rules."""

    async def feed(self) -> Feed:
        """Return the newest proposals for the feed."""
