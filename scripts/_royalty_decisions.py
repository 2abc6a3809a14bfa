"""What is decided about the money in a split: divide it, take it. Anyone may; where it goes is never a choice."""

from scripts._amounts import show_amount, show_percent
from scripts._currencies import Currency
from scripts._decision import Decision, NothingToDo
from scripts._live_split import LiveSplit
from scripts._refusal import Refusal

AMOUNT_COLUMNS = 22


class NothingOwed(Refusal):
    """The payee has nothing to take, yet or at all."""

    def __init__(self, split: LiveSplit, payee: str, currency: Currency, undivided: int) -> None:
        remedy = "there is nothing to do"
        if undivided and payee in dict(split.terms.shares):
            waits = show_amount(undivided, currency)
            remedy = f"{waits} wait to be divided, run {split.command('distribute', currency)}"
        super().__init__(f"{split.subject} owes {payee} no {currency.symbol}: {remedy}.")


class NotOnesOwn(Refusal):
    """Only the payee itself may have its money sent elsewhere."""

    def __init__(self, account: str, payee: str) -> None:
        super().__init__(
            f"{account} cannot say where the money of {payee} goes: leave out --to, or run this with --account {payee}."
        )


class SentToItself(Refusal):
    """The split would divide the payee's money among all payees."""

    def __init__(self, split: LiveSplit) -> None:
        super().__init__(
            f"{split.subject} would divide what is sent to it among all its payees: "
            "give --to an address of the payee's own."
        )


def decide_distribution(split: LiveSplit, currency: Currency, caller: str) -> Decision:
    """Divide what came in: coin is paid at once, of a token each payee takes its part."""
    amount = split.undivided(currency)
    outcome = (
        f"paid its payees; one who could not be paid may take it by {split.command('withdraw', currency)}."
        if currency.is_coin
        else f"owes its payees their {currency.symbol}: anyone may have one sent it by "
        f"{split.command('withdraw', currency, '--payee …')}."
    )
    arguments = (split.terms.words, split.terms.tag, *_name(currency))

    nothing = f"{split.subject} holds no {currency.symbol} to divide"

    def check() -> None:
        # What one division leaves over, less than a unit for each payee, waits for the next.
        if not any(part for _, part in split.terms.list_parts(amount)):
            raise NothingToDo(nothing)

    return Decision(
        step=f"distribute {split.address} {currency.address}",
        request=split.request(f"the payout of {split.title}", "distribute", *arguments),
        plan="\n".join((_tell_division(split, currency, amount), *_list_parts(split, currency, amount, caller))),
        outcome=f"{split.subject} {outcome}",
        check=check,
    )


def decide_payment(split: LiveSplit, currency: Currency, payee: str) -> Decision:
    """Send a payee what it is owed."""
    request = split.request(f"the payment to {payee}", "withdraw_for", payee, *_name(currency))
    return Decision(
        step=f"withdraw {split.address} {payee} {currency.address}",
        request=request,
        plan=f"{split.title} sends {show_amount(split.owed(payee, currency), currency)} to {payee}, who is owed them.",
        outcome=f"{payee} has its {currency.symbol} from {split.title}.",
        check=lambda: _check_owed(split, currency, payee),
    )


def decide_diversion(split: LiveSplit, currency: Currency, payee: str, recipient: str, account: str) -> Decision:
    """Send what the account itself is owed somewhere else, should a token refuse the account."""
    amount = show_amount(split.owed(payee, currency), currency)

    def check() -> None:
        if payee != account:
            raise NotOnesOwn(account, payee)
        if recipient == split.address:
            raise SentToItself(split)
        _check_owed(split, currency, payee)

    return Decision(
        step=f"withdraw {split.address} {payee} {currency.address} {recipient}",
        request=split.request(f"the payment to {recipient}", "withdraw_to", recipient, *_name(currency)),
        plan=f"{split.title} sends {amount} that {payee} is owed to {recipient}.",
        outcome=f"{recipient} has the {currency.symbol} of {payee} from {split.title}.",
        check=check,
    )


def _check_owed(split: LiveSplit, currency: Currency, payee: str) -> None:
    if not split.owed(payee, currency):
        raise NothingOwed(split, payee, currency, split.undivided(currency))


def _tell_division(split: LiveSplit, currency: Currency, amount: int) -> str:
    if currency.is_coin:
        return f"{split.title} pays its payees {show_amount(amount, currency)}:"
    return f"{split.title} divides {show_amount(amount, currency)} among its payees, who may then take their parts:"


def _list_parts(split: LiveSplit, currency: Currency, amount: int, caller: str) -> list[str]:
    reward = split.terms.reward_of(amount)
    shares = dict(split.terms.shares)
    lines = [
        f"  {show_amount(part, currency):>{AMOUNT_COLUMNS}}  {show_percent(shares[account]):>10}  {account}"
        for account, part in split.terms.list_parts(amount - reward)
    ]
    if split.terms.reward:
        kept = show_amount(reward, currency)
        lines.insert(0, f"  {kept:>{AMOUNT_COLUMNS}}  {'before':>10}  {caller}, for doing it")
    return lines


def _name(currency: Currency) -> tuple[str, ...]:
    return () if currency.is_coin else (currency.address,)
