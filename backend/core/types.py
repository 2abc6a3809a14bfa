"""Amounts, addresses and digests, as they are stored and as they cross HTTP."""

from datetime import UTC, datetime
from typing import Annotated

from eth_utils.address import is_hex_address
from pydantic import AfterValidator, PlainSerializer, StringConstraints
from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from backend.core.keccak import write_checksum

WEI_DIGITS = 78  # 2**256 has 78 decimal digits
PARTS_PER_MILLION = 1_000_000
ADDRESS_DIGITS = 40


def _checksum(value: str) -> str:
    if not is_hex_address(value):
        msg = "is not an address: it should be 0x and 40 hexadecimal digits"
        raise ValueError(msg)
    digits = value[-ADDRESS_DIGITS:]
    address = write_checksum(f"0x{digits}")
    if digits not in (address[2:], digits.lower(), digits.upper()):
        msg = "has a wrong checksum (EIP-55): copy the address again"
        raise ValueError(msg)
    return address


def fit_bytes(most: int) -> AfterValidator:
    """Return the rule that a text is at most so many bytes long: contracts count those of UTF-8, and not letters."""

    def fit(text: str) -> str:
        if len(text.encode()) > most:
            msg = f"is longer than {most} bytes: write a shorter one"
            raise ValueError(msg)
        return text

    return AfterValidator(fit)


Address = Annotated[str, AfterValidator(_checksum)]
"""An account or contract, in EIP-55 checksum case."""

Bytes32 = Annotated[str, StringConstraints(pattern="^0x[0-9a-fA-F]{64}$", to_lower=True)]
"""32 bytes as 0x hex."""

Signature = Annotated[str, StringConstraints(pattern="^0x[0-9a-fA-F]{130}$", to_lower=True)]
"""What a wallet's key signed, as 0x hex: r, s and v (EIP-191)."""

Wei = Annotated[int, PlainSerializer(str, return_type=str, when_used="json")]
"""An amount in the coin's smallest unit; a string in JSON, because JavaScript rounds above 2**53."""


class WeiColumn(TypeDecorator[int]):
    """An amount of up to 2**256 - 1, stored as decimal digits: no database's integer is as wide."""

    impl = String(WEI_DIGITS)
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write the amount as digits."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read the amount from digits."""
        return None if value is None else int(value)


class AmountColumn(TypeDecorator[int]):
    """An amount of up to 2**256 - 1 as digits of one width, so that a database compares and sorts it as text."""

    impl = String(WEI_DIGITS)
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write the amount as 78 digits."""
        return None if value is None else f"{value:0{WEI_DIGITS}d}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read the amount from digits."""
        return None if value is None else int(value)


class UtcColumn(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read the moment as UTC."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
