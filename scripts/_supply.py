"""How many editions there may be, until when, and of which tiers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scripts._fields import moment_at, read_time
from scripts._fields_file import FieldMissing
from scripts._refusal import Refusal
from scripts._release_file import describe_field

OPEN = "open"


class LeastSupplyOpen(Refusal):
    """An open supply has no lower limit to fall to."""

    def __init__(self) -> None:
        super().__init__("least_supply means nothing with an open supply: remove it, or give supply a number.")


class LeastSupplyTooHigh(Refusal):
    """The supply would fall to more than it was."""

    def __init__(self, least: int, supply: int) -> None:
        super().__init__(f"least_supply is {least}, above the supply of {supply}: lower it.")


class TierTwice(Refusal):
    """Two tiers cannot be told apart."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__(f"name (tiers, entry {number}) is “{name}” again: give each tier a name of its own.")


class TierTooLarge(Refusal):
    """A tier holds more editions than the drop."""

    def __init__(self, number: int, supply: object, limit: int) -> None:
        super().__init__(f"supply (tiers, entry {number}) is {supply}, above the drop's supply of {limit}: lower it.")


class TiersTooSmall(Refusal):
    """Some editions would be of no tier."""

    def __init__(self, total: int, supply: int) -> None:
        super().__init__(
            f"tiers hold {total} editions together, fewer than the supply of {supply}: raise one, or lower supply."
        )


class TiersBounded(Refusal):
    """An open drop would end with its tiers."""

    def __init__(self) -> None:
        super().__init__("tiers all have a number, but the supply is open: write supply: open for one of them.")


@dataclass(frozen=True)
class Tier:
    """A kind of edition, and how many there may be; `None` for as many as are sold."""

    name: str
    supply: int | None


@dataclass(frozen=True)
class Supply:
    """At most `most` editions until the cut-off, `None` for an open supply; `least` or what was minted from then on."""

    most: int | None
    least: int
    cut_off: datetime | None
    tiers: tuple[Tier, ...]

    @property
    def cut_off_at(self) -> int:
        """The cut-off in unix seconds; 0 is never."""
        return moment_at(self.cut_off)


def read_supply(fields: dict[str, Any]) -> Supply:
    """Return what the manifest promises; raises a `Refusal` for what contradicts itself."""
    most = _read_number(fields["supply"])
    least = fields.get("least_supply")
    cut_off = read_time("cut_off", fields.get("cut_off"))
    if cut_off is None and (most is None or least is not None):
        raise FieldMissing("cut_off", "", describe_field("cut_off"))
    if least is not None and most is None:
        raise LeastSupplyOpen
    if least is not None and most is not None and least > most:
        raise LeastSupplyTooHigh(least, most)
    return Supply(most, least or 0, cut_off, _read_tiers(fields.get("tiers", []), most))


def _read_tiers(entries: list[dict[str, Any]], most: int | None) -> tuple[Tier, ...]:
    tiers = tuple(Tier(entry["name"].strip(), _read_number(entry["supply"])) for entry in entries)
    names = [tier.name for tier in tiers]
    for number, tier in enumerate(tiers, start=1):
        if tier.name in names[: number - 1]:
            raise TierTwice(number, tier.name)
        if most is not None and (tier.supply is None or tier.supply > most):
            raise TierTooLarge(number, tier.supply or OPEN, most)
    if tiers:
        _check_room(tiers, most)
    return tiers


def _check_room(tiers: tuple[Tier, ...], most: int | None) -> None:
    bounded = [tier.supply for tier in tiers if tier.supply is not None]
    if most is None and len(bounded) == len(tiers):
        raise TiersBounded
    if most is not None and sum(bounded) < most:
        raise TiersTooSmall(sum(bounded), most)


def _read_number(supply: int | str) -> int | None:
    return None if supply == OPEN else int(supply)
