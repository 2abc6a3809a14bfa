import pytest

from scripts._abis import contract_at
from scripts._label_decisions import decide_crew
from scripts._live_drop import Right
from scripts._manifest import load_manifest
from scripts._phase_addition import PhaseAddition
from scripts._refusal import Refusal
from scripts._screen import Declined
from tests.scripts.conftest import HastyClock
from tests.scripts.releases import PRODUCER, SINGER, write_release

EARLY = {"name": "Early", "price": "0.01"}
FRIENDS = {"name": "Friends", "price": "0.02", "allowlist": "friends.csv"}
LATE = {"name": "Late", "price": "7", "opens": "2030-06-01T20:00Z", "wallet_cap": 3}


@pytest.fixture
def create_addition(create_publication, create_desk, server, release):
    """Publish a release with one phase; returns what adds the phases of a changed file."""
    create_publication(phases=[EARLY]).run()
    (release.parent / "friends.csv").write_text(f"wallet,quantity\n{PRODUCER},2\n{SINGER},1\n")

    def create_addition(*phases, account=None):
        manifest = load_manifest(write_release(release.parent, phases=list(phases)))
        return PhaseAddition(create_desk(account), manifest, server, HastyClock())

    return create_addition


@pytest.fixture
def drop(create_addition, deployments):
    return contract_at("MixDrop", deployments.find_drop("low-tide")["address"])


def test_run__one_more_phase__adds_it(create_addition, drop, screen):
    create_addition(EARLY, LATE).run()

    phase = drop.phase_at(2)
    assert (phase.price, phase.opens, phase.wallet_cap) == (7 * 10**18, 1906574400, 3)
    assert "gets phase 2, for good:\n  “Late”: 7 POL each\n  from Sat 1 Jun 2030 20:00 +00:00" in screen.said[-2]
    assert screen.said[-1] == "“Late” is phase 2 of “low-tide”."


def test_run__with_a_list__hands_it_in_and_names_the_phase(create_addition, drop, backend):
    create_addition(EARLY, FRIENDS).run()

    assert ["0x" + drop.phase_at(2).root.hex()] == list(backend.allowlists)
    assert [line["name"] for line in backend.releases["low-tide"]["manifest"]["phases"]] == ["Early", "Friends"]


def test_run__two_more_phases__adds_one_a_run(create_addition, drop, screen):
    create_addition(EARLY, FRIENDS, LATE).run()
    assert (drop.phase_count(), screen.said[-1]) == (2, "Still to be added: 1. Run this again.")

    create_addition(EARLY, FRIENDS, LATE).run()
    assert drop.phase_count() == 3


def test_run__no_more_phases__says_so(create_addition):
    with pytest.raises(Refusal, match=r"^Every phase of this release\.yaml is on chain: there is nothing to do\.$"):
        create_addition(EARLY).run()


def test_run__new_phase_before_the_old__says_to_append(create_addition):
    with pytest.raises(Refusal, match=r"^Phase 1 on chain is not “Late” as this release\.yaml says it: put back what"):
        create_addition(LATE, EARLY).run()


def test_run__declined__adds_nothing(create_addition, drop, screen):
    screen.answer = Declined()

    with pytest.raises(Declined):
        create_addition(EARLY, LATE).run()
    assert drop.phase_count() == 1


def test_run__phase_closing_in_the_past__names_it(create_addition):
    with pytest.raises(Refusal, match=r"^closes \(phases, entry 2\) \(Wed 1 Jan 2025 20:00 \+00:00\) has passed"):
        create_addition(EARLY, {"name": "Late", "price": "1", "closes": "2025-01-01T20:00Z"}).run()


def test_run__by_a_stranger__names_the_owner(create_addition, stranger, artist):
    with pytest.raises(Refusal, match=rf"{stranger.address} does not decide about “low-tide”: .* {artist.address}\."):
        create_addition(EARLY, LATE, account=stranger).run()


def test_run__by_crew_that_creates__adds_it(create_addition, drop, desk, stranger):
    desk.carry_out(decide_crew(desk, stranger.address, Right.CREATE))

    create_addition(EARLY, LATE, account=stranger).run()

    assert drop.phase_count() == 2
