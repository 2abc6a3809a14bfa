"""Measure what it costs in gas to propose, to vote, and to have done what was voted for.

Conditions of the peers' figures: one action, `Box.store(number)` of a box that was empty; a description of 32 bytes; a
threshold and a delay; voters have one checkpoint and are not the first of their side. Each transaction is in a block
and a second of its own. Ours is ready to extend a vote whose quorum is reached late; that of the peers is not.
"""

from dataclasses import astuple

from eth_account import Account
from eth_utils.crypto import keccak

from tests.backend.chain.deployed_label import NOBODY, deploy
from tests.bench.asked import Asked
from tests.bench.timed import Timed
from tests.contracts._ballots import sign_ballot
from tests.contracts._governance import FOR, Proposal, Settings

UNITS = 10**18
DELAY, PERIOD, EXECUTION_DELAY = 10, 1_000, 60
SETTINGS = Settings(DELAY, PERIOD, 100 * UNITS, 4, PERIOD // 2, EXECUTION_DELAY)
SIGNER = Account.from_key(keccak(text="fan who signs ballots"))


class GovernorBench(Timed):
    """A token and its governor, who votes twice about a box; every operation is a transaction."""

    def __init__(self, web3):
        super().__init__(web3)
        self._proposer, self._fan = web3.eth.accounts[:2]
        holders = [(account, 1_000 * UNITS, False) for account in (self._proposer, self._fan, SIGNER.address)]
        token = deploy(web3, "FanToken", "Fan", "FAN", holders, (NOBODY, 0, 0, 0), True)
        self._governor = deploy(web3, "FanGovernor", token.address, "Fans", NOBODY, astuple(SETTINGS))
        self._box = deploy(web3, "Box")

    def measure(self):
        """Return gas used by operation."""
        first, second = (self._measure_vote(number) for number in (1, 2))
        return {
            "gov_propose_1": first["propose"],
            "gov_vote_first": first["vote"],
            "gov_vote_later": second["vote"],
            "gov_vote_sig_later": second["vote_sig"],
            "gov_queue_execute": first["queue"] + first["execute"],
        }

    def _measure_vote(self, number):
        """Return what one proposal costs from beginning to end."""
        call = bytes.fromhex(self._box.encode_abi("store", [number])[2:])
        proposal = Proposal([self._box.address], [call], description=f"{number:032}")
        functions = self._governor.functions
        gas = {"propose": self._gas(functions.propose(*proposal.actions, proposal.description), self._proposer)}
        self._gas(functions.castVote(proposal.id, FOR), self._proposer, after=DELAY + 1)
        gas["vote"] = self._gas(functions.castVote(proposal.id, FOR), self._fan)
        ballot = sign_ballot(Asked(self._governor), proposal.id, FOR, SIGNER)
        gas["vote_sig"] = self._gas(functions.castVoteBySig(proposal.id, FOR, SIGNER.address, ballot), self._proposer)
        gas["queue"] = self._gas(functions.queue(*proposal.named), self._proposer, after=PERIOD + 1)
        gas["execute"] = self._gas(functions.execute(*proposal.named), self._proposer, after=EXECUTION_DELAY)
        assert self._box.functions.stored().call() == number
        return gas
