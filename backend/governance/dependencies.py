"""What the routes of governance ask for."""

import re
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import AfterValidator, WithJsonSchema

from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.core.dependencies import ClockDependency, SettingsDependency
from backend.drops.dependencies import SnapshotDependency, TrackingRulesDependency
from backend.drops.rehearsal import Rehearsal
from backend.drops.tracking import TransactionTracker
from backend.governance.course import CourseService
from backend.governance.deeds import DeedService
from backend.governance.proposing import ProposingService
from backend.governance.rehearsing import DeedRehearsal
from backend.governance.service import GovernanceService
from backend.governance.treasury import BalanceReader, TreasuryService

DIGITS = re.compile("[0-9]{1,78}")


def _read_id(proposal_id: str) -> str:
    if not DIGITS.fullmatch(proposal_id):
        msg = "is no proposal: it should be a number, as the list of proposals links to it"
        raise ValueError(msg)
    return proposal_id


Digits = Annotated[str, AfterValidator(_read_id), WithJsonSchema({"type": "string", "pattern": f"^{DIGITS.pattern}$"})]


async def get_proposal_id(proposal_id: Annotated[Digits, Path(description="as digits")]) -> int:
    """Return the proposal in the path."""
    return int(proposal_id)


async def get_earlier_proposal(
    before: Annotated[Digits | None, Query(description="the last proposal of the page before")] = None,
) -> int | None:
    """Return the proposal that a page goes on after."""
    return None if before is None else int(before)


async def get_governance_service(
    session: SnapshotDependency, contracts: ContractsDependency, settings: SettingsDependency, clock: ClockDependency
) -> GovernanceService:
    """Build the service of governance on one moment of the database."""
    return GovernanceService(session, contracts, settings, clock)


async def get_deed_rehearsal(
    node: NodeDependency, contracts: ContractsDependency, settings: SettingsDependency
) -> DeedRehearsal:
    """Build what tries transactions."""
    return DeedRehearsal(Rehearsal(node, settings.chain_coin), contracts)


GovernanceServiceDependency = Annotated[GovernanceService, Depends(get_governance_service)]
DeedRehearsalDependency = Annotated[DeedRehearsal, Depends(get_deed_rehearsal)]


async def get_deed_service(
    governance: GovernanceServiceDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    rehearsal: DeedRehearsalDependency,
    rules: TrackingRulesDependency,
) -> DeedService:
    """Build the service of votes and delegations."""
    return DeedService(governance, node, contracts, rehearsal, TransactionTracker(node, rules))


async def get_proposing_service(
    governance: GovernanceServiceDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    rehearsal: DeedRehearsalDependency,
) -> ProposingService:
    """Build the service of proposals that are being written."""
    return ProposingService(governance, node, contracts, rehearsal)


async def get_course_service(
    governance: GovernanceServiceDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    rehearsal: DeedRehearsalDependency,
) -> CourseService:
    """Build the service of proposals that won."""
    return CourseService(governance, node, contracts, rehearsal)


async def get_treasury_service(
    governance: GovernanceServiceDependency, node: NodeDependency, contracts: ContractsDependency
) -> TreasuryService:
    """Build the service of what there is to decide about."""
    return TreasuryService(governance, contracts, BalanceReader(node, contracts))


ProposalIdDependency = Annotated[int, Depends(get_proposal_id)]
EarlierProposalDependency = Annotated[int | None, Depends(get_earlier_proposal)]
DeedServiceDependency = Annotated[DeedService, Depends(get_deed_service)]
ProposingServiceDependency = Annotated[ProposingService, Depends(get_proposing_service)]
CourseServiceDependency = Annotated[CourseService, Depends(get_course_service)]
TreasuryServiceDependency = Annotated[TreasuryService, Depends(get_treasury_service)]
