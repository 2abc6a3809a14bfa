# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Mix Drop
@license AGPL-3.0-only
@notice Sell the numbered editions of one mix, each a token that opens the full recording to whoever holds it.
@dev Every drop is a clone whose terms are part of its code: nothing to initialise, nothing anyone can change. Effects
     come before every call out, so no lock is needed.
@custom:invariant The number minted never exceeds the supply.
     Money taken equals money held plus money withdrawn to the split.
@custom:kill Cannot be stopped.
"""

from ethereum.ercs import IERC165

from ..interfaces import ILabel
from ..interfaces import IMixDrop
implements: IERC165
implements: IMixDrop

from ..modules import drop_clone
from ..modules import drop_terms
from ..modules import metadata_uri
from ..modules import sale_word
from ..modules import wallet_word
from ..modules import editions
initializes: editions
exports: (
    editions.transferFrom,
    editions.safeTransferFrom,
    editions.approve,
    editions.setApprovalForAll,
    editions.ownerOf,
    editions.balanceOf,
    editions.getApproved,
    editions.isApprovedForAll,
    editions.totalSupply,
)


BPS: constant(uint256) = 10_000
INTERFACES: constant(bytes4[4]) = [
    0x01ffc9a7,     # ERC-165
    0x80ac58cd,     # ERC-721
    0x5b5e139f,     # ERC-721 metadata
    0x2a55205a,     # ERC-2981
]


IMPLEMENTATION: immutable(address)


@deploy
def __init__():
    """
    @notice Deploy the implementation that clones share; it sells nothing itself.
    """
    IMPLEMENTATION = self


@external
@payable
def mint(recipient: address, quantity: uint256):
    """
    @notice Buy the next editions.
    @param recipient The wallet that will hold them; counted towards its cap.
    @param quantity How many, from 1 to 20; the price of all must be sent exactly.
    """
    terms: uint256 = self._open_terms()
    sale: uint256 = editions.sale
    wallet: uint256 = editions.wallet_words[recipient]
    self._check_quantity(quantity)
    assert sale_word._minted(sale) + quantity <= drop_terms._supply(terms), "drop: sold out"
    assert msg.value == drop_terms._price(terms) * quantity, "drop: wrong payment"
    self._check_wallet_cap(terms, wallet_word._minted(wallet) + quantity)

    first: uint256 = editions._mint(recipient, quantity, sale, wallet)
    log IMixDrop.EditionMinted(recipient=recipient, first_serial=first, quantity=quantity, paid=msg.value)

    if recipient.is_contract:
        for offset: uint256 in range(quantity, bound=editions.MAX_QUANTITY):
            editions._ask_receiver(recipient, empty(address), first + offset, b"")


@external
def withdraw():
    """
    @notice Send all proceeds to the split; anyone may call.
    """
    self._check_clone()
    amount: uint256 = self.balance
    assert amount != 0, "drop: nothing to withdraw"

    recipient: address = drop_clone._split()
    log IMixDrop.ProceedsWithdrawn(split=recipient, amount=amount)
    raw_call(recipient, b"", value=amount)


@external
@view
def price() -> uint256:
    """
    @notice Return what one edition costs.
    @return The price, in wei.
    """
    return drop_terms._price(drop_clone._terms())


@external
@view
def supply() -> uint256:
    """
    @notice Return how many editions there will ever be.
    @return The number of editions.
    """
    return drop_terms._supply(drop_clone._terms())


@external
@view
def opens() -> uint256:
    """
    @notice Return when the sale begins.
    @return The time, in unix seconds.
    """
    return drop_terms._opens(drop_clone._terms())


@external
@view
def closes() -> uint256:
    """
    @notice Return when the sale ends.
    @return The time, in unix seconds; zero for never.
    """
    return drop_terms._closes(drop_clone._terms())


@external
@view
def wallet_cap() -> uint256:
    """
    @notice Return how many editions may be minted to one wallet.
    @return The number of editions; zero for no cap.
    """
    return drop_terms._wallet_cap(drop_clone._terms())


@external
@view
def minted() -> uint256:
    """
    @notice Return how many editions were minted.
    @return The number of editions, which is also the last serial.
    """
    return sale_word._minted(editions.sale)


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
def split() -> address:
    """
    @notice Return the split that receives proceeds and royalties.
    @return The split.
    """
    return drop_clone._split()


@external
@view
def label() -> address:
    """
    @notice Return the label that created this drop.
    @return The label.
    """
    return drop_clone._label()


@external
@view
def release() -> bytes32:
    """
    @notice Return which release this drop sells.
    @return The keccak256 digest of the release's slug.
    """
    return drop_clone._release()


@external
@view
def owner() -> address:
    """
    @notice Return who may edit the collection's page on marketplaces; it has no power here.
    @return The label's owner.
    """
    return staticcall ILabel(drop_clone._label()).owner()


@external
@view
def name() -> String[64]:
    """
    @notice Return the collection's name.
    @return The name.
    """
    return drop_clone._name()


@external
@view
def symbol() -> String[12]:
    """
    @notice Return the collection's short name.
    @return The symbol.
    """
    return drop_clone._symbol()


@external
@view
def tokenURI(serial: uint256) -> String[160]:
    """
    @notice Return where an edition's metadata is.
    @param serial A minted edition's number.
    @return The address on IPFS.
    """
    assert editions._is_minted(serial), "drop: no such edition"
    return concat(metadata_uri._directory(drop_clone._metadata()), "/", uint2str(serial))


@external
@view
def contractURI() -> String[94]:
    """
    @notice Return where the collection's metadata is (ERC-7572).
    @return The address on IPFS.
    """
    return concat(metadata_uri._directory(drop_clone._metadata()), "/contract.json")


@external
@view
def royaltyInfo(serial: uint256, sale_price: uint256) -> (address, uint256):
    """
    @notice Return who is due what of a sale (ERC-2981).
    @param serial Any number; all editions pay the same share.
    @param sale_price What the buyer pays, in any unit.
    @return The split and its part, in the same unit.
    """
    share: uint256 = drop_terms._royalty_bps(drop_clone._terms())
    return drop_clone._split(), sale_price * share // BPS


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
@view
def _open_terms() -> uint256:
    """
    @notice Return the terms word of a drop that is selling now.
    """
    self._check_clone()
    terms: uint256 = drop_clone._terms()
    assert block.timestamp >= drop_terms._opens(terms), "drop: not open yet"
    closing: uint256 = drop_terms._closes(terms)
    assert closing == 0 or block.timestamp < closing, "drop: closed"
    return terms


@internal
@view
def _check_clone():
    assert self != IMPLEMENTATION, "drop: not a clone"


@internal
@pure
def _check_quantity(quantity: uint256):
    assert quantity != 0, "drop: quantity is zero"
    assert quantity <= editions.MAX_QUANTITY, "drop: more than 20 at once"


@internal
@pure
def _check_wallet_cap(terms: uint256, wallet_minted: uint256):
    cap: uint256 = drop_terms._wallet_cap(terms)
    assert cap == 0 or wallet_minted <= cap, "drop: wallet cap reached"
