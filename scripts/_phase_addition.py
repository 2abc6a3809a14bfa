"""Add the next phase of a release.yaml to its live drop: hand in its list, name it to the backend, one transaction."""

from dataclasses import dataclass, field

from scripts._amounts import show_time
from scripts._backend import Backend
from scripts._clock import Clock
from scripts._decision import Decision, NothingToDo
from scripts._desk import Desk
from scripts._drop_structs import NO_ROOT, pack_phase
from scripts._live_drop import LiveDrop, Right, open_drop
from scripts._manifest import Manifest
from scripts._manifest_refusals import ClosesInThePast
from scripts._phase_lines import show_audience, show_price, show_window
from scripts._phases import Phase
from scripts._refusal import Refusal
from scripts._signing import sign_text

SIGN_IN = "the sign-in"


class PhaseDiffers(Refusal):
    """A phase on chain is not the one in the file, so the next one would be another than its author thinks."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__(
            f"Phase {number} on chain is not “{name}” as this release.yaml says it: put back what was published, "
            "and append new phases at the end."
        )


@dataclass(frozen=True)
class PhaseAddition:
    """The phases of a manifest beyond those on chain, one a run."""

    desk: Desk
    manifest: Manifest
    backend: Backend
    clock: Clock = field(default_factory=Clock)

    def run(self) -> None:
        """Add the next phase; raises a `Refusal` when there is none, or it cannot be added."""
        self.backend.check_chain(self.desk.chain.network.chain_id)
        drop = open_drop(self.desk.catalogue, self.manifest.slug)
        if not self._settle(drop):
            number = self._find_next(drop)
            self.desk.carry_out(self._decide(drop, number))
        missing = len(self.manifest.phases) - drop.ask("phase_count")
        if missing:
            self.desk.screen.say(f"Still to be added: {missing}. Run this again.")

    @property
    def _step(self) -> str:
        return f"phase {self.manifest.slug}"

    def _settle(self, drop: LiveDrop) -> bool:
        """Tell whether a transaction of an earlier run added a phase."""
        mined = self.desk.chain.settle(self._step, f"the phase of “{self.manifest.slug}”")
        if mined is None:
            return False
        self.desk.chain.journal.strike(self._step)
        if not mined.has_failed:
            self.desk.screen.say(f"Phase {drop.ask('phase_count')} was added by an earlier run.")
        return not mined.has_failed

    def _find_next(self, drop: LiveDrop) -> int:
        """Return the number of the first phase that is not on chain."""
        there = drop.ask("phase_count")
        for number, phase in enumerate(self.manifest.phases[:there], start=1):
            if not _is_same(phase, drop, number):
                raise PhaseDiffers(number, phase.name)
        if there >= len(self.manifest.phases):
            nothing = "Every phase of this release.yaml is on chain"
            raise NothingToDo(nothing)
        return int(there) + 1

    def _decide(self, drop: LiveDrop, number: int) -> Decision:
        phase = self.manifest.phases[number - 1]
        self._check(drop, number, phase)
        root = self._hand_in(phase)
        struct = pack_phase(phase, {phase.name: root})
        lines = (
            f"{drop.title} gets phase {number}, for good:",
            f"  “{phase.name}”: {show_price(phase)}",
            f"  {show_window(phase)}",
            f"  {show_audience(phase)}",
        )
        return Decision(
            step=self._step,
            request=drop.catalogue.request_phase(self.manifest.slug, phase.name, struct),
            plan="\n".join(lines),
            outcome=f"“{phase.name}” is phase {number} of “{drop.slug}”.",
        )

    def _check(self, drop: LiveDrop, number: int, phase: Phase) -> None:
        place = f" (phases, entry {number})"
        drop.check_open()
        drop.check_may(self.desk.chain.account.address, Right.CREATE)
        if phase.closes and phase.closes.timestamp() <= self.clock.now():
            raise ClosesInThePast(place, show_time(phase.closes))

    def _hand_in(self, phase: Phase) -> bytes:
        """Tell the backend what the phase is called and who is on its list; return the list's root."""
        account = self.desk.chain.account
        self.desk.screen.say(f"Signing in to {self.backend.url} as {account.address}.")
        self.backend.sign_in(
            account.address, self.desk.chain.network.chain_id, lambda text: sign_text(account, text, SIGN_IN)
        )
        self.backend.describe(self.manifest)
        return self.backend.keep_allowlist(phase.allowlist) if phase.allowlist else NO_ROOT


def _is_same(phase: Phase, drop: LiveDrop, number: int) -> bool:
    """Tell whether a phase on chain is that of the file, but for its list, which only the backend can digest."""
    there = drop.ask("phase_at", number)
    price, opens, closes, wallet_cap, _, signer, tier, in_currency = pack_phase(phase, {phase.name: NO_ROOT})
    return (price, opens, closes, wallet_cap, signer, tier, in_currency) == (
        there.price,
        there.opens,
        there.closes,
        there.wallet_cap,
        there.signer,
        there.tier,
        there.in_currency,
    ) and (phase.allowlist is not None) == (there.root != NO_ROOT)
