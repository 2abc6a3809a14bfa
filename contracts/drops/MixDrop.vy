# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Mix Drop
@license AGPL-3.0-only
@notice Sell the numbered editions of one mix, each a token that opens the full recording to whoever holds it.
@dev Every drop is a clone whose terms are part of its code: nothing to initialise. This half moves editions and money;
     what else a drop is asked, its office answers on the drop's own storage, since one contract's code has a limit.
     Neither can be exchanged. Effects come before every call out, so no lock is needed.
@custom:invariant The number minted never exceeds the supply, and the supply never grows.
     Money taken equals money held plus money withdrawn by the split, referrers and the platform.
@custom:kill The label can close its sales. Nobody can stop a withdrawal, nor a transfer but for the validator it was created with.
"""

from ethereum.ercs import IERC165
from snekmate.utils import eip712_domain_separator

from ..interfaces import ILabel
from ..interfaces import IMixDrop
implements: IERC165
implements: IMixDrop

from ..modules import allowlist
from ..modules import delegation
from ..modules import drop_clone
from ..modules import drop_options
from ..modules import drop_supply
from ..modules import drop_terms
from ..modules import earnings
from ..modules import editions
from ..modules import label_rights
from ..modules import money
from ..modules import phase_word
from ..modules import phases
from ..modules import tickets
from ..modules import tiers
from ..modules import till
from ..modules import wallet_word
# The office lays out its storage alike.
initializes: editions
initializes: phases[editions := editions]
initializes: earnings
initializes: drop_supply[editions := editions]
initializes: eip712_domain_separator
initializes: tickets[eip712_domain_separator := eip712_domain_separator]
exports: (
    editions.transferFrom,
    editions.safeTransferFrom,
    editions.burn,
    editions.approve,
    editions.setApprovalForAll,
    editions.ownerOf,
    editions.balanceOf,
    editions.getApproved,
    editions.isApprovedForAll,
    editions.totalSupply,
)
exports: (
    earnings.withdraw_for,
    earnings.owed,
    earnings.total_owed,
)


BPS: constant(uint256) = 10_000
MAX_AIRDROP: constant(uint256) = 200    # fits a block even when every wallet is new
MAX_ANSWER: constant(uint256) = 1_024    # bytes of the office's longest answer
INTERFACES: constant(bytes4[6]) = [
    0x01ffc9a7,     # ERC-165
    0x80ac58cd,     # ERC-721
    0x5b5e139f,     # ERC-721 metadata
    0x2a55205a,     # ERC-2981
    0x49064906,     # ERC-4906
    0xb45a3c0e,     # ERC-5192
]
CREATOR_TOKEN: constant(bytes4) = 0xad0d7f6c    # ERC-721C


IMPLEMENTATION: immutable(address)
OFFICE: immutable(address)


@deploy
def __init__(office: address):
    """
    @notice Deploy the implementation that clones share; it sells nothing itself.
    @param office The code of the drops' other half.
    """
    assert office.is_contract, "drop: no office"

    IMPLEMENTATION = self
    OFFICE = office
    eip712_domain_separator.__init__("Mix Drop", "1")


@external
@raw_return
def __default__() -> Bytes[MAX_ANSWER]:
    """
    @notice Let the office answer what this half does not.
    """
    return raw_call(OFFICE, msg.data, max_outsize=MAX_ANSWER, is_delegate_call=True)


@external
@payable
def mint(
    recipient: address,
    quantity: uint256,
    phase: uint256 = 0,
    referrer: address = empty(address),
    comment: String[140] = "",
    payment: IMixDrop.Payment = empty(IMixDrop.Payment),
):
    """
    @notice Buy the next editions in a phase that is open to everyone.
    @param recipient The wallet that will hold them; counted towards its cap.
    @param quantity How many, from 1 to 20; the price of all must be paid exactly.
    @param phase The phase's number, 0 for the public sale of the terms.
    @param referrer Who brought the buyer and earns a part of the price; nobody unless given.
    @param comment What the buyer wants to say, at most 140 bytes; kept in the log only.
    @param payment How a price in a currency is paid, unless out of an allowance.
    """
    self._check_clone()
    terms: uint256 = drop_clone._terms()
    offer: uint256 = terms
    if phase != 0:
        offer = phases._offer(phase, phase_word.EVERYONE)
    wallet: uint256 = editions.wallet_words[recipient]
    price: uint256 = drop_terms._price(offer)
    self._sell(recipient, quantity, phase, terms, offer, price, wallet, referrer, comment, payment)


@external
@payable
def mint_listed(
    recipient: address,
    quantity: uint256,
    phase: uint256,
    allowance: uint256,
    price: uint256,
    proof: DynArray[bytes32, allowlist.MAX_DEPTH],
    referrer: address = empty(address),
    comment: String[140] = "",
    payment: IMixDrop.Payment = empty(IMixDrop.Payment),
):
    """
    @notice Buy the next editions as a wallet on a phase's list.
    @param recipient The wallet on the list: the caller, or the vault it is a delegate of.
    @param quantity How many, from 1 to 20; the price of all must be paid exactly.
    @param phase The phase's number.
    @param allowance How many the list lets the wallet buy in this phase altogether.
    @param price What the list asks of it for each, in wei.
    @param proof The siblings on the way from the wallet's entry to the list's root.
    @param referrer Who brought the buyer and earns a part of the price; nobody unless given.
    @param comment What the buyer wants to say, at most 140 bytes; kept in the log only.
    @param payment How a price in a currency is paid, unless out of an allowance.
    """
    offer: uint256 = phases._offer(phase, phase_word.ON_LIST)
    delegation._check(payment.payer, recipient)
    allowlist._check(phases.phase_keys[phase], recipient, allowance, price, proof)
    wallet: uint256 = editions.wallet_words[recipient]
    assert wallet_word._minted_in(wallet, phase) + quantity <= allowance, "drop: allowance used up"

    self._sell(recipient, quantity, phase, drop_clone._terms(), offer, price, wallet, referrer, comment, payment)


@external
@payable
def mint_with_ticket(
    ticket: IMixDrop.Ticket,
    v: uint256,
    r: uint256,
    s: uint256,
    referrer: address = empty(address),
    comment: String[140] = "",
    payment: IMixDrop.Payment = empty(IMixDrop.Payment),
):
    """
    @notice Buy the next editions with a ticket: all it is good for, once.
    @param ticket What a phase's signer lets the caller buy, or the vault it is a delegate of; the price of all must be paid exactly.
    @param v The signer's signature over the ticket (EIP-712): its parity, 27 or 28.
    @param r Its first half.
    @param s Its second half.
    @param referrer Who brought the buyer and earns a part of the price; nobody unless given.
    @param comment What the buyer wants to say, at most 140 bytes; kept in the log only.
    @param payment How a price in a currency is paid, unless out of an allowance.
    """
    offer: uint256 = phases._offer(ticket.phase, phase_word.WITH_TICKET)
    wallet: uint256 = editions.wallet_words[ticket.wallet]
    delegation._check(payment.payer, ticket.wallet)
    tickets._check(ticket, phases.phase_keys[ticket.phase], v, r, s, wallet_word._ticket(wallet))

    wallet = wallet_word._use_ticket(wallet, ticket.serial)
    terms: uint256 = drop_clone._terms()
    self._sell(ticket.wallet, ticket.quantity, ticket.phase, terms, offer, ticket.price, wallet, referrer, comment, payment)


@external
def airdrop(recipients: DynArray[address, MAX_AIRDROP], tier: uint256 = 0):
    """
    @notice Give the next editions away, one to each wallet; only the drop's owner and the label's crew may.
    @param recipients The wallets, at most 200; not asked whether they can hold one, nor counted towards any cap.
    @param tier What kind of editions, the first unless given.
    """
    label_rights._check(ILabel.Right.AIRDROP)
    terms: uint256 = drop_clone._terms()
    options: uint256 = drop_clone._options(terms)
    drop_supply._check(terms, options, editions.sale, len(recipients))
    tiers._check(options, editions.sale, tier, len(recipients))

    marks: uint256 = tiers._marks(options, tier)
    for recipient: address in recipients:
        wallet: uint256 = editions.wallet_words[recipient]
        serial: uint256 = editions._mint(recipient, 1, wallet_word.NO_PHASE, tier, marks, editions.sale, wallet)
        tiers._log(options, tier, serial, 1)
        log IMixDrop.EditionMinted(recipient=recipient, first_serial=serial, quantity=1, paid=0)


@external
def withdraw(currency: address = empty(address)):
    """
    @notice Send all proceeds to the split but for what is owed to referrers and the platform; anyone may call.
    @param currency The token to send, the chain's own coin unless given.
    """
    self._check_clone()
    proceeds: uint256 = earnings._unowed(currency)
    assert proceeds != 0, "drop: nothing to withdraw"

    amount: uint256 = self._take_platform_fee(currency, proceeds)
    recipient: address = drop_clone._split()
    log IMixDrop.ProceedsWithdrawn(split=recipient, currency=currency, amount=amount)
    assert money._pay(currency, recipient, amount), "drop: split refuses payment"


@external
@view
def supportsInterface(interface_id: bytes4) -> bool:
    """
    @notice Return whether a standard is supported (ERC-165).
    @param interface_id The standard's four bytes.
    @return Whether it is.
    """
    if interface_id == CREATOR_TOKEN:
        return drop_options._has_validator(drop_clone._options(drop_clone._terms()))
    return interface_id in INTERFACES


@internal
@payable
def _sell(
    recipient: address, quantity: uint256, phase: uint256, terms: uint256, offer: uint256, price: uint256,
    wallet: uint256, referrer: address, comment: String[140], payment: IMixDrop.Payment,
):
    """
    @notice Mint editions against their price.
    @param offer The word of the phase, or of the terms.
    @param price What each costs.
    @param wallet The recipient's word, to be written as the editions are counted in it.
    """
    options: uint256 = drop_clone._options(terms)
    sale: uint256 = editions.sale
    drop_terms._check_open(offer)
    assert quantity != 0, "drop: quantity is zero"
    assert quantity <= editions.MAX_QUANTITY, "drop: more than 20 at once"
    drop_supply._check(terms, options, sale, quantity)
    drop_terms._check_wallet_cap(offer, wallet_word._minted_in(wallet, phase) + quantity)
    # A drop without options has one tier and no currency, and its mints stay cheap.
    tier: uint256 = 0
    marks: uint256 = 0
    is_in_currency: bool = False
    if options != 0:
        tier = drop_terms._tier(offer)
        tiers._check(options, sale, tier, quantity)
        marks = tiers._marks(options, tier)
        is_in_currency = drop_terms._is_in_currency(offer)

    first: uint256 = editions._mint(recipient, quantity, phase, tier, marks, sale, wallet)
    if options != 0:
        tiers._log(options, tier, first, quantity)
    log IMixDrop.EditionMinted(recipient=recipient, first_serial=first, quantity=quantity, paid=msg.value)
    if is_in_currency:
        total: uint256 = price * quantity
        self._charge(recipient, first, quantity, phase, tier, options, total, referrer, comment, payment)
    else:
        assert msg.value == price * quantity and payment.payer == empty(address), "drop: wrong payment"
        if msg.sender != recipient or referrer != empty(address) or len(comment) != 0:
            self._settle(recipient, first, quantity, options, referrer, comment)
    if recipient.is_contract:
        editions._ask_minter(recipient, first, quantity)


@internal
@payable
def _settle(
    recipient: address, first: uint256, quantity: uint256, options: uint256, referrer: address, comment: String[140]
):
    """
    @notice Tell of a sale in the chain's own coin what its editions do not.
    """
    self._refer(referrer, msg.sender, recipient, options, empty(address), msg.value)
    self._log_sale(msg.sender, recipient, referrer, first, quantity, msg.value, empty(address), comment)


@internal
@payable
def _charge(
    recipient: address, first: uint256, quantity: uint256, phase: uint256, tier: uint256, options: uint256,
    total: uint256, referrer: address, comment: String[140], payment: IMixDrop.Payment,
):
    """
    @notice Take a price in the drop's currency, and tell of the sale.
    """
    assert msg.value == 0, "drop: wrong payment"
    currency: address = drop_clone._currency()
    buyer: address = payment.payer if payment.payer != empty(address) else msg.sender
    self._refer(referrer, buyer, recipient, options, currency, total)
    self._log_sale(buyer, recipient, referrer, first, quantity, total, currency, comment)
    if total != 0 or payment.payer != empty(address):
        nonce: bytes32 = till._nonce(recipient, phase, tier, quantity, referrer, comment, payment.salt)
        till._take(currency, total, payment, nonce)


@internal
def _log_sale(
    buyer: address,
    recipient: address,
    referrer: address,
    first: uint256,
    quantity: uint256,
    paid: uint256,
    currency: address,
    comment: String[140],
):
    log IMixDrop.EditionSold(
        buyer=buyer,
        recipient=recipient,
        referrer=referrer,
        first_serial=first,
        quantity=quantity,
        paid=paid,
        currency=currency,
        comment=comment,
    )


@internal
def _refer(
    referrer: address, buyer: address, recipient: address, options: uint256, currency: address, total: uint256
):
    """
    @notice Owe a part of the price to who brought the buyer.
    """
    if referrer == empty(address):
        return
    assert referrer != buyer and referrer != recipient, "drop: referrer is the buyer"
    assert referrer != msg.sender, "drop: referrer is the buyer"
    earnings._owe(referrer, currency, total * drop_options._referral_bps(options) // BPS)


@internal
def _take_platform_fee(currency: address, amount: uint256) -> uint256:
    """
    @notice Owe the platform its part of the proceeds.
    @return What is left.
    """
    options: uint256 = drop_clone._options(drop_clone._terms())
    if drop_options._platform_bps(options) == 0:
        return amount
    fee: uint256 = amount * drop_options._platform_bps(options) // BPS
    earnings._owe(drop_clone._platform(), currency, fee)
    return amount - fee


@internal
@view
def _check_clone():
    assert self != IMPLEMENTATION, "drop: not a clone"
