# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Mix Drop
@license AGPL-3.0-only
@notice Sell the numbered editions of one mix, each a token that opens the full recording to whoever holds it.
@dev Every drop is a clone whose terms are part of its code: nothing to initialise. The label can take back from its
     own chances only: sell fewer, close for good, pause. Effects come before every call out, so no lock is needed.
@custom:invariant The number minted never exceeds the supply, and the supply never grows.
     Money taken equals money held plus money withdrawn by the split, referrers and the platform.
@custom:kill The label can close its sales; transfers and withdrawals cannot be stopped.
"""

from ethereum.ercs import IERC165
from snekmate.utils import eip712_domain_separator

from ..interfaces import IMixDrop
implements: IERC165
implements: IMixDrop

from ..modules import allowlist
from ..modules import delegation
from ..modules import drop_clone
from ..modules import documents
from ..modules import drop_options
from ..modules import drop_supply
from ..modules import drop_terms
from ..modules import drop_views
from ..modules import label_rights
from ..modules import phase_word
from ..modules import wallet_word
from ..modules import earnings
from ..modules import editions
from ..modules import phases
from ..modules import tickets
initializes: eip712_domain_separator
initializes: earnings
initializes: editions
initializes: drop_supply[editions := editions]
initializes: documents[editions := editions]
initializes: phases[editions := editions]
initializes: tickets[eip712_domain_separator := eip712_domain_separator]
exports: eip712_domain_separator.eip712Domain
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
    drop_supply.shrink_supply,
    drop_supply.close,
    drop_supply.pause,
    drop_supply.supply,
    drop_supply.least_supply,
    drop_supply.cut_off,
    drop_supply.minted,
    drop_supply.is_closed,
    drop_supply.is_paused,
)
exports: (
    phases.add_phase,
    phases.phase_count,
    phases.phase_at,
    phases.minted_in,
    phases.ticket_of,
)
exports: (
    documents.reveal,
    documents.freeze_metadata,
    documents.is_metadata_final,
    documents.tokenURI,
    documents.contractURI,
)
exports: (
    earnings.withdraw_for,
    earnings.owed,
    earnings.total_owed,
)
exports: (
    drop_views.price,
    drop_views.opens,
    drop_views.closes,
    drop_views.wallet_cap,
    drop_views.referral_bps,
    drop_views.platform,
    drop_views.platform_bps,
    drop_views.split,
    drop_views.label,
    drop_views.release,
    drop_views.owner,
    drop_views.name,
    drop_views.symbol,
    drop_views.royaltyInfo,
)


BPS: constant(uint256) = 10_000
MAX_AIRDROP: constant(uint256) = 200    # fits a block even when every wallet is new
INTERFACES: constant(bytes4[5]) = [
    0x01ffc9a7,     # ERC-165
    0x80ac58cd,     # ERC-721
    0x5b5e139f,     # ERC-721 metadata
    0x2a55205a,     # ERC-2981
    0x49064906,     # ERC-4906
]


IMPLEMENTATION: immutable(address)


@deploy
def __init__():
    """
    @notice Deploy the implementation that clones share; it sells nothing itself.
    """
    IMPLEMENTATION = self
    eip712_domain_separator.__init__("Mix Drop", "1")


@external
@payable
def mint(
    recipient: address,
    quantity: uint256,
    phase: uint256 = 0,
    referrer: address = empty(address),
    comment: String[140] = "",
):
    """
    @notice Buy the next editions in a phase that is open to everyone.
    @param recipient The wallet that will hold them; counted towards its cap.
    @param quantity How many, from 1 to 20; the price of all must be sent exactly.
    @param phase The phase's number, 0 for the public sale of the terms.
    @param referrer Who brought the buyer and earns a part of the price; nobody unless given.
    @param comment What the buyer wants to say, at most 140 bytes; kept in the log only.
    """
    self._check_clone()
    terms: uint256 = drop_clone._terms()
    offer: uint256 = terms
    if phase != 0:
        offer = phases._offer(phase, phase_word.EVERYONE)
    self._sell(recipient, quantity, phase, terms, offer, drop_terms._price(offer), editions.wallet_words[recipient], referrer, comment)


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
):
    """
    @notice Buy the next editions as a wallet on a phase's list.
    @param recipient The wallet on the list: the caller, or the vault it is a delegate of.
    @param quantity How many, from 1 to 20; the price of all must be sent exactly.
    @param phase The phase's number.
    @param allowance How many the list lets the wallet buy in this phase altogether.
    @param price What the list asks of it for each, in wei.
    @param proof The siblings on the way from the wallet's entry to the list's root.
    @param referrer Who brought the buyer and earns a part of the price; nobody unless given.
    @param comment What the buyer wants to say, at most 140 bytes; kept in the log only.
    """
    offer: uint256 = phases._offer(phase, phase_word.ON_LIST)
    delegation._check(recipient)
    allowlist._check(phases.phase_keys[phase], recipient, allowance, price, proof)
    wallet: uint256 = editions.wallet_words[recipient]
    assert wallet_word._minted_in(wallet, phase) + quantity <= allowance, "drop: allowance used up"

    self._sell(recipient, quantity, phase, drop_clone._terms(), offer, price, wallet, referrer, comment)


@external
@payable
def mint_with_ticket(
    ticket: IMixDrop.Ticket,
    v: uint256,
    r: uint256,
    s: uint256,
    referrer: address = empty(address),
    comment: String[140] = "",
):
    """
    @notice Buy the next editions with a ticket: all it is good for, once.
    @param ticket What a phase's signer lets the caller buy, or the vault it is a delegate of; the price of all must be sent exactly.
    @param v The signer's signature over the ticket (EIP-712): its parity, 27 or 28.
    @param r Its first half.
    @param s Its second half.
    @param referrer Who brought the buyer and earns a part of the price; nobody unless given.
    @param comment What the buyer wants to say, at most 140 bytes; kept in the log only.
    """
    offer: uint256 = phases._offer(ticket.phase, phase_word.WITH_TICKET)
    wallet: uint256 = editions.wallet_words[ticket.wallet]
    delegation._check(ticket.wallet)
    tickets._check(ticket, phases.phase_keys[ticket.phase], v, r, s, wallet_word._ticket(wallet))

    wallet = wallet_word._use_ticket(wallet, ticket.serial)
    terms: uint256 = drop_clone._terms()
    self._sell(ticket.wallet, ticket.quantity, ticket.phase, terms, offer, ticket.price, wallet, referrer, comment)


@external
def airdrop(recipients: DynArray[address, MAX_AIRDROP]):
    """
    @notice Give the next editions away, one to each wallet; only the label's owner may.
    @param recipients The wallets, at most 200; not asked whether they can hold one, nor counted towards any cap.
    """
    label_rights._check_owner()
    drop_supply._check(drop_clone._terms(), editions.sale, len(recipients))

    for recipient: address in recipients:
        wallet: uint256 = editions.wallet_words[recipient]
        serial: uint256 = editions._mint(recipient, 1, wallet_word.NO_PHASE, editions.sale, wallet)
        log IMixDrop.EditionMinted(recipient=recipient, first_serial=serial, quantity=1, paid=0)


@external
def withdraw():
    """
    @notice Send all proceeds to the split but for what is owed to referrers and the platform; anyone may call.
    """
    self._check_clone()
    proceeds: uint256 = self.balance - earnings.total_owed
    assert proceeds != 0, "drop: nothing to withdraw"

    amount: uint256 = self._take_platform_fee(proceeds)
    recipient: address = drop_clone._split()
    log IMixDrop.ProceedsWithdrawn(split=recipient, amount=amount)
    raw_call(recipient, b"", value=amount)


@external
@view
def minted_by(wallet: address) -> uint256:
    """
    @notice Return how many editions were minted to a wallet.
    @param wallet The wallet to look up; what it gave away still counts.
    @return The number of editions.
    """
    return wallet_word._minted(editions.wallet_words[wallet])


@external
@view
def supportsInterface(interface_id: bytes4) -> bool:
    """
    @notice Return whether a standard is supported (ERC-165).
    @param interface_id The standard's four bytes.
    @return Whether it is.
    """
    return interface_id in INTERFACES


@internal
@payable
def _sell(
    recipient: address,
    quantity: uint256,
    phase: uint256,
    terms: uint256,
    offer: uint256,
    price: uint256,
    wallet: uint256,
    referrer: address,
    comment: String[140],
):
    """
    @notice Mint editions against their price.
    @param offer The word of the phase, or of the terms.
    @param price What each costs, in wei.
    @param wallet The recipient's word, to be written as the editions are counted in it.
    """
    drop_terms._check_open(offer)
    sale: uint256 = editions.sale
    assert quantity != 0, "drop: quantity is zero"
    assert quantity <= editions.MAX_QUANTITY, "drop: more than 20 at once"
    drop_supply._check(terms, sale, quantity)
    assert msg.value == price * quantity, "drop: wrong payment"
    drop_terms._check_wallet_cap(offer, wallet_word._minted_in(wallet, phase) + quantity)

    if referrer != empty(address):
        self._refer(referrer, recipient)
    first: uint256 = editions._mint(recipient, quantity, phase, sale, wallet)
    log IMixDrop.EditionMinted(recipient=recipient, first_serial=first, quantity=quantity, paid=msg.value)
    if msg.sender != recipient or referrer != empty(address) or len(comment) != 0:
        self._log_sale(recipient, first, quantity, referrer, comment)

    if recipient.is_contract:
        for offset: uint256 in range(quantity, bound=editions.MAX_QUANTITY):
            editions._ask_receiver(recipient, empty(address), first + offset, b"")


@internal
@payable
def _log_sale(recipient: address, first: uint256, quantity: uint256, referrer: address, comment: String[140]):
    """
    @notice Tell of a sale what its editions do not: who paid, who brought the buyer, what they said.
    """
    log IMixDrop.EditionSold(
        buyer=msg.sender,
        recipient=recipient,
        referrer=referrer,
        first_serial=first,
        quantity=quantity,
        paid=msg.value,
        currency=empty(address),
        comment=comment,
    )


@internal
@payable
def _refer(referrer: address, recipient: address):
    """
    @notice Owe a part of the price to who brought the buyer.
    """
    assert referrer != msg.sender and referrer != recipient, "drop: referrer is the buyer"
    share: uint256 = drop_options._referral_bps(drop_clone._options(drop_clone._terms()))
    earnings._owe(referrer, msg.value * share // BPS)


@internal
def _take_platform_fee(amount: uint256) -> uint256:
    """
    @notice Owe the platform its part of the proceeds.
    @return What is left.
    """
    options: uint256 = drop_clone._options(drop_clone._terms())
    if drop_options._platform_bps(options) == 0:
        return amount
    fee: uint256 = amount * drop_options._platform_bps(options) // BPS
    earnings._owe(drop_clone._platform(), fee)
    return amount - fee


@internal
@view
def _check_clone():
    assert self != IMPLEMENTATION, "drop: not a clone"
