"""Splits at their addresses, and what they log themselves."""

import boa
from eth_utils import keccak

from tests.contracts._chain import ZERO_ADDRESS, at
from tests.contracts._payees import pack

RECEIVED = int.from_bytes(keccak(text="RoyaltyReceived(address,uint256)"))


class Split:
    """A split of either kind, whose payees are named as pairs of account and share."""

    def __init__(self, deployer, address, tag):
        self._contract = at(deployer, address)
        self.address = self._contract.address
        self.tag = tag

    def __getattr__(self, name):
        return getattr(self._contract, name)

    def distribute(self, payees, currency=ZERO_ADDRESS, **options):
        """Have it pay its payees."""
        return self._contract.distribute(pack(payees), self.tag, currency, **options)

    def change_payees(self, payees, successors, **options):
        """Have its owner replace its payees."""
        return self._contract.change_payees(pack(payees), self.tag, pack(successors), **options)

    def encode(self, name, *arguments):
        """Return the data of a call."""
        return getattr(self._contract, name).prepare_calldata(*arguments)

    def encode_distribute(self, payees, currency=ZERO_ADDRESS):
        """Return the data of a call to distribute."""
        return self.encode("distribute", pack(payees), self.tag, currency)

    def list_logs(self, name):
        """Return what the last call logged under a name."""
        return [log for log in self._contract.get_logs() if type(log).__name__ == name]


def send_and_read(sender, split, amount):
    """Send money; return what the split logged of it."""
    return list_receipts(boa.env.execute_code(to_address=split.address, sender=sender, value=amount), split)


def list_receipts(computation, split):
    """Return sender and amount of each plain send that a split logged: its clone did, whose ABI nobody has."""
    return [
        (f"0x{topics[1]:040x}", int.from_bytes(value))
        for _, emitter, topics, value in computation.get_raw_log_entries()
        if f"0x{emitter.hex()}" == split.address.lower() and topics[0] == RECEIVED
    ]
