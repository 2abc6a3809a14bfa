"""Tickets: what a phase's signer lets one wallet buy, once, signed here and sent nowhere (EIP-712)."""

import base64
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from eth_account.messages import encode_typed_data

from scripts._chain import Chain
from scripts._fields import ADDRESS, read_account, read_price
from scripts._json_file import read_json, write_json
from scripts._live_drop import LiveDrop
from scripts._manifest import Manifest
from scripts._networks import Network
from scripts._phases import Phase
from scripts._refusal import Refusal
from scripts._signing import sign_message

MAX_QUANTITY = 20  # as many as one mint can take
AMOUNT = re.compile(r"[0-9]{1,20}(?:\.[0-9]+)?")
VALIDITY = re.compile(r"([1-9][0-9]{0,4})([mhd])")
SECONDS_OF = {"m": 60, "h": 3_600, "d": 86_400}
TICKET_FIELDS = (
    ("phase", "uint256"),
    ("wallet", "address"),
    ("quantity", "uint256"),
    ("price", "uint256"),
    ("deadline", "uint256"),
    ("serial", "uint256"),
)


class WishWrong(Refusal):
    """An option of the command cannot be taken."""

    def __init__(self, option: str, value: object, wanted: str) -> None:
        super().__init__(f"--{option} is {value}: it should be {wanted}.")


class NoTicketPhase(Refusal):
    """The phase sells to others than holders of tickets."""

    def __init__(self, name: str, known: list[str]) -> None:
        remedy = f"those with a signer are {', '.join(known)}" if known else "no phase has a signer"
        super().__init__(f"--phase “{name}” sells no tickets in this release.yaml: {remedy}.")


class PhaseNotOnChain(Refusal):
    """The manifest and the chain tell of different phases."""

    def __init__(self, name: str, number: int) -> None:
        super().__init__(
            f"Phase {number} on chain is not “{name}” as this release.yaml says it: run `ape run drop add-phase` "
            "if it is new, or correct the file."
        )


class NotTheSigner(Refusal):
    """The ticket would be refused."""

    def __init__(self, account: str, phase: str, signer: str) -> None:
        super().__init__(f"{account} does not sign for “{phase}”: run this again with the --account of {signer}.")


@dataclass(frozen=True)
class Wish:
    """What the command was asked for, as it was typed."""

    wallet: str
    quantity: int
    price: str | None
    phase: str
    valid: str


@dataclass(frozen=True)
class Ticket:
    """IMixDrop.Ticket."""

    phase: int
    wallet: str
    quantity: int
    price: int
    deadline: int
    serial: int


class TicketBook:
    """The last serial this machine handed out for each drop; on disk before the ticket is."""

    def __init__(self, directory: Path, network: Network) -> None:
        self._path = directory / f"{network.name}.tickets.json"

    def take_serial(self, drop: str, used: int) -> int:
        """Return a serial above `used` and all handed out here."""
        book = read_json(self._path)
        serial = max(int(book.get(drop, 0)), used) + 1
        write_json(self._path, book | {drop: serial})
        return serial


def hand_out_ticket(chain: Chain, drop: LiveDrop, manifest: Manifest, wish: Wish, book: TicketBook) -> str:
    """Return a signed ticket as a page takes it: base64url of its JSON, without padding."""
    number, phase = _find_phase(manifest, wish.phase)
    _check_signer(chain, drop, number, phase)
    wallet = _read_wallet(wish.wallet)
    if not 1 <= wish.quantity <= min(MAX_QUANTITY, phase.wallet_cap):
        raise WishWrong("quantity", wish.quantity, f"a whole number from 1 to {min(MAX_QUANTITY, phase.wallet_cap)}")
    price, deadline = _read_price(wish.price, phase), int(chain.clock.now()) + _read_validity(wish.valid)
    serial = book.take_serial(drop.address, drop.ask("ticket_of", wallet))
    ticket = Ticket(number, wallet, wish.quantity, price, deadline, serial)
    content = asdict(ticket) | {"price": str(price), "signature": sign_ticket(chain, drop.address, ticket)}
    return base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode().rstrip("=")


def sign_ticket(chain: Chain, drop: str, ticket: Ticket) -> str:
    """Return the account's signature over a ticket of the drop at an address, in 0x hex."""
    message = encode_typed_data(
        {
            "name": "Mix Drop",
            "version": "1",
            "chainId": chain.network.chain_id,
            "verifyingContract": drop,
        },
        {"Ticket": [{"name": name, "type": kind} for name, kind in TICKET_FIELDS]},
        asdict(ticket),
    )
    return sign_message(chain.account, message, "the ticket")


def _find_phase(manifest: Manifest, name: str) -> tuple[int, Phase]:
    for number, phase in enumerate(manifest.phases, start=1):
        if phase.name == name.strip() and phase.signer:
            return number, phase
    raise NoTicketPhase(name, [phase.name for phase in manifest.phases if phase.signer])


def _check_signer(chain: Chain, drop: LiveDrop, number: int, phase: Phase) -> None:
    if number > drop.ask("phase_count") or drop.ask("phase_at", number).signer != phase.signer:
        raise PhaseNotOnChain(phase.name, number)
    if chain.account.address != phase.signer:
        raise NotTheSigner(chain.account.address, phase.name, str(phase.signer))


def _read_wallet(wallet: str) -> str:
    if not ADDRESS.fullmatch(wallet):
        raise WishWrong("wallet", wallet, "an address, 0x and 40 hexadecimal digits")
    return read_account("--wallet", wallet)


def _read_price(price: str | None, phase: Phase) -> int:
    if price is None and phase.price is not None:
        return phase.price
    if price is None or not AMOUNT.fullmatch(price):
        raise WishWrong("price", price or "missing", f'an amount of {phase.currency.symbol} such as "4.5"')
    return read_price("--price", price, phase.currency)


def _read_validity(valid: str) -> int:
    match = VALIDITY.fullmatch(valid)
    if match is None:
        raise WishWrong("valid", valid, "a number of minutes, hours or days such as 30m, 12h or 7d")
    return int(match[1]) * SECONDS_OF[match[2]]
