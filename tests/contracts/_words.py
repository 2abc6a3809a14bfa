"""What a drop remembers, read from its storage: quicker than asking it, and nothing beside it stays unseen."""

import boa
from eth_abi import encode
from eth_utils import keccak

FIELD = 2**32 - 1
HOLDER = 2**160 - 1
MAX_BATCH = 20


class Words:
    """The packed words of a drop; `layout` is its compiler's."""

    def __init__(self, address, layout):
        self._address = address
        self._slots = {name: place["slot"] for name, place in layout["editions"].items()}

    def sale(self):
        return self._read(self._slots["sale"])

    def wallet(self, account):
        return self._read(self._slot("wallet_words", "address", account))

    def write_sale(self, word):
        boa.env.set_storage(self._address, self._slots["sale"], word)

    def write_wallet(self, account, word):
        boa.env.set_storage(self._address, self._slot("wallet_words", "address", account), word)

    def edition(self, serial):
        """Return the holder and the tier of a serial; zeros for one that is not or was burned."""
        for number in range(serial, max(0, serial - MAX_BATCH), -1):
            word = self._read(self._slot("owner_words", "uint256", number))
            if word:
                return word & HOLDER, word >> 163 & 7
        return 0, 0

    def _slot(self, name, kind, key):
        return int.from_bytes(keccak(encode(["uint256", kind], [self._slots[name], key])))

    def _read(self, slot):
        return boa.env.get_storage(self._address, slot)


def pack_wallet(twin, account):
    """Return the word that a wallet should have."""
    counts = [twin.balance_of(account), twin.minted_by(account), twin.tickets[account], twin.minted_in[0, account]]
    word = sum(count << 32 * place for place, count in enumerate(counts))
    return word + sum(twin.minted_in[phase, account] << 112 + 16 * phase for phase in range(1, len(twin.caps)))


def pack_sale(twin):
    """Return the word that a sale should have."""
    lowered = twin.lowered if twin.lowered != twin.terms.supply else 0
    flags = twin.is_closed << 64 | twin.is_paused << 65 | (twin.numbered is not None) << 102
    counts = twin.minted | lowered << 32 | (len(twin.caps) - 1) << 66 | len(twin.burned) << 70
    return flags | counts | sum(twin.minted_of(tier) << 96 + 32 * tier for tier in range(1, 5))
