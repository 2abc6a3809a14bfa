"""What the label's server knows of votes, over its HTTP API."""

from collections.abc import Iterator
from typing import Any

from scripts._backend import Backend
from scripts._live_governor import LiveGovernor
from scripts._proposal import Action, Proposal, read_actions
from scripts._refusal import Refusal
from scripts._words import quote_foreign

ID_DIGITS = 70  # an id with fewer is one proposal in millions; a person typed its beginning
NAMED_IDS = 2  # of those that begin alike


class GovernorsDiffer(Refusal):
    """The server follows another governor than the one recorded here."""

    def __init__(self, url: str, theirs: str, ours: str) -> None:
        super().__init__(
            f"The label at {url} follows the governor {theirs}, the record here names {ours}: "
            "start the backend again, or correct --backend or --deployments."
        )


class IdWrong(Refusal):
    """That is no number of a proposal."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"{wanted} is no proposal's id: give its digits, or the first of them, as `show` prints them.")


class IdUnknown(Refusal):
    """No proposal's id begins like that."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"No proposal's id begins with {wanted}: run `ape run governance show` for all of them.")


class IdAmbiguous(Refusal):
    """Two ids or more begin like that."""

    def __init__(self, wanted: str, ids: list[str]) -> None:
        told = [*ids[:NAMED_IDS], f"{len(ids) - NAMED_IDS} others"] if len(ids) > NAMED_IDS else ids
        super().__init__(f"{wanted} begins the ids {' and '.join(told)}: give more digits.")


class ProposalUnproven(Refusal):
    """The server tells of actions that do not make up the proposal's id."""

    def __init__(self, url: str, proposal: Proposal) -> None:
        super().__init__(
            f"What {url} says {proposal.title} would do is not proven to be what was proposed, so nothing was sent: "
            "either its text holds bytes that are no text, or this server is not to be trusted."
        )


class AnswerAstray(Refusal):
    """The server told of something else than it was asked for."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} does not tell of what was asked, so nothing was sent: do not trust this server.")


class GovernanceBackend(Backend):
    """The server's API for governance."""

    def describe_governance(self) -> dict[str, Any]:
        """Return governor, token, rules, and who has most votes."""
        return self._dict("GET", "/api/governance")

    def check_governor(self, governor: LiveGovernor, chain_id: int) -> None:
        """Raise unless the server follows this chain and this governor."""
        self.check_chain(chain_id)
        theirs = self.describe_governance()["governor"]
        if theirs != governor.address:
            raise GovernorsDiffer(self.url, theirs, governor.address)

    def list_proposals(self) -> Iterator[dict[str, Any]]:
        """Yield all proposals in short, the newest first."""
        path = "/api/governance/proposals"
        before: str | None = None
        while True:
            page = self._dict("GET", path, params={"before": before} if before else {})
            yield from page["proposals"]
            before = page["next"]
            if before is None:
                return

    def get_proposal(self, wanted: str) -> Proposal:
        """Return a proposal by its id, or the first digits of it."""
        if not wanted.isdecimal():
            raise IdWrong(wanted)
        found = wanted if len(wanted) >= ID_DIGITS else self._find_id(wanted)
        proposal = Proposal(self._dict("GET", f"/api/governance/proposals/{found}"))
        if proposal.id != int(found):
            raise AnswerAstray(self.url)
        return proposal

    def prove_proposal(self, wanted: str, governor: LiveGovernor) -> Proposal:
        """Return a proposal whose actions the chain vouches for; raises `ProposalUnproven`."""
        proposal = self.get_proposal(wanted)
        if not proposal.is_genuine(governor):
            raise ProposalUnproven(self.url, proposal)
        return proposal

    def list_ballots(self, proposal: Proposal) -> list[dict[str, Any]]:
        """Return the newest ballots on a proposal."""
        return list(self._dict("GET", f"/api/governance/proposals/{proposal.id}/ballots")["ballots"])

    def list_failures(self, proposal: Proposal) -> list[str]:
        """Return which actions of a proposal would fail if it were executed now, and why."""
        outcomes = self._ask("GET", f"/api/governance/proposals/{proposal.id}/simulation").json()
        return [quote_foreign(f"{each['sentence']}: {each['outcome']}") for each in outcomes if each["outcome"]]

    def check_execution(self, proposal: Proposal, account: str) -> None:
        """Raise which action fails, and why, if what won cannot be executed now."""
        self._ask("POST", f"/api/governance/proposals/{proposal.id}/execute", json={"account": account})

    def foresee(self, title: str, text: str, action: Action) -> list[dict[str, Any]]:
        """Return in words what an action does and why it would fail now, if it would; raises `AnswerAstray`."""
        target, value, call = action
        wish = {"kind": "call", "target": target, "value_wei": str(value), "calldata": f"0x{call.hex()}"}
        preview = self._dict(
            "POST", "/api/governance/proposals/preview", json={"title": title, "text": text, "actions": [wish]}
        )
        if read_actions(preview) != [action]:
            raise AnswerAstray(self.url)
        return list(preview["actions"])

    def _find_id(self, beginning: str) -> str:
        found = [each["id"] for each in self.list_proposals() if str(each["id"]).startswith(beginning)]
        if beginning in found:
            return beginning
        if not found:
            raise IdUnknown(beginning)
        if len(found) > 1:
            raise IdAmbiguous(beginning, found)
        return str(found[0])
