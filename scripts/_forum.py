"""Governor and server side by side: the server explains, the chain decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from scripts._chain import Chain
from scripts._currencies import COIN, Currency
from scripts._deployments import Deployments
from scripts._governance_backend import GovernanceBackend
from scripts._governance_lines import list_governance, list_power, list_proposals, list_say, list_voters
from scripts._live_governor import LiveGovernor, open_governor
from scripts._live_split import SplitBook
from scripts._powers import Power, PowerBook
from scripts._proposal import Proposal
from scripts._proposal_lines import list_ballots, list_proposal
from scripts._proposal_refusals import OVER
from scripts._reader import Reader
from scripts._token import read_balance


@dataclass(frozen=True)
class Forum:
    """What fans decide in, and who tells of it."""

    governor: LiveGovernor
    server: GovernanceBackend
    chain: Chain | Reader
    deployments: Deployments

    def find_proposal(self, wanted: str) -> Proposal:
        """Return a proposal that the chain vouches for, by its id or the first digits of it."""
        return self.server.prove_proposal(wanted, self.governor)

    def find_currency(self, wanted: str | None) -> Currency:
        """Return the coin, the fan token, or another token by its address or known symbol."""
        token = self.governor.currency
        if wanted and wanted.lower() in (token.symbol.lower(), token.address.lower()):
            return token
        return SplitBook(self.reader, self.deployments).find_currency(wanted)

    def find_power(self, wanted: str) -> Power:
        """Return the label, or the contract at an address."""
        return PowerBook(self.deployments, self.reader).find(wanted)

    @property
    def reader(self) -> Reader:
        """The chain, as one reads it."""
        return Reader(self.chain.provider, self.chain.network)

    def write(self, account: str | None) -> str:
        """Return what there is to decide, by which rules, and what `account` has to say."""
        view, proposals = self.server.describe_governance(), self.server.list_proposals()
        lines = [
            *list_governance(view, self.governor, self.chain.network, self._list_held()),
            *(list_power(self.governor, account) if account else ()),
            *list_voters(view["voters"], self.governor.currency),
            *list_proposals(proposals),
        ]
        return "\n".join(lines)

    def write_about(self, wanted: str, account: str | None, *, is_raw: bool) -> str:
        """Return all about one proposal, and with how many votes `account` voted or can vote on it."""
        proposal = self.server.get_proposal(wanted)
        is_proven = proposal.is_genuine(self.governor)
        is_over = self.governor.find_standing(proposal.id) in OVER
        failures = [] if is_over else self.server.list_failures(proposal)
        lines = [
            *list_proposal(proposal, self.governor, failures, is_proven=is_proven, is_raw=is_raw),
            *(list_say(self.governor, proposal, account) if account else ()),
            *list_ballots(proposal, self.server.list_ballots(proposal), self.governor.currency),
        ]
        return "\n".join(lines)

    def _list_held(self) -> list[tuple[Currency, int]]:
        currencies = (COIN, *self.deployments.list_currencies(), self.governor.currency)
        home = self.governor.address
        return [(each, read_balance(self.chain.provider, each.address, home)) for each in currencies]


@contextmanager
def open_forum(chain: Chain | Reader, deployments: Deployments, url: str) -> Iterator[Forum]:
    """Open the forum recorded for a network; raises unless the server at `url` follows the same."""
    governor = open_governor(deployments, chain)
    with GovernanceBackend(url) as server:
        server.check_governor(governor, chain.network.chain_id)
        yield Forum(governor, server, chain, deployments)
