"""What a manifest can get wrong beyond its schema; each sentence names the field and the remedy."""

from decimal import Decimal

from eth_utils.address import is_hex_address

from scripts._currencies import Currency
from scripts._refusal import Refusal


class SlugWrong(Refusal):
    """The manifest's folder cannot be part of a web address."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"The folder {slug!r} names the release, so it should be small letters, digits and hyphens: rename it."
        )


class TitleTooLong(Refusal):
    """The title does not fit on chain."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"title takes {size} bytes, the chain keeps {limit}: shorten it.")


class PriceTooHigh(Refusal):
    """The price does not fit on chain."""

    def __init__(self, field: str, price: str | int, symbol: str) -> None:
        super().__init__(f"{field} is {price} {symbol}, more than there will ever be: lower it.")


class PriceTooPrecise(Refusal):
    """The price has digits that the currency has not."""

    def __init__(self, field: str, price: str | int, currency: Currency) -> None:
        super().__init__(f"{field} is {price}, but {currency.symbol} has {currency.decimals} decimals: shorten it.")


class TimeUnreadable(Refusal):
    """A time is not ISO 8601."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field} is {value!r}: write date, time and zone as in 2026-12-01T20:00+01:00.")


class ZoneMissing(Refusal):
    """A time means another moment for every reader."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field} is {value!r} without a time zone: append one, as in {value}+01:00.")


class ClosesBeforeOpening(Refusal):
    """The sale would never be open."""

    def __init__(self, place: str, closes: str, opens: str) -> None:
        super().__init__(f"closes{place} ({closes}) is not later than opens ({opens}): move one of them.")


class ClosesInThePast(Refusal):
    """The sale would be over before it began."""

    def __init__(self, place: str, closes: str) -> None:
        super().__init__(f"closes{place} ({closes}) has passed: give a later time, or leave it out to never close.")


class CutOffInThePast(Refusal):
    """The supply would have fallen before anything was sold."""

    def __init__(self, cut_off: str) -> None:
        super().__init__(f"cut_off ({cut_off}) has passed: give a later time.")


class AccountWrong(Refusal):
    """An account has a typing mistake, or belongs to nobody."""

    def __init__(self, field: str, account: str) -> None:
        why = "fails its checksum (EIP-55) or is nobody's"
        if not is_hex_address(account):
            why = "is no address of 0x and 40 hexadecimal digits"
        super().__init__(f"{field} is {account}, which {why}: copy it again from the wallet.")


class PayeeTwice(Refusal):
    """One account is listed twice."""

    def __init__(self, account: str) -> None:
        super().__init__(f"payees lists {account} twice: add its shares up in one entry.")


class ShareZero(Refusal):
    """A payee would get nothing."""

    def __init__(self, number: int) -> None:
        super().__init__(f"share (payees, entry {number}) is 0: give the payee a share, or remove the entry.")


class SharesIncomplete(Refusal):
    """The shares give away more or less than everything."""

    def __init__(self, total: Decimal) -> None:
        super().__init__(f"share: the payees' shares sum to {total.normalize():f} %, correct them to 100 %.")


class CurrencyUnknown(Refusal):
    """The label never allowed the token, or the other network's label did."""

    def __init__(self, wanted: str, known: list[str]) -> None:
        allowed = f"; known are {', '.join(known)}" if known else ""
        super().__init__(
            f"currency is {wanted}, which this label has not allowed{allowed}: "
            f"run `ape run label allow {wanted}` with the same --network first."
        )


class CurrencyAmbiguous(Refusal):
    """Two tokens have the same symbol."""

    def __init__(self, symbol: str, addresses: list[str]) -> None:
        super().__init__(
            f"currency {symbol} is the symbol of {' and of '.join(addresses)}: write the address you mean."
        )


class SoulboundValidated(Refusal):
    """There would be no transfer to decide about."""

    def __init__(self) -> None:
        super().__init__("validator has no transfer to decide about when soulbound is true: remove one of the two.")


class MixGatedTwice(Refusal):
    """Two gates would decide about one recording."""

    def __init__(self) -> None:
        super().__init__("gate and mix (gates) both say who may hear the mix: remove one of the two.")
