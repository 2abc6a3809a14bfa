"""The pure judgement against the real contract: over random terms and times, it says what a mint does."""

from dataclasses import astuple, dataclass, field

import boa
import pytest
from eth_abi import decode
from eth_utils import keccak
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.drops.sale import OPEN_SUPPLY, PhaseState, Stock, TierStock, Window, judge_phase
from tests.contracts._chain import Drop, load
from tests.contracts._sources import keep_compiled
from tests.contracts._terms import PRICE, Options, Phase, Terms

ARTIST = boa.env.generate_address("artist")
REFUSALS = {
    PhaseState.UPCOMING: {"drop: not open yet"},
    PhaseState.SOLD_OUT: {"drop: sold out", "drop: tier sold out", "drop: not open yet", "drop: closed"},
    PhaseState.CLOSED: {"drop: sold out", "drop: not open yet", "drop: closed"},
}


@dataclass
class Promise:
    """What a drop is created with; times are seconds after the start."""

    supply: int
    least: int
    cut_off: int
    tiers: tuple
    windows: list = field(default_factory=list)


@st.composite
def promises(draw):
    supply = draw(st.one_of(st.integers(1, 30), st.just(OPEN_SUPPLY)))
    cut_off = draw(st.integers(1, 40)) if supply == OPEN_SUPPLY else draw(st.one_of(st.just(0), st.integers(1, 40)))
    least = draw(st.integers(0, supply)) if cut_off and supply < OPEN_SUPPLY else 0
    gold = draw(st.integers(1, supply)) if draw(st.booleans()) and supply < OPEN_SUPPLY else 0
    tiers = (draw(st.integers(max(1, supply - gold), supply)), gold) if gold else ()
    latest = cut_off - 1 if cut_off else 30
    opens = [draw(st.one_of(st.just(0), st.integers(0, latest))) for _ in range(2)]
    windows = [(begins, draw(st.one_of(st.just(0), st.integers(begins + 1, 60)))) for begins in opens]
    return Promise(supply, least, cut_off, tiers, windows)


MINT = st.tuples(st.just("mint"), st.integers(0, 1), st.integers(1, 12))
WAIT = st.tuples(st.just("wait"), st.integers(1, 15))
ACTIONS = st.one_of(
    MINT,
    WAIT,
    st.tuples(st.just("shrink"), st.integers(1, 30)),
    st.tuples(st.just("pause"), st.booleans()),
    st.tuples(st.just("close")),
)
# Something is sold as a rule, before a time comes that may cut the supply off.
STORIES = st.tuples(st.lists(MINT, max_size=4), st.lists(ACTIONS, max_size=6)).map(lambda parts: [*parts[0], *parts[1]])


class Sale:
    """A drop on chain beside what the backend knows of it."""

    def __init__(self, create_drop, promise):
        start = boa.env.timestamp
        self.windows = [
            Window(start + opens, start + closes if closes else 0, tier)
            for tier, (opens, closes) in enumerate(promise.windows)
        ]
        if not promise.tiers:
            self.windows = [Window(window.opens, window.closes) for window in self.windows]
        public, added = self.windows
        phase = Phase(price=PRICE, opens=added.opens, closes=added.closes, tier=added.tier)
        cut_off = start + promise.cut_off if promise.cut_off else 0
        options = Options(least_supply=promise.least, cut_off=cut_off, tiers=promise.tiers)
        terms = Terms(supply=promise.supply, opens=public.opens, closes=public.closes)
        self.drop = create_drop(terms, options, phase)
        self.promise, self.cut_off = promise, cut_off
        self.lowered, self.is_paused, self.is_closed = None, False, False

    @property
    def moments(self):
        """Return when something changes by itself, and a second before and after."""
        times = {time for window in self.windows for time in (window.opens, window.closes)} | {self.cut_off}
        return {time + offset for time in times if time for offset in (-1, 0, 1)}

    @property
    def stock(self):
        minted = [self.drop.minted_of(tier) for tier in range(len(self.promise.tiers))]
        tiers = tuple(map(TierStock, self.promise.tiers, minted))
        promise = self.promise
        return Stock(
            promise.supply, self.drop.minted(), promise.least, self.cut_off, self.lowered, self.is_closed,
            self.is_paused, tiers,
        )  # fmt: skip

    def mint(self, phase, quantity):
        """Mint to a new wallet as far as the contract agrees; return the reason if it does not."""
        fan = boa.env.generate_address()
        boa.env.set_balance(fan, quantity * PRICE)
        return self._ask("mint", fan, quantity, phase, value=quantity * PRICE, sender=fan)

    def shrink(self, supply):
        if self._ask("shrink_supply", supply, sender=ARTIST) is None:
            self.lowered = supply

    def pause(self, is_paused):
        self.drop.pause(is_paused, sender=ARTIST)
        self.is_paused = is_paused

    def close(self):
        if self._ask("close", sender=ARTIST) is None:
            self.is_closed = True

    def _ask(self, name, *arguments, sender, value=0):
        """Send a call without the trace of a test's failure, which takes longer than all the rest."""
        data = self.drop.encode(name, *arguments)
        done = boa.env.execute_code(to_address=self.drop.address, sender=sender, data=data, value=value)
        return None if done.is_success else decode(["string"], done.output[4:])[0]

    def check_judgement(self, phase, quantity):
        """Compare what the backend says of a mint with what becomes of it."""
        stock, window, seconds = self.stock, self.windows[phase], boa.env.timestamp
        assert stock.bound(seconds) == self.drop.supply()
        state = judge_phase(window, stock, seconds)
        is_expected = (
            state is PhaseState.OPEN and not stock.is_paused and quantity <= stock.count_left(window.tier, seconds)
        )

        reason = self.mint(phase, quantity)

        assert (reason is None) == is_expected, (reason, state, stock)
        if state is not PhaseState.OPEN:
            assert reason in REFUSALS[state] | ({"drop: paused"} if stock.is_paused else set())


@pytest.fixture
def create_drop():
    """Create drops of a label in titanoboa's chain."""
    keep_compiled()
    halves = [load("drops/MixDrop.vy"), load("drops/DropOffice.vy")]
    implementation = halves[0].deploy(halves[1].deploy())
    label = load("drops/Label.vy").deploy(implementation, load("royalties/RoyaltySplit.vy").deploy(), ARTIST)

    def create_drop(terms, options, phase):
        promised = (astuple(terms), [(ARTIST, 1_000_000)], astuple(options), [astuple(phase)])
        return Drop(halves, label.create_drop(keccak(text="release"), *promised, sender=ARTIST)[0])

    return create_drop


@pytest.fixture
def play(create_drop):
    """Let actions happen to a drop of its own, and judge every mint."""

    def play(promise, actions):
        with boa.env.anchor():
            sale = Sale(create_drop, promise)
            for name, *arguments in actions:
                if name == "wait":
                    boa.env.time_travel(seconds=arguments[0])
                elif name == "mint":
                    sale.check_judgement(*arguments)
                else:
                    getattr(sale, name)(*arguments)
            for moment in sorted(sale.moments):
                boa.env.time_travel(seconds=max(0, moment - boa.env.timestamp))
                for phase, quantity in ((0, 1), (1, 1)):
                    sale.check_judgement(phase, quantity)

    return play


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(promise=promises(), actions=STORIES)
def test_judge_phase__random_sales__agrees_with_every_mint(play, promise, actions):
    play(promise, actions)
