"""What wallets have of the mocks that are tokens, read from their storage: quicker than asking, and not under test."""

import boa
from eth_abi import encode
from eth_utils import keccak


def tokens_of(token, account):
    """Return the balance of an account in a mock, in its smallest unit."""
    slot = token.compiler_data.storage_layout["storage_layout"]["balanceOf"]["slot"]
    return boa.env.get_storage(token.address, int.from_bytes(keccak(encode(["uint256", "address"], [slot, account]))))
