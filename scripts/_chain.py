"""One network as one account uses it: quote, sign, write down, broadcast, wait. Through Ape."""

from dataclasses import dataclass, field

from ape.api import AccountAPI, ProviderAPI, ReceiptAPI, TransactionAPI
from ape.exceptions import ContractLogicError, ProviderError, TransactionNotFoundError
from eth_utils.crypto import keccak
from web3.utils import get_create_address

from scripts._chain_refusals import (
    BegunByAnother,
    BroadcastRefused,
    FundsMissing,
    Overtaken,
    StillPending,
    TransactionRefused,
)
from scripts._clock import Clock
from scripts._journal import Entry, Journal
from scripts._networks import Network
from scripts._signing import sign_transaction

DYNAMIC_FEE = 2  # EIP-1559 transaction type
PATIENCE_SECONDS = 180
RECEIPT_SECONDS = 1
POLL_SECONDS = 0.2


@dataclass(frozen=True)
class Request:
    """What a transaction shall do; without a receiver it creates a contract."""

    purpose: str
    data: bytes
    receiver: str | None = None


@dataclass(frozen=True)
class Quote:
    """What a transaction costs; the gas that will not be used is not paid."""

    gas: int
    base_fee_wei: int
    tip_wei: int

    @property
    def gas_limit(self) -> int:
        """The gas allowed: a quarter more than estimated, for state that changes until the block."""
        return self.gas * 5 // 4

    @property
    def max_fee_wei(self) -> int:
        """The highest price per gas: the base fee needs 14 blocks to double on Polygon."""
        return 2 * self.base_fee_wei + self.tip_wei

    @property
    def likely_wei(self) -> int:
        """The cost if nothing changes until the next block."""
        return self.gas * (self.base_fee_wei + self.tip_wei)

    @property
    def most_wei(self) -> int:
        """The highest cost that is possible."""
        return self.gas_limit * self.max_fee_wei


@dataclass(frozen=True)
class Mined:
    """A transaction that is in a block."""

    transaction: str
    block: int
    has_failed: bool
    created: str | None


@dataclass(frozen=True)
class Chain:
    """Sends each step once: what was signed is in the journal before the network hears of it."""

    provider: ProviderAPI
    account: AccountAPI
    network: Network
    journal: Journal
    clock: Clock = field(default_factory=Clock)

    def has_code(self, address: str) -> bool:
        """Tell whether a contract lives at `address`."""
        return bool(self.provider.get_code(address))

    def read_data(self, transaction: str) -> bytes:
        """Return what a transaction that is in a block says."""
        return bytes.fromhex(self.provider.make_request("eth_getTransactionByHash", [transaction])["input"][2:])

    def next_address(self, skipped: int = 0) -> str:
        """Return where the account's next transaction creates a contract, or the one after `skipped` others."""
        sender = self.account.address
        return str(get_create_address(sender, self.provider.get_nonce(sender, block_id="latest") + skipped))

    def quote(self, request: Request) -> Quote:
        """Ask the node what `request` would cost; raises `TransactionRefused` when it would revert."""
        try:
            gas = self.provider.estimate_gas_cost(self._draft(request))
        except ContractLogicError as error:
            raise TransactionRefused(request.purpose, error.message) from error
        return self.price(gas)

    def price(self, gas: int) -> Quote:
        """Return what `gas` costs at the present fees."""
        tip = max(self.provider.priority_fee, self.network.least_tip_wei)
        return Quote(gas, self.provider.base_fee, tip)

    def check_funds(self, needed_wei: int) -> None:
        """Raise `FundsMissing` unless the account holds what may be needed."""
        balance = self.provider.get_balance(self.account.address)
        if balance < needed_wei:
            raise FundsMissing(self.account.address, balance, needed_wei)

    def send(self, step: str, request: Request, quote: Quote) -> Mined:
        """Sign, write down, broadcast, wait. The caller records the outcome, then strikes the step."""
        transaction = self._draft(request)
        transaction.gas_limit = quote.gas_limit
        transaction.max_fee = quote.max_fee_wei
        transaction.max_priority_fee = quote.tip_wei
        raw = sign_transaction(self.account, transaction, request.purpose)
        entry = Entry(self.account.address, transaction.nonce or 0, "0x" + keccak(raw).hex())
        self.journal.write(step, entry)
        self._broadcast(request.purpose, raw)
        return self._wait(request.purpose, entry)

    def settle(self, step: str, purpose: str) -> Mined | None:
        """Return the outcome of a step begun before, or `None` when it has to be done (again).

        A transaction that no node knows is not sent again: the next one takes its nonce, so only one can ever be mined.
        """
        entry = self.journal.find(step)
        if entry is None:
            return None
        confirmed = self.provider.get_nonce(entry.sender, block_id="latest")
        if self._knows(entry):
            return self._wait(purpose, entry)
        if confirmed > entry.nonce:
            self.journal.strike(step)
            return None
        if entry.sender != self.account.address:
            raise BegunByAnother(purpose, entry.sender)
        return None

    def _draft(self, request: Request) -> TransactionAPI:
        sender = self.account.address
        return self.provider.network.ecosystem.create_transaction(
            type=DYNAMIC_FEE,
            chain_id=self.provider.chain_id,
            sender=sender,
            receiver=request.receiver,
            nonce=self.provider.get_nonce(sender, block_id="latest"),
            data=request.data,
            value=0,
            max_fee=0,
            max_priority_fee=0,
        )

    def _broadcast(self, purpose: str, raw: bytes) -> None:
        try:
            self.provider.make_request("eth_sendRawTransaction", ["0x" + raw.hex()])
        except ProviderError as error:
            raise BroadcastRefused(purpose, str(error)) from error

    def _knows(self, entry: Entry) -> bool:
        return self.provider.make_request("eth_getTransactionByHash", [entry.transaction]) is not None

    def _wait(self, purpose: str, entry: Entry) -> Mined:
        deadline = self.clock.now() + PATIENCE_SECONDS
        while self.clock.now() < deadline:
            confirmed = self.provider.get_nonce(entry.sender, block_id="latest")
            receipt = self._find_receipt(entry.transaction)
            if receipt and self._is_confirmed(receipt):
                return Mined(entry.transaction, receipt.block_number, receipt.failed, receipt.contract_address)
            if receipt is None and confirmed > entry.nonce:
                raise Overtaken(purpose, entry.nonce)
            self.clock.pause(POLL_SECONDS)
        raise StillPending(purpose, entry.transaction)

    def _find_receipt(self, transaction: str) -> ReceiptAPI | None:
        try:
            return self.provider.get_receipt(transaction, timeout=RECEIPT_SECONDS)
        except TransactionNotFoundError:
            return None

    def _is_confirmed(self, receipt: ReceiptAPI) -> bool:
        head = self.provider.get_block("latest").number or 0
        return bool(head >= receipt.block_number + self.network.confirmations)
