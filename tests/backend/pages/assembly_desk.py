"""Proposals that are on no chain, one in each state, and who votes."""

from dataclasses import dataclass, field

from backend.chain.contracts import Contracts, Deployed, Deployment, load_interfaces
from backend.governance.errors import GovernorMissing, ProposalMissing
from backend.governance.models import StepKind
from backend.governance.schemas import (
    ActionView,
    BallotPage,
    BallotView,
    GovernanceView,
    ProposalPage,
    ProposalSummary,
    ProposalView,
    SettingsView,
    StepView,
    TallyView,
    VoterStanding,
)
from backend.governance.states import GRACE_SECONDS, ProposalState
from backend.pages.governance import Assembly, ProposalList, ProposalSheet
from backend.pages.governance_feed import Feed

CHAIN = 31337
GOVERNOR = "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"
FAN_TOKEN = "0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9"
LABEL = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
SINGER, PRINTER = "0x52908400098527886E0F7030069857D2E4169EE7", "0xde709f2102306220921060314715629080e2fb77"
UNIT = 10**18
DAY = 24 * 60 * 60
NOON = 1_795_953_600  # 29 November 2026, 12:00 UTC
TOLD = "0x" + "ab" * 32
BEGINS = {ProposalState.PENDING: NOON + DAY, ProposalState.ACTIVE: NOON - DAY}
OVER = NOON - 6 * DAY
QUEUED = (ProposalState.QUEUED, ProposalState.EXPIRED, ProposalState.EXECUTED)
TITLES = {
    ProposalState.PENDING: "Press 300 copies on vinyl",
    ProposalState.ACTIVE: "Pay the printer 500 USDC",
    ProposalState.CANCELED: "Rename the label",
    ProposalState.DEFEATED: "Give the treasury to whoever asks first",
    ProposalState.SUCCEEDED: "Vote for a week, not three days",
    ProposalState.QUEUED: "Hand the splits to the fans",
    ProposalState.EXPIRED: "Book a boat",
    ProposalState.EXECUTED: "Pay Ondine Quartz for the cover",
}


def create_settings(**changes):
    terms = {
        "voting_delay_seconds": DAY,
        "voting_period_seconds": 3 * DAY,
        "proposal_threshold": 1_000 * UNIT,
        "quorum_percent": 4,
        "late_extension_seconds": DAY,
        "execution_delay_seconds": 2 * DAY,
        "guardian": SINGER,
    }
    return SettingsView(**(terms | changes))


def create_view(**changes):
    terms = {
        "governor": GOVERNOR,
        "fan_token": FAN_TOKEN,
        "supply": 1_000_000 * UNIT,
        "quorum": 40_000 * UNIT,
        "settings": create_settings(),
        "proposals": len(ProposalState),
        "voters": [
            VoterStanding(account=SINGER, votes=212_500 * UNIT),
            VoterStanding(account=PRINTER, votes=48_250 * UNIT + UNIT // 2),
        ],
        "now": NOON,
        "is_stale": False,
    }
    return GovernanceView(**(terms | changes))


def create_tally(votes_for=31_500, against=9_200, abstain=2_800, **changes):
    terms = {
        "votes_for": votes_for * UNIT,
        "votes_against": against * UNIT,
        "votes_abstain": abstain * UNIT,
        "ballots": 2,
        "quorum": 40_000 * UNIT,
        "is_quorum_reached": votes_for + abstain >= 40_000,
        "is_winning": votes_for > against and votes_for + abstain >= 40_000,
    }
    return TallyView(**(terms | changes))


def tally_of(state):
    if state in (ProposalState.PENDING, ProposalState.CANCELED):
        return create_tally(0, 0, 0, ballots=0)
    return create_tally(9_000, 61_000) if state is ProposalState.DEFEATED else create_tally(62_000)


def create_step(kind, happened_at, moment=None):
    url = f"https://explorer.test/tx/{TOLD}"
    return StepView(kind=kind, moment=moment, happened_at=happened_at, transaction=TOLD, transaction_url=url)


def steps_of(state, ends_at, eta):
    steps = []
    if state in QUEUED:
        steps.append(create_step(StepKind.QUEUED, ends_at + DAY, eta))
    if state is ProposalState.EXECUTED:
        steps.append(create_step(StepKind.EXECUTED, eta + 60))
    if state is ProposalState.CANCELED:
        steps.append(create_step(StepKind.CANCELED, ends_at - 4 * DAY))
    return steps


def create_proposal(state=ProposalState.ACTIVE, number=None, **changes):
    """Return a proposal that stands somewhere at noon."""
    begins_at = BEGINS.get(state, OVER if state is not ProposalState.EXPIRED else NOON - 60 * DAY)
    ends_at = begins_at + 3 * DAY
    eta = ends_at + 4 * DAY if state in QUEUED else None
    can_expire = state in (ProposalState.SUCCEEDED, ProposalState.QUEUED, ProposalState.EXPIRED)
    terms = {
        "id": number or 10**76 + list(ProposalState).index(state),
        "title": TITLES[state],
        "proposer": SINGER,
        "state": state,
        "proposed_at": begins_at - DAY,
        "begins_at": begins_at,
        "ends_at": ends_at,
        "executable_at": eta,
        "expires_at": (eta or ends_at) + GRACE_SECONDS if can_expire else None,
        "tally": tally_of(state),
        "description": f"# {TITLES[state]}\n\nThe plant in Leipzig has a slot in March.\nIt wants half in advance.",
        "description_hash": TOLD,
        "actions": [
            ActionView(target=PRINTER, value_wei=5 * UNIT, calldata="0x", sentence=f"pay 5 POL to {PRINTER}"),
            ActionView(
                target=GOVERNOR,
                value_wei=0,
                calldata="0xea0217cf" + "00" * 29 + "093a80",
                sentence="change the voting period from 3 days to 7 days",
            ),
        ],
        "steps": steps_of(state, ends_at, eta),
        "transaction": TOLD,
        "transaction_url": f"https://explorer.test/tx/{TOLD}",
        "is_stale": False,
    }
    return ProposalView(**(terms | changes))


def create_ballot(voter=SINGER, support=1, weight=31_500 * UNIT, reason="It is about time.", **changes):
    terms = {"cast_at": NOON - 3600, "transaction": TOLD, "transaction_url": f"https://explorer.test/tx/{TOLD}"}
    return BallotView(proposal=1, voter=voter, support=support, weight=weight, reason=reason, **(terms | changes))


@dataclass
class AssemblyDesk:
    """What the pages of governance are told; `older` and `earlier` are where their lists go on."""

    view: GovernanceView | None = field(default_factory=create_view)
    proposals: list = field(default_factory=lambda: [create_proposal(state) for state in ProposalState])
    ballots: list = field(
        default_factory=lambda: [create_ballot(), create_ballot(PRINTER, 0, 9_200 * UNIT, "Too dear <b>by far</b>")]
    )
    older: int | None = None
    earlier: str | None = None

    @property
    def contracts(self):
        """Return the label's contracts as they are deployed now."""
        governor, token = (Deployed(GOVERNOR, 1), Deployed(FAN_TOKEN, 1)) if self.view else (None, None)
        return Contracts(Deployment(CHAIN, LABEL, 1, governor=governor, fan_token=token), load_interfaces())

    async def assembly(self):
        if self.view is None:
            raise GovernorMissing
        return Assembly(self.view, CHAIN, "Local chain", "POL", "https://explorer.test", LABEL)

    async def proposal_list(self, state, before):
        rows = [
            ProposalSummary(**each.model_dump(include=set(ProposalSummary.model_fields)))
            for each in self.proposals
            if state in (None, each.state)
        ]
        page = ProposalPage(proposals=rows, next=self.older)
        return ProposalList(await self.assembly(), page, state, is_first=before is None)

    async def proposal_sheet(self, proposal_id, before):
        found = next((each for each in self.proposals if each.id == proposal_id), None)
        assembly = await self.assembly()
        if found is None:
            raise ProposalMissing(proposal_id)
        ballots = BallotPage(ballots=self.ballots, next=self.earlier)
        return ProposalSheet(assembly, found, ballots, is_first=before is None)

    async def feed(self):
        view = (await self.assembly()).view
        return Feed("http://label.test", "Hectic", CHAIN, GOVERNOR, view.settings, self.proposals)
