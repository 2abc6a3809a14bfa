"""What the form of a proposal offers to change. Pure: values in, words out."""

from typing import NamedTuple

from backend.governance.actions import write_duration
from backend.governance.models import SettingName
from backend.governance.schemas import SettingsView
from backend.pages.formats import votes


class Changeable(NamedTuple):
    """A rule that a vote can change, and how it stands."""

    name: SettingName
    words: str
    standing: str


def list_changeable(settings: SettingsView | None) -> list[Changeable]:
    """Return the rules that a vote can change; none before the governor's first block is read."""
    if settings is None:
        return []
    times = (
        (SettingName.VOTING_PERIOD, "How long people can vote", settings.voting_period_seconds),
        (SettingName.VOTING_DELAY, "How long before a vote begins", settings.voting_delay_seconds),
        (
            SettingName.LATE_EXTENSION,
            "How long people can still vote after a late quorum",
            settings.late_extension_seconds,
        ),
        (SettingName.EXECUTION_DELAY, "How long what won waits", settings.execution_delay_seconds),
    )
    return [
        *(Changeable(name, words, f"It is {write_duration(seconds)} now.") for name, words, seconds in times),
        Changeable(
            SettingName.QUORUM_NUMERATOR,
            "How many percent of all fan tokens must take part",
            f"It is {settings.quorum_percent} % now.",
        ),
        Changeable(
            SettingName.PROPOSAL_THRESHOLD,
            "How many votes a proposer needs",
            f"It is {votes(settings.proposal_threshold)} now.",
        ),
        Changeable(SettingName.GUARDIAN, "Who can cancel proposals", _tell_guardian(settings.guardian)),
    ]


def _tell_guardian(guardian: str | None) -> str:
    return f"It is {guardian} now. Leave it empty for nobody." if guardian else "It is nobody now."
