"""Prepare a mint: the wallet's next step, tried on the node before it is handed out."""

from collections.abc import Callable

from backend.chain.contracts import Contracts
from backend.chain.currency import Currency
from backend.chain.errors import Reverted
from backend.chain.node import Call, Node
from backend.core.clock import Clock
from backend.core.errors import HecticError
from backend.drops.amounts import write_amount
from backend.drops.errors import (
    AuthorizationExpired,
    CurrencyUnknown,
    NotOnTheList,
    PaymentRefused,
    PhaseForOthers,
    PhaseMissing,
    QuantityRefused,
    TicketNeeded,
    TokensMissing,
)
from backend.drops.listing import AllowlistService, Proof
from backend.drops.models import DropPhase
from backend.drops.purchase import UNSIGNED, Purchase
from backend.drops.refusals import Situation, explain_refusal, explain_sold_out, is_told_by_drop
from backend.drops.rehearsal import Rehearsal
from backend.drops.sale import MOST_AT_ONCE, Audience
from backend.drops.schemas import (
    AuthorizationTerms,
    MintRequest,
    PreparedMint,
    SignedAuthorization,
    WalletTransaction,
)
from backend.drops.service import DropService
from backend.drops.standing import Standing

AUTHORIZATION_SECONDS = 30 * 60
"""How long a signed payment is good: long enough to find the wallet's button, short enough to forget it."""


class MintPreparation:
    """The use cases of a mint that is wanted; it asks the node and holds no key."""

    def __init__(
        self,
        drops: DropService,
        lists: AllowlistService,
        node: Node,
        contracts: Contracts,
        clock: Clock,
        coin: str,
        draw_salt: Callable[[], bytes],
    ) -> None:
        self._drops = drops
        self._lists = lists
        self._node = node
        self._contracts = contracts
        self._clock = clock
        self._rehearsal = Rehearsal(node, coin)
        self._draw_salt = draw_salt

    async def prepare(self, slug: str, wish: MintRequest) -> PreparedMint:
        """Return the wallet's next step, which succeeds if it is taken now, or raise the sentence why it would not."""
        standing = await self._drops.get_standing(slug)
        purchase = await self._resolve(wish, standing)
        situation = Situation(purchase, standing.stock, self._clock().timestamp())
        if standing.stock.bound(situation.seconds) <= standing.stock.minted and not standing.stock.is_closed:
            raise explain_sold_out(situation)
        currency = purchase.currency
        if currency is None or purchase.total == 0:
            return await self._finish(situation, None)
        await self._check_tokens(purchase, currency)
        if not currency.takes_authorizations:
            return await self._ask_allowance(situation, currency)
        if wish.authorization is None:
            return await self._ask_authorization(situation, currency)
        if wish.authorization.valid_before <= situation.seconds:
            raise AuthorizationExpired
        return await self._finish(situation, wish.authorization)

    async def _resolve(self, wish: MintRequest, standing: Standing) -> Purchase:
        """Return what a wish comes down to in its phase, as far as can be told without the node."""
        phase = standing.find_phase(wish.ticket.phase if wish.ticket else wish.phase)
        if phase is None:
            raise PhaseMissing(wish.ticket.phase if wish.ticket else wish.phase)
        if wish.quantity > MOST_AT_ONCE:
            raise QuantityRefused(wish.quantity)
        if phase.audience is Audience.TICKET and wish.ticket is None:
            raise TicketNeeded
        if phase.audience is not Audience.TICKET and wish.ticket is not None:
            raise PhaseForOthers(phase.audience)
        proof = await self._prove(phase, wish.recipient or wish.account)
        return Purchase.of(wish, standing.drop, phase, proof, self._find_currency(phase, standing.drop.currency))

    async def _prove(self, phase: DropPhase, wallet: str) -> Proof | None:
        if phase.root is None:
            return None
        proof = await self._lists.find_proof(phase.root, wallet)
        if proof is None:
            raise NotOnTheList(wallet)
        return proof

    def _find_currency(self, phase: DropPhase, address: str | None) -> Currency | None:
        if not phase.is_in_currency or address is None:
            return None
        currency = self._contracts.find_currency(address)
        if currency is None:
            raise CurrencyUnknown(address)
        return currency

    async def _finish(self, situation: Situation, payment: SignedAuthorization | None) -> PreparedMint:
        """Return the mint itself, paid in coin, out of an allowance or by a signed authorization."""
        call = self._write_mint(situation.purchase, payment)
        return PreparedMint(
            chain_id=self._chain_id,
            transaction=await self._rehearse(call, lambda reason: explain_refusal(reason, situation)),
        )

    async def _ask_authorization(self, situation: Situation, currency: Currency) -> PreparedMint:
        """Return what the wallet signs to pay, once all but the payment is known to succeed."""
        valid_before = int(situation.seconds) + AUTHORIZATION_SECONDS
        terms = AuthorizationTerms(salt="0x" + self._draw_salt().hex(), valid_before=valid_before)
        unsigned = SignedAuthorization(salt=terms.salt, valid_before=valid_before, signature=UNSIGNED)
        await self._try_unpaid(self._write_mint(situation.purchase, unsigned), situation)
        typed_data = situation.purchase.write_authorization(currency, self._contracts.chain_id, terms)
        return PreparedMint(chain_id=self._chain_id, sign=typed_data, authorization=terms)

    async def _ask_allowance(self, situation: Situation, currency: Currency) -> PreparedMint:
        """Return the approval of exactly the total while the allowance is below it, then the mint."""
        purchase = situation.purchase
        drop = purchase.drop.address
        if await self._read_token(currency, "allowance", purchase.account, drop) >= purchase.total:
            return await self._finish(situation, None)
        await self._try_unpaid(self._write_mint(purchase, None), situation)
        data = self._contracts.encode("Token", "approve", drop, purchase.total)
        call = {"from": purchase.account, "to": currency.address, "data": data, "value": "0x0"}
        return PreparedMint(chain_id=self._chain_id, approve=await self._rehearse(call, PaymentRefused))

    async def _try_unpaid(self, call: Call, situation: Situation) -> None:
        """Raise what the drop itself would say; that the token refuses is no wonder before it is paid."""
        try:
            await self._node.simulate(call)
        except Reverted as error:
            if is_told_by_drop(error.reason, situation.purchase):
                raise explain_refusal(error.reason, situation) from error

    async def _rehearse(self, call: Call, explain: Callable[[str], HecticError]) -> WalletTransaction:
        rehearsed = await self._rehearsal.rehearse(call, lambda refused: explain(refused.reason))
        return WalletTransaction.model_validate(rehearsed.call | {"gas": hex(rehearsed.gas)})

    def _write_mint(self, purchase: Purchase, payment: SignedAuthorization | None) -> Call:
        function, arguments = purchase.write_call(payment)
        return {
            "from": purchase.account,
            "to": purchase.drop.address,
            "data": self._contracts.encode("MixDrop", function, *arguments),
            "value": hex(purchase.value_wei),
        }

    async def _check_tokens(self, purchase: Purchase, currency: Currency) -> None:
        balance = await self._read_token(currency, "balanceOf", purchase.account)
        if balance < purchase.total:
            missing, total = purchase.total - balance, purchase.total
            raise TokensMissing(*(write_amount(each, currency.symbol, currency.decimals) for each in (missing, total)))

    async def _read_token(self, currency: Currency, function: str, *arguments: object) -> int:
        answer = await self._node.call(currency.address, self._contracts.encode("Token", function, *arguments))
        return int.from_bytes(answer)

    @property
    def _chain_id(self) -> str:
        return hex(self._contracts.chain_id)
