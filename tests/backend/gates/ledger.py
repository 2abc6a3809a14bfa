"""A ledger of random history, and what a gate makes of it, written without SQL."""

from dataclasses import dataclass, field

from eth_utils.address import to_checksum_address

from backend.gates.evaluation import Standing
from backend.gates.tree import ANY_DROP, Amount, Editions, Granted, Listed, Window

OWN, OTHER = "0x" + "d1" * 20, "0x" + "d2" * 20
COIN = to_checksum_address("0x" + "c0" * 20)
DROPS = {None: {OWN}, "other": {OTHER}, ANY_DROP: {OWN, OTHER}}
SETTLED, PENDING, LEAVING = 0, 1, 2


@dataclass
class Ledger:
    """Everything in the order of the chain: a block in which something happened, then what."""

    finalized: int
    now: int
    moves: list = field(default_factory=list)  # (block, contract, token, sender, recipient)
    amounts: list = field(default_factory=list)  # (block, wallet, amount)
    permissions: list = field(default_factory=list)  # (block, vault, delegate, kind, contract, token, is_enabled)
    tiers: list = field(default_factory=list)  # (contract, tier, first, quantity)
    listed: set = field(default_factory=set)
    given: set = field(default_factory=set)

    def judge(self, gate, wallets):
        """Return the standing of every leaf of a gate."""
        return [
            self._judge(leaf, wallets, is_negated=bool(gate.negated & _places_of_editions(gate)))
            for leaf in gate.leaves
        ]

    def _judge(self, leaf, wallets, *, is_negated):
        match leaf:
            case Editions():
                return self._count(leaf, wallets, is_negated)
            case Amount():
                return self._weigh(wallets)
            case Listed():
                return self._name(wallets, self.listed)
            case Granted():
                return self._name(wallets, self.given)
            case Window():
                return Standing()

    def _scopes(self, wallets):
        newest = {tuple(each[1:6]): each for each in self.permissions}
        lent = []
        for block, vault, delegate, kind, contract, token, is_enabled in newest.values():
            if delegate in wallets and (is_enabled or block > self.finalized):
                grade = LEAVING if not is_enabled else SETTLED if block <= self.finalized else PENDING
                lent.append((vault, kind, contract, token, grade))
        return [(wallet, "own", None, None, SETTLED) for wallet in wallets] + lent

    def _grade(self, wallets, holder, contract, token):
        grades = [
            grade
            for wallet, kind, only, single, grade in self._scopes(wallets)
            if wallet == holder and kind != "erc20" and only in (None, contract) and single in (None, token)
        ]
        return min(grades, default=None)

    def _count(self, leaf, wallets, is_negated):
        found = self._snapshot(leaf, wallets) if leaf.at_block is not None else self._held(wallets, is_negated)
        grades = [
            grade
            for (contract, token), (grade, since) in found.items()
            if contract in DROPS[leaf.drop]
            and (not leaf.serials or any(first <= token <= last for first, last in leaf.serials))
            and (leaf.tier is None or self._tier(contract, token) == leaf.tier)
            and (not leaf.held_seconds or since <= self.now - leaf.held_seconds)
        ]
        return Standing(*(sum(grade <= limit for grade in grades) for limit in (SETTLED, PENDING, LEAVING)))

    def _held(self, wallets, is_negated):
        found = {}
        for (contract, token), (block, owner) in self._owners().items():
            grade = self._grade(wallets, owner, contract, token)
            if grade is not None:
                found[contract, token] = (max(grade, PENDING) if block > self.finalized else grade, block * 10)
        if is_negated:
            for block, contract, token, sender, _ in self.moves:
                if block > self.finalized and self._grade(wallets, sender, contract, token) is not None:
                    found.setdefault((contract, token), (LEAVING, 0))
        return found

    def _snapshot(self, leaf, wallets):
        found = {}
        for (contract, token), (_, owner) in self._owners(leaf.at_block).items():
            grade = self._grade(wallets, owner, contract, token)
            if grade is not None:
                found[contract, token] = (grade if leaf.at_block <= self.finalized else max(grade, PENDING), 0)
        return found

    def _owners(self, block=10**9):
        return {(contract, token): (at, to) for at, contract, token, _, to in self.moves if at <= block}

    def _tier(self, contract, token):
        inside = (
            tier for drop, tier, first, quantity in self.tiers if drop == contract and 0 <= token - first < quantity
        )
        return next(inside, 0)

    def _weigh(self, wallets):
        sums = [0, 0, 0]
        for wallet in {wallet for _, wallet, _ in self.amounts}:
            scopes = [
                grade
                for holder, kind, only, _, grade in self._scopes(wallets)
                if holder == wallet and kind in ("own", "all", "contract") and only in (None, COIN)
            ]
            if scopes:
                history = [(block, amount) for block, holder, amount in self.amounts if holder == wallet]
                head = history[-1][1]
                final = next((amount for block, amount in reversed(history) if block <= self.finalized), 0)
                parts = (min(head, final), head, max(head, final))
                for grade, part in enumerate(parts):
                    sums[grade] += part * (min(scopes) <= grade)
        return Standing(*sums)

    def _name(self, wallets, names):
        grades = [
            grade for wallet, kind, _, _, grade in self._scopes(wallets) if kind in ("own", "all") and wallet in names
        ]
        return Standing(*(sum(grade <= limit for grade in grades) for limit in (SETTLED, PENDING, LEAVING)))


def _places_of_editions(gate):
    return {place for place, leaf in enumerate(gate.leaves) if isinstance(leaf, Editions)}
