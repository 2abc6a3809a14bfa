"""What fans share and by which rules they decide, as governance.yaml says it."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from scripts._charter_refusals import (
    AccountTwice,
    DecisionsOutOfReach,
    ExtensionTooLong,
    NameTooLong,
    PercentsIncomplete,
    PercentZero,
    ThresholdOutOfReach,
    TimeMissing,
    VestingInThePast,
)
from scripts._currencies import ZERO_ADDRESS
from scripts._durations import SECONDS, read_duration
from scripts._fields import read_account, read_time, shift
from scripts._fields_file import SCHEMAS, Form
from scripts._rule_lines import PERCENT, Rules

SCHEMA = SCHEMAS / "governance.schema.json"
TREASURY = "treasury"
DECIMALS = 18
NAME_LIMIT_BYTES = 32  # both contracts keep a String[32]
PERCENT_DECIMALS = 4
PARTS = 1_000_000  # a percent with four decimals is so many of a million
LONGEST = SECONDS["year"]  # of the governor's times
TAKES, PERIOD = "takes (vesting)", "voting_period (governor)"
LONGEST_VESTING = 100 * SECONDS["year"]


@dataclass(frozen=True)
class Share:
    """Who has how many of the token's smallest units from the beginning."""

    account: str
    parts: int
    units: int
    is_silent: bool


@dataclass(frozen=True)
class Vesting:
    """Who is given units little by little; the time keeps the zone it was written in."""

    account: str
    parts: int
    units: int
    begins: datetime
    duration_seconds: int


@dataclass(frozen=True)
class Charter:
    """A fan token and the governor its holders decide in."""

    name: str
    symbol: str
    supply_units: int
    shares: tuple[Share, ...]
    vesting: Vesting | None
    votes_by_itself: bool
    governor_name: str
    guardian: str | None
    rules: Rules

    def list_governor_arguments(self, token: str) -> list[Any]:
        """Return what FanGovernor is created with."""
        rules = self.rules
        settings = [
            rules.voting_delay_seconds,
            rules.voting_period_seconds,
            rules.threshold_units,
            rules.quorum_percent,
            rules.late_extension_seconds,
            rules.execution_delay_seconds,
        ]
        return [token, self.governor_name, self.guardian or ZERO_ADDRESS, settings]

    def list_token_arguments(self, governor: str) -> list[Any]:
        """Return what FanToken is created with; the treasury is the governor."""
        shares = [
            [governor if share.account == TREASURY else share.account, share.units, share.is_silent]
            for share in self.shares
        ]
        given = self.vesting
        begins = int(given.begins.timestamp()) if given else 0
        terms = [given.account, given.units, begins, given.duration_seconds] if given else [ZERO_ADDRESS, 0, 0, 0]
        return [self.name, self.symbol, shares, terms, self.votes_by_itself]


def load_charter(path: Path, now: float) -> Charter:
    """Return what the file at `path` says, `now` being Unix seconds; raises a `Refusal` that names field and remedy."""
    fields = Form("governance.yaml", "governance", _load_schema).read(path)
    supply, rules = fields["supply"], fields["governor"]
    shares = tuple(_read_share(number, entry, supply) for number, entry in enumerate(fields["shares"], start=1))
    vesting = _read_vesting(fields["vesting"], supply, now) if "vesting" in fields else None
    _check_parts(shares, vesting)
    charter_rules = _read_rules(rules, shift(supply, DECIMALS))
    _check_reach(shares, charter_rules, shift(supply, DECIMALS))
    name = _read_name("name", fields["name"])
    return Charter(
        name=name,
        symbol=fields["symbol"],
        supply_units=shift(supply, DECIMALS),
        shares=shares,
        vesting=vesting,
        votes_by_itself=fields.get("votes_by_itself", True),
        governor_name=_read_name("name (governor)", rules.get("name", name)),
        guardian=read_account("guardian (governor)", rules["guardian"]) if "guardian" in rules else None,
        rules=charter_rules,
    )


def _load_schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _read_name(field: str, value: str) -> str:
    name = value.strip()
    if len(name.encode()) > NAME_LIMIT_BYTES:
        raise NameTooLong(field, len(name.encode()), NAME_LIMIT_BYTES)
    return name


def _read_share(number: int, entry: dict[str, Any], supply: int) -> Share:
    place = f"(shares, entry {number})"
    is_treasury = entry["account"] == TREASURY
    account = TREASURY if is_treasury else read_account(f"account {place}", entry["account"])
    parts = _read_parts(place, entry["percent"])
    return Share(account, parts, _count_units(parts, supply), entry.get("silent", is_treasury))


def _read_vesting(entry: dict[str, Any], supply: int, now: float) -> Vesting:
    begins = read_time("begins (vesting)", entry["begins"])
    if begins is None or begins.timestamp() <= now:
        raise VestingInThePast(entry["begins"])
    duration = read_duration(TAKES, entry["takes"], LONGEST_VESTING)
    if not duration:
        raise TimeMissing(TAKES)
    parts = _read_parts("(vesting)", entry["percent"])
    account = read_account("account (vesting)", entry["account"])
    return Vesting(account, parts, _count_units(parts, supply), begins, duration)


def _read_parts(place: str, percent: str | int) -> int:
    parts = shift(percent, PERCENT_DECIMALS)
    if not parts:
        raise PercentZero(place)
    return parts


def _count_units(parts: int, supply: int) -> int:
    """Return a part of the supply, exactly: a million divides a token."""
    return shift(supply, DECIMALS) // PARTS * parts


def _check_parts(shares: tuple[Share, ...], vesting: Vesting | None) -> None:
    accounts = [share.account for share in shares]
    for account in accounts:
        if accounts.count(account) > 1:
            raise AccountTwice(account)
    total = sum(share.parts for share in shares) + (vesting.parts if vesting else 0)
    if total != PARTS:
        raise PercentsIncomplete(total, has_vesting=vesting is not None)


def _check_reach(shares: tuple[Share, ...], rules: Rules, supply_units: int) -> None:
    """Raise when all that people will ever hold decides nothing: the treasury gives away by a vote only."""
    held = PARTS - sum(share.parts for share in shares if share.account == TREASURY)
    quorum = supply_units * rules.quorum_percent // PERCENT
    if supply_units // PARTS * held < max(quorum, rules.threshold_units):
        raise DecisionsOutOfReach(held)


def _read_rules(fields: dict[str, Any], supply_units: int) -> Rules:
    delay, period, extension, execution = (
        read_duration(f"{name} (governor)", fields[name], LONGEST)
        for name in ("voting_delay", "voting_period", "late_extension", "execution_delay")
    )
    if not period:
        raise TimeMissing(PERIOD)
    if extension > period:
        raise ExtensionTooLong(fields["late_extension"], fields["voting_period"])
    threshold = shift(fields["proposal_threshold"], DECIMALS)
    if threshold > supply_units:
        raise ThresholdOutOfReach(fields["proposal_threshold"])
    return Rules(delay, period, threshold, fields["quorum_percent"], extension, execution)
