"""What governance.yaml says, and each thing it can get wrong in one sentence."""

from pathlib import Path

import pytest

from scripts._charter import Share, load_charter
from scripts._charter_plan import write_charter as write_plan
from scripts._networks import network_of
from scripts._refusal import Refusal
from scripts._rule_lines import Rules
from tests.scripts.charters import RULES, SHARES, VESTING, write_charter
from tests.scripts.releases import PRODUCER, SINGER

NOW = 1_800_000_000
TOKEN = 10**18
HOUR, DAY = 3_600, 86_400
SAMPLE = Path("metadata/governance/sample.yaml")


@pytest.fixture
def load(tmp_path):
    return lambda **changes: load_charter(write_charter(tmp_path, **changes), NOW)


@pytest.fixture
def plan(load):
    """Return the lines of the plan of a file."""
    return lambda **changes: write_plan(load(**changes), network_of(31337), PRODUCER).splitlines()


def test_load_charter__default_case__reads_amounts_and_times_exactly(load):
    charter = load()

    assert charter.shares == (
        Share("treasury", 400_000, 400_000 * TOKEN, is_silent=True),
        Share(PRODUCER, 355_000, 355_000 * TOKEN, is_silent=False),
        Share(SINGER, 245_000, 245_000 * TOKEN, is_silent=True),
    )
    assert charter.rules == Rules(HOUR, 3 * DAY, 1000 * TOKEN, 10, 6 * HOUR, DAY)
    assert (charter.votes_by_itself, charter.guardian, charter.governor_name) == (True, None, "Low Tide Fans")


def test_load_charter__vesting__is_a_part_of_the_supply(load):
    vesting = load(shares=[{"account": SINGER, "percent": "84.5"}], vesting=VESTING).vesting

    assert (vesting.units, vesting.duration_seconds) == (155_000 * TOKEN, 730 * DAY)
    assert vesting.begins.isoformat() == "2030-01-01T00:00:00+01:00"


def test_load_charter__percent_without_quotes__is_exact(load, tmp_path):
    path = write_charter(tmp_path)
    path.write_text(path.read_text().replace("'35.5'", "35.4999").replace("'24.5'", "24.5001"))

    assert [share.parts for share in load_charter(path, NOW).shares] == [400_000, 354_999, 245_001]


def test_load_charter__without_treasury__is_fine(load):
    assert load(shares=[{"account": SINGER, "percent": 100}]).shares[0].units == 1_000_000 * TOKEN


def test_load_charter__sample__is_valid():
    charter = load_charter(SAMPLE, NOW)

    assert sum(share.units for share in charter.shares) + charter.vesting.units == charter.supply_units


WRONG = {
    "sum": ({"shares": SHARES[:2]}, "percent: the percents of shares sum to 75.5 %, correct them to 100 %."),
    "sum with vesting": (
        {"vesting": VESTING},
        "percent: the percents of shares and vesting sum to 115.5 %, correct them to 100 %.",
    ),
    "account twice": (
        {"shares": [SHARES[0], SHARES[1], {"account": PRODUCER.lower(), "percent": "24.5"}]},
        f"shares lists {PRODUCER} twice: add its percents up in one entry.",
    ),
    "nothing": ({"shares": [{"account": SINGER, "percent": "0"}]}, "percent (shares, entry 1) is 0: give"),
    "typing mistake": (
        {"shares": [{"account": SINGER[:-1] + "b", "percent": 100}]},
        "account (shares, entry 1) is 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293Bb, which fails its checksum",
    ),
    "vesting in the past": (
        {"vesting": VESTING | {"begins": "2020-01-01T00:00+01:00"}},
        "begins (vesting) is 2020-01-01T00:00+01:00, which has passed: give a later time.",
    ),
    "vesting without zone": (
        {"vesting": VESTING | {"begins": "2030-01-01"}},
        "begins (vesting) is '2030-01-01' without",
    ),
    "vesting at once": (
        {"vesting": VESTING | {"takes": "none"}},
        "takes (vesting) is no time at all: give it at least",
    ),
    "quorum": (
        {"rules": {"quorum_percent": 101}},
        "quorum_percent (governor) is 101; it should be what part of all tokens must vote for or abstain",
    ),
    "period": ({"rules": {"voting_period": "none"}}, "voting_period (governor) is no time at all: give it at least"),
    "time": (
        {"rules": {"voting_delay": "soon"}},
        "voting_delay (governor) is 'soon': write a number and one of year, ",
    ),
    "long time": (
        {"rules": {"execution_delay": "366 days"}},
        "execution_delay (governor) is 366 days, longer than 1 year",
    ),
    "extension": (
        {"rules": {"late_extension": "4 days"}},
        "late_extension (governor) is 4 days, longer than voting_period (governor), 3 days: shorten it.",
    ),
    "threshold": (
        {"rules": {"proposal_threshold": "1000000.1"}},
        "proposal_threshold (governor) is 1000000.1, more than all tokens: lower it, or nobody can propose.",
    ),
    "all in the treasury": (
        {"shares": [{"account": "treasury", "percent": 100}]},
        "percent (shares): people get 0 % of the tokens, too few to propose or for the quorum, and the treasury gives",
    ),
    "too few to propose": (
        {"rules": {"proposal_threshold": "600000.1"}},
        "percent (shares): people get 60 % of the tokens, too few to propose or for the quorum, and the treasury gives",
    ),
    "guardian": (
        {"rules": {"guardian": "0x" + "0" * 40}},
        "guardian (governor) is 0x00000000000000000000000000000000000",
    ),
    "name": ({"name": "ä" * 17}, "name takes 34 bytes, the chain keeps 32: shorten it."),
    "unknown field": (
        {"rules": {"quorum": 4}},
        "quorum (governor) is not a field of governance: did you mean quorum_percent",
    ),
    "missing field": ({"supply": None}, "supply is missing: add how many tokens there are for ever"),
    "supply": ({"supply": "many"}, 'supply is "many"; it should be how many tokens there are for ever, a whole number'),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG.values(), ids=WRONG)
def test_load_charter__wrong__says_field_and_remedy(load, changes, sentence):
    with pytest.raises(Refusal) as refused:
        load(**changes)

    assert refused.value.message.startswith(sentence)
    assert "\n" not in refused.value.message


def test_load_charter__no_file__asks_for_one(tmp_path):
    with pytest.raises(Refusal, match=r"governance\.yaml: give the path of a governance\.yaml\.$"):
        load_charter(tmp_path / "governance.yaml", NOW)


def test_plan__default_case__tells_shares_and_rules_in_words(plan):
    assert plan()[1:] == [
        "  token     1,000,000 TIDE, “Low Tide Fans”; no more are ever made",
        "  shares        40 %          400,000 TIDE  the treasury, spent by a vote only, does not vote by itself",
        f"              35.5 %          355,000 TIDE  {PRODUCER}",
        f"              24.5 %          245,000 TIDE  {SINGER}, does not vote by itself",
        "  votes     whoever gets tokens votes with them, unless they let another or nobody",
        "  governor  “Low Tide Fans”, which holds the treasury",
        "  propose   whoever has 1,000 TIDE of votes",
        "  vote      begins 1 hour after the proposal, takes 3 days",
        "            a quorum reached at the last moment leaves another 6 hours",
        "  quorum    10 % of all tokens, 100,000 TIDE, for or abstaining;",
        "            it is won with more votes for than against",
        "  execute   anyone, 1 day after it is queued; after 14 days more it expires",
        "  guardian  nobody: what wins cannot be stopped",
        "  rules     change by a vote only; you have no power over them any more",
        "  WARNING   one account has most of the votes at first, and decides alone",
        f"  paid by   {PRODUCER}",
        "  gas       ",
    ]


def test_plan__guardian__says_what_it_can_do_and_what_not(plan):
    lines = plan(rules={"guardian": SINGER})

    at = lines.index(f"  guardian  {SINGER}")
    assert lines[at + 1 : at + 3] == [
        "            can cancel any proposal until it is executed, but one that replaces the guardian;",
        "            cannot propose, decide, spend or move anything",
    ]


def test_plan__vesting__says_from_when_until_when(plan):
    lines = plan(shares=[{"account": SINGER, "percent": "84.5"}], vesting=VESTING)

    assert lines[3:5] == [
        f"              15.5 %          155,000 TIDE  {PRODUCER}",
        "                bit by bit from Tue 1 Jan 2030 00:00 +01:00 on, all of it after 2 years",
    ]


@pytest.mark.parametrize(
    ("changes", "votes"),
    [({"votes_by_itself": False}, 0), ({"shares": [SHARES[0], {"account": SINGER, "percent": 60, "silent": True}]}, 0)],
    ids=["delegation only", "all silent"],
)
def test_plan__quorum_out_of_reach__warns(plan, changes, votes):
    assert f"  WARNING   only {votes} TIDE vote at first, fewer than the quorum:" in plan(**changes)


def test_plan__no_waiting__says_at_once(plan):
    none = {"voting_delay": "none", "late_extension": "none", "execution_delay": "none", "proposal_threshold": 0}
    lines = plan(rules=none)

    assert "  propose   anyone" in lines
    assert "  vote      begins at once after the proposal, takes 3 days" in lines
    assert "  execute   anyone, at once after it is queued; after 14 days more it expires" in lines
    assert not any("last moment" in line for line in lines)


def test_rules__of_the_file__stay_in_the_contracts_order(load):
    settings = load().list_governor_arguments(SINGER)[3]

    assert list(RULES) == [
        "voting_delay",
        "voting_period",
        "proposal_threshold",
        "quorum_percent",
        "late_extension",
        "execution_delay",
    ]
    assert settings == [HOUR, 3 * DAY, 1000 * TOKEN, 10, 6 * HOUR, DAY]
