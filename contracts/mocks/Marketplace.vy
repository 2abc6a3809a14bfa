# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Marketplace
@license AGPL-3.0-only
@notice Sell tokens for their holders as marketplaces do: whoever made a work is paid what it asks of a sale (ERC-2981).
"""

from ethereum.ercs import IERC20
from ethereum.ercs import IERC721


interface Royalty:
    def royaltyInfo(token_id: uint256, price: uint256) -> (address, uint256): view


struct Offer:
    seller: address
    price: uint256
    currency: address       # zero for the chain's own coin


offers: public(HashMap[address, HashMap[uint256, Offer]])       # by collection and token


@external
def offer(collection: address, token_id: uint256, price: uint256, currency: address = empty(address)):
    """
    @notice Offer a token; the marketplace must be approved for it.
    """
    self.offers[collection][token_id] = Offer(seller=msg.sender, price=price, currency=currency)


@external
@payable
def buy(collection: address, token_id: uint256):
    """
    @notice Buy a token at its price: its seller is paid what its makers are not.
    """
    sold: Offer = self.offers[collection][token_id]
    assert sold.seller != empty(address), "marketplace: not offered"
    assert msg.value == (sold.price if sold.currency == empty(address) else 0), "marketplace: not the price"
    self.offers[collection][token_id] = empty(Offer)

    maker: address = empty(address)
    royalty: uint256 = 0
    maker, royalty = staticcall Royalty(collection).royaltyInfo(token_id, sold.price)
    self._pay(sold.currency, maker, royalty)
    self._pay(sold.currency, sold.seller, sold.price - royalty)
    extcall IERC721(collection).transferFrom(sold.seller, msg.sender, token_id)


@internal
def _pay(currency: address, recipient: address, amount: uint256):
    if currency == empty(address):
        raw_call(recipient, b"", value=amount)
    else:
        extcall IERC20(currency).transferFrom(msg.sender, recipient, amount)
