"""Put a fan token and its governor on chain: each names the other, so both are made for each other or made anew."""

from typing import Any

from scripts._abis import contract_at
from scripts._chain import Chain, Mined, Request
from scripts._charter import Charter
from scripts._charter_plan import write_charter
from scripts._deployment import ContractGone, Deployment, Part
from scripts._deployments import FAN_TOKEN, GOVERNOR, Deployments
from scripts._refusal import Refusal
from scripts._screen import Screen

GOVERNOR_PART = Part(GOVERNOR, "the governor, which holds the treasury")
TOKEN_PART = Part(FAN_TOKEN, "the fan token, all of it given away at once")
NEXT = "Start the backend again, so that it follows both: fans then decide on its page /governance."


class PairBroken(Refusal):
    """Another transaction of the account took the place of the token's."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"Another transaction of {account} came in between, so that the governor and the token do not belong "
            "together: run this again, both are deployed anew."
        )


class GovernanceDeployment:
    """Two transactions: the governor, which names the address its token will have, then the token.

    Nothing is recorded before both are there: until then the journal remembers them.
    """

    def __init__(self, charter: Charter, chain: Chain, deployments: Deployments, screen: Screen) -> None:
        self._charter = charter
        self._chain = chain
        self._deployments = deployments
        self._screen = screen
        self._deployment = Deployment(chain, deployments, screen)

    def run(self) -> str:
        """Deploy what is missing and return the governor's address."""
        recorded = self._find_recorded()
        if recorded:
            title = self._chain.network.title
            self._screen.say(f"The governor is at {recorded} on {title} already: its rules change by a vote only.")
            self._strike()
            return recorded
        governor, token = self._resume()
        if token is None:
            self._agree(governor)
        governor = governor or self._deployment.create(GOVERNOR_PART, self._arguments_of_governor())
        token = token or self._deployment.create(TOKEN_PART, self._arguments_of_token(governor.created))
        self._check_pair(governor, token)
        self._record(governor, token)
        self._screen.say(NEXT)
        return str(governor.created)

    def _find_recorded(self) -> str | None:
        """Return the recorded governor's address; raises when it, or its token, is not on chain."""
        records = {name: self._deployments.find_contract(name) for name in (GOVERNOR, FAN_TOKEN)}
        for name, record in records.items():
            if record and self._deployment.is_gone(name):
                raise ContractGone(name, record["address"], self._chain.network.title, self._deployments.path)
        governor, token = records.values()
        return str(governor["address"]) if governor and token else None

    def _resume(self) -> tuple[Mined | None, Mined | None]:
        """Return what an earlier run sent, if that is what the file says and they can still be a pair."""
        token, governor = self._deployment.settle(TOKEN_PART), self._deployment.settle(GOVERNOR_PART)
        if governor and self._is_meant(governor, token):
            return governor, token
        if governor or token:
            self._screen.say("What an earlier run deployed does not fit this file any more: both are deployed anew.")
            self._strike()
        return None, None

    def _is_meant(self, governor: Mined, token: Mined | None) -> bool:
        """Tell whether what was created is what would be now; without a token, whether the next contract can be it."""
        coming = token.created if token else self._chain.next_address()
        meant = GOVERNOR_PART.request(self._charter.list_governor_arguments(str(coming)))
        if self._chain.read_data(governor.transaction) != meant.data:
            return False
        meant = TOKEN_PART.request(self._arguments_of_token(governor.created))
        return token is None or self._chain.read_data(token.transaction) == meant.data

    def _agree(self, governor: Mined | None) -> None:
        requests = [TOKEN_PART.request(self._arguments_of_token(governor.created))] if governor else self._foresee()
        plan = write_charter(self._charter, self._chain.network, self._chain.account.address)
        self._deployment.agree(plan, [self._chain.quote(request) for request in requests])

    def _foresee(self) -> list[Request]:
        """Return what both creations will cost as much as: asked now, the token would be where the governor will be."""
        elsewhere = self._chain.next_address(skipped=1)
        token = TOKEN_PART.request(self._arguments_of_token(elsewhere))
        return [GOVERNOR_PART.request(self._arguments_of_governor()), token]

    def _check_pair(self, governor: Mined, token: Mined) -> None:
        if contract_at(GOVERNOR, str(governor.created)).token() != token.created:
            self._strike()
            raise PairBroken(self._chain.account.address)

    def _record(self, governor: Mined, token: Mined) -> None:
        named = self._charter.list_governor_arguments(str(token.created))
        self._deployment.record(GOVERNOR_PART, governor, named)
        self._deployment.record(TOKEN_PART, token, self._arguments_of_token(governor.created))
        self._strike()

    def _strike(self) -> None:
        for part in (GOVERNOR_PART, TOKEN_PART):
            self._chain.journal.strike(part.step)

    def _arguments_of_governor(self) -> list[Any]:
        """Return what a governor is created with whose token is the contract after it."""
        return self._charter.list_governor_arguments(self._chain.next_address(skipped=1))

    def _arguments_of_token(self, governor: str | None) -> list[Any]:
        return self._charter.list_token_arguments(str(governor))
