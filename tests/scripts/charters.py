"""Write governance.yaml as who founds one would."""

import yaml

from tests.scripts.releases import PRODUCER, SINGER

SHARES = [
    {"account": "treasury", "percent": "40"},
    {"account": PRODUCER, "percent": "35.5"},
    {"account": SINGER, "percent": "24.5", "silent": True},
]
RULES = {
    "voting_delay": "1 hour",
    "voting_period": "3 days",
    "proposal_threshold": "1000",
    "quorum_percent": 10,
    "late_extension": "6 hours",
    "execution_delay": "1 day",
}
FIELDS = {"name": "Low Tide Fans", "symbol": "TIDE", "supply": 1_000_000, "shares": SHARES, "governor": RULES}
VESTING = {"account": PRODUCER, "percent": "15.5", "begins": "2030-01-01T00:00+01:00", "takes": "2 years"}


def write_charter(folder, rules=None, **changes):
    """Write governance.yaml with `changes` (a value of None removes the field); return its path."""
    fields = {name: value for name, value in (FIELDS | changes).items() if value is not None}
    if rules:
        fields["governor"] = {name: value for name, value in (RULES | rules).items() if value is not None}
    path = folder / "governance.yaml"
    path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False))
    return path
