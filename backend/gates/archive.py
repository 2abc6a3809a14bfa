"""The gates of a release as they leave one server and enter another, with all that they name."""

from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from backend.core.types import Address
from backend.gates.checking import check_tree
from backend.gates.schemas import SOURCE_PATTERN, GateName, Gift, Recording


def _check(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a tree as it was written; raises `GateWrong`."""
    check_tree(tree)
    return tree


Tree = Annotated[dict[str, Any], AfterValidator(_check)]


class ArchivedGift(Gift):
    """Something a wallet was given; `source` names it."""

    source: str = Field(pattern=SOURCE_PATTERN)
    starts_at: AwareDatetime


class GateArchive(BaseModel):
    """The trees that were set, the lists they name with their wallets, and who was given what they ask for."""

    model_config = ConfigDict(extra="forbid")

    gates: dict[Recording, Tree]
    lists: dict[GateName, list[Address]]
    gifts: list[ArchivedGift]
