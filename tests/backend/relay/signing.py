"""What fans sign in these tests."""

from eth_account import Account

from backend.relay.messages import Domain, write_typed_data
from backend.relay.models import Relay, RelayKind
from tests.backend.conftest import NOON

FOR = 1
GAS = 150_000


def ballot(account, **fields):
    """Return a ballot as it is handed in, not signed yet."""
    voted = {"proposal": 2**255 + 7, "support": FOR, "nonce": 3, "signature": "0x", "gas": GAS}
    return Relay(id="", kind=RelayKind.BALLOT, account=account, created_at=NOON, **(voted | fields))


def delegation(account, **fields):
    """Return a delegation as it is handed in, not signed yet."""
    given = {"delegate": "0x" + "00" * 19 + "11", "nonce": 0, "expiry": 2**40, "signature": "0x", "gas": GAS}
    return Relay(id="", kind=RelayKind.DELEGATION, account=account, created_at=NOON, **(given | fields))


def sign(relay, domain: Domain, key):
    """Return what was signed with a wallet's signature, as wallets write it."""
    typed_data = write_typed_data(relay, domain)
    signature = Account.sign_typed_data(key.key, full_message=typed_data).signature
    return relay.model_copy(update={"signature": f"0x{signature.hex()}"})


def sign_typed_data(key, typed_data):
    """Return a wallet's signature of what it is asked to sign."""
    return key.sign_typed_data(full_message=typed_data).signature.to_0x_hex()
