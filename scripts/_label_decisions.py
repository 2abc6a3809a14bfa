"""What a label decides about itself."""

from scripts._currencies import Currency
from scripts._decision import Decision
from scripts._desk import Desk
from scripts._token import find_token, read_token


def allow_token(desk: Desk, wanted: str, *, is_allowed: bool) -> None:
    """Carry out and record whether drops may be priced in a token given by address or symbol.

    The record keeps a token that is no longer allowed: drops that are priced in it stay so.
    """
    network = desk.chain.network
    currency = read_token(desk.chain.provider, find_token(wanted, network), network)
    decision = decide_currency(desk, currency, is_allowed=is_allowed)
    is_recorded = currency in desk.deployments.list_currencies()
    if is_allowed and not is_recorded and desk.catalogue.is_currency(currency.address):
        # Allowed by a run that did not get to record it, or from another machine.
        desk.chain.settle(decision.step, decision.request.purpose)
        desk.chain.journal.strike(decision.step)
        desk.screen.say(decision.outcome)
    else:
        desk.carry_out(decision)
    if is_allowed:
        desk.deployments.record_currency(currency)


def decide_currency(desk: Desk, currency: Currency, *, is_allowed: bool) -> Decision:
    """Let new drops be priced in a token, or no longer; drops that are priced in it stay so."""
    label, name = desk.catalogue, f"{currency.symbol} ({currency.address})"
    verb = "allow" if is_allowed else "disallow"
    payment = "a signature" if currency.takes_authorizations else "an approval and a transaction"
    plan = f"new drops may be priced in {name}, {currency.decimals} decimals; fans pay with {payment}."
    return Decision(
        step=f"{verb} {currency.address}",
        request=label.request(f"to {verb} {currency.symbol}", "allow_currency", currency.address, is_allowed),
        plan=plan if is_allowed else f"new drops can no longer be priced in {name}; those that are stay so.",
        outcome=f"Drops can be priced in {name} now." if is_allowed else f"New drops cannot be priced in {name} now.",
        already=f"{name} is {'allowed' if is_allowed else 'not allowed'} already",
        is_so=lambda: label.is_currency(currency.address) == is_allowed,
        check=lambda: label.check_owner(desk.chain.account.address),
    )
