"""What the routes of relays ask for."""

from typing import Annotated

from fastapi import Depends

from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.drops.dependencies import SnapshotDependency, TrackingRulesDependency
from backend.governance.dependencies import GovernanceServiceDependency
from backend.governance.repository import GovernanceRepository
from backend.relay.admission import RelayAdmission, RelayRules
from backend.relay.ballots import BallotCheck
from backend.relay.calls import find_contract
from backend.relay.delegations import DelegationCheck
from backend.relay.facts import Facts
from backend.relay.models import Relay, RelayKind
from backend.relay.rehearsal import RelayRehearsal
from backend.relay.repository import RelayRepository
from backend.relay.schemas import SignedBallot, SignedDelegation
from backend.relay.service import RelayService


async def get_relay_rules(settings: SettingsDependency) -> RelayRules:
    """Return what the relayer may be spent on."""
    return RelayRules(settings.relay_daily_gas, settings.relay_daily_per_wallet)


RelayRulesDependency = Annotated[RelayRules, Depends(get_relay_rules)]


async def get_relay_rehearsal(
    session: SnapshotDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    rules: RelayRulesDependency,
    clock: ClockDependency,
) -> RelayRehearsal:
    """Build what tries things on the node, on one moment of the database, unless the label decides alone."""
    find_contract(RelayKind.BALLOT, contracts)
    repository = RelayRepository(session)
    admission = RelayAdmission(repository, rules, clock())
    return RelayRehearsal(repository, admission, Facts(node, contracts), node, contracts)


RelayRehearsalDependency = Annotated[RelayRehearsal, Depends(get_relay_rehearsal)]


async def get_ballot_check(
    governance: GovernanceServiceDependency,
    rehearsal: RelayRehearsalDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    clock: ClockDependency,
) -> BallotCheck:
    """Build what checks votes."""
    return BallotCheck(governance, rehearsal, node, contracts, clock)


async def get_delegation_check(
    rehearsal: RelayRehearsalDependency, node: NodeDependency, contracts: ContractsDependency, clock: ClockDependency
) -> DelegationCheck:
    """Build what checks choices of a delegate."""
    return DelegationCheck(rehearsal, node, contracts, clock)


BallotCheckDependency = Annotated[BallotCheck, Depends(get_ballot_check)]
DelegationCheckDependency = Annotated[DelegationCheck, Depends(get_delegation_check)]


async def get_checked_ballot(signed: SignedBallot, check: BallotCheckDependency) -> Relay:
    """Check a signed vote; routes name this before their session: no lock waits for the node."""
    return await check.check(signed)


async def get_checked_delegation(signed: SignedDelegation, check: DelegationCheckDependency) -> Relay:
    """Check a signed choice of a delegate; routes name this before their session."""
    return await check.check(signed)


async def get_relay_service(
    session: SessionDependency,
    contracts: ContractsDependency,
    rules: RelayRulesDependency,
    tracking: TrackingRulesDependency,
    clock: ClockDependency,
) -> RelayService:
    """Build the service of relays in the request's transaction, unless the label decides alone."""
    find_contract(RelayKind.BALLOT, contracts)
    repository = RelayRepository(session)
    admission = RelayAdmission(repository, rules, clock())
    return RelayService(repository, GovernanceRepository(session), admission, tracking)


CheckedBallotDependency = Annotated[Relay, Depends(get_checked_ballot)]
CheckedDelegationDependency = Annotated[Relay, Depends(get_checked_delegation)]
RelayServiceDependency = Annotated[RelayService, Depends(get_relay_service)]
