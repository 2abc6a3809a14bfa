"""Measure what a fan token costs in gas: to pass on, to delegate, to allow by signature.

Conditions of the peers' figures: holders have some before and after, and each transaction is in a block and a second
of its own. Two earlier amounts share a word, so every second transfer between delegates is dear: the average of ten.
"""

from tests.backend.chain.deployed_label import NOBODY, deploy
from tests.bench.asked import Asked
from tests.bench.timed import Timed
from tests.contracts._signed_tokens import FAR_OFF, HOLDER, sign_permit

UNITS = 10**18
TRANSFERS = 10


class FanTokenBench(Timed):
    """A token whose holders vote once they delegate; every operation is a transaction."""

    def __init__(self, web3):
        super().__init__(web3)
        self._giver, self._taker, self._other = web3.eth.accounts[:3]
        accounts = (self._giver, self._taker, self._other, HOLDER.address)
        holders = [(account, 1_000 * UNITS, False) for account in accounts]
        self._token = deploy(web3, "FanToken", "Fan", "FAN", holders, (NOBODY, 0, 0, 0), False)

    def measure(self):
        """Return gas used by operation."""
        functions = self._token.functions
        figures = {"token_transfer": self._pass_on()}
        figures["token_delegate_first"] = self._gas(functions.delegate(self._giver), self._giver)
        self._gas(functions.delegate(self._taker), self._taker)
        # The first ones begin a word of earlier votes on each side.
        costs = [self._pass_on() for _ in range(2 + TRANSFERS)][2:]
        figures["token_transfer_delegated_avg"] = round(sum(costs) / len(costs))
        signature = sign_permit(Asked(self._token), self._taker, UNITS)
        permit = functions.permit(HOLDER.address, self._taker, UNITS, FAR_OFF, *signature)
        return figures | {"token_permit_first": self._gas(permit, self._other)}

    def _pass_on(self):
        return self._gas(self._token.functions.transfer(self._taker, UNITS), self._giver)
