"""Compile contracts and bind clones in titanoboa's in-process chain."""

import warnings
from functools import partial
from pathlib import Path

import boa

CONTRACTS = Path(__file__).parents[2] / "contracts"
DAY = 24 * 60 * 60
ETHER = 10**18
ZERO_ADDRESS = "0x" + 40 * "0"


def load(source):
    """Compile `source`, a path below contracts/."""
    return boa.load_partial(str(CONTRACTS / source))


def at(deployer, address):
    """Bind a clone to the ABI of its implementation."""
    with warnings.catch_warnings():
        # What runs at a clone's address is a proxy, on purpose.
        warnings.filterwarnings("ignore", message="casted bytecode does not match")
        return deployer.at(address)


class Drop:
    """A drop as everyone sees it: what its two halves do, at one address."""

    def __init__(self, halves, address):
        self.address = address
        self._halves = [at(half, address) for half in halves]
        self._asked = self._halves[0]

    def __getattr__(self, name):
        half = next(half for half in self._halves if hasattr(half, name))
        return partial(self._ask, half, name)

    def _ask(self, half, name, *arguments, **options):
        self._asked = half
        # titanoboa reads reasons and logs by what is registered at an address.
        boa.env.register_contract(self.address, half)
        return getattr(half, name)(*arguments, **options)

    def encode(self, name, *arguments):
        """Return the data of a call."""
        return getattr(next(half for half in self._halves if hasattr(half, name)), name).prepare_calldata(*arguments)

    def get_logs(self):
        """Return what the last call logged; what a split's proxy logs by itself stays as it is."""
        return self._asked.get_logs(strict=False)


def create_role(name):
    """Return an account with money."""
    account = boa.env.generate_address(name)
    boa.env.set_balance(account, 1000 * ETHER)
    return account


def balance_of(account):
    """Return the money of an account or a contract, in wei."""
    return boa.env.get_balance(getattr(account, "address", account))


def now():
    """Return the time of the next transaction."""
    return boa.env.timestamp


def send_money(sender, recipient, amount):
    """Send money without data; return whether it was taken."""
    return boa.env.execute_code(to_address=recipient, sender=sender, value=amount).is_success
