"""Hand a power to the fans: its owner offers it, and a vote takes it over. Until then nothing changes."""

from collections.abc import Sequence

from scripts._decision import Decision
from scripts._live_governor import LiveGovernor
from scripts._powers import Power
from scripts._refusal import Refusal


class NotThePowersOwner(Refusal):
    """The account cannot hand over what is not its own."""

    def __init__(self, power: Power, account: str, owner: str | None) -> None:
        remedy = f"run this again with the --account of {owner}" if owner else "nobody owns it any more"
        super().__init__(f"{account} does not own {power.title}: {remedy}.")


def write_powers(powers: Sequence[Power], governor: LiveGovernor, account: str) -> str:
    """Return what an account could hand to the fans, what each means, and how it is done."""
    if not powers:
        return f"{account} owns nothing that could be handed to the fans: no label and no managed split."
    lines = []
    for power in powers:
        offered = power.is_offered_to(governor.address)
        lines += [f"{power.title[0].upper()}{power.title[1:]}{', offered already' if offered else ''}:"]
        lines += [f"  {line}" for line in power.meaning]
        lines += [f"  {_say_next(power) if offered else f'offer it: `ape run governance adopt {power.name}`'}"]
    return "\n".join(lines)


def decide_adoption(power: Power, governor: LiveGovernor, account: str) -> Decision:
    """Offer a power to the governor."""

    def check() -> None:
        owner = power.find_owner()
        if owner != account:
            raise NotThePowersOwner(power, account, owner)

    meaning = [f"  {line}" for line in power.meaning]
    until = "  Until the fans take it over by a vote it stays yours, and you can offer it to another account instead."
    return Decision(
        step=f"adopt {power.address}",
        request=power.request_offer(governor.address),
        plan="\n".join((f"{power.title} is offered to the governor {governor.address}.", *meaning, until)),
        outcome=f"{power.title[0].upper()}{power.title[1:]} is offered; {_say_next(power)}.",
        already=f"{power.title[0].upper()}{power.title[1:]} is offered to the governor, or its own, already",
        is_so=lambda: governor.address in (power.find_owner(), power.contract.pending_owner()),
        check=check,
    )


def _say_next(power: Power) -> str:
    return f"the fans take it over once they vote for `ape run governance propose take-over {power.name} --title …`"
