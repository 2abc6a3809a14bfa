# pragma version 0.4.3
"""
@title Vote history
@license AGPL-3.0-only
@notice Remember amounts and since when each held, by account.
@dev Two words are written per change at most, and on average one and a half: the newest amount is a word of its own, from the
     lowest bit amount 96, since 48, count of earlier ones 64; earlier ones stand two in a word, each amount 96 and since 32.
     Seconds fit 32 bits until the year 2106.
"""


AMOUNT_MASK: constant(uint256) = 2**96 - 1
SINCE_AT: constant(uint256) = 96
SINCE_MASK: constant(uint256) = 2**48 - 1
COUNT_AT: constant(uint256) = 144
EARLIER_BITS: constant(uint256) = 128
EARLIER_MASK: constant(uint256) = 2**128 - 1
MAX_HALVINGS: constant(uint256) = 64    # of a history of at most 2**64 changes


heads: HashMap[address, uint256]
history: HashMap[address, HashMap[uint256, uint256]]


@internal
def _change(account: address, amount: uint256, is_added: bool) -> (uint256, uint256):
    """
    @notice Add to the amount of an account, or take from it, as of now.
    @return The amount before and after.
    """
    head: uint256 = self.heads[account]
    before: uint256 = head & AMOUNT_MASK
    # No sum of balances exceeds the supply, and nobody loses votes that were never gained.
    now: uint256 = unsafe_add(before, amount) if is_added else unsafe_sub(before, amount)
    since: uint256 = (head >> SINCE_AT) & SINCE_MASK
    count: uint256 = head >> COUNT_AT
    if since != 0 and since != block.timestamp:
        earlier: uint256 = before | (since << SINCE_AT)
        if count & 1 == 0:
            self.history[account][count >> 1] = earlier
        else:
            self.history[account][count >> 1] |= earlier << EARLIER_BITS
        count = unsafe_add(count, 1)
    self.heads[account] = now | (block.timestamp << SINCE_AT) | (count << COUNT_AT)
    return before, now


@internal
@view
def _latest(account: address) -> uint256:
    return self.heads[account] & AMOUNT_MASK


@internal
@view
def _at(account: address, time: uint256) -> uint256:
    """
    @notice Return the amount an account had at a time.
    """
    head: uint256 = self.heads[account]
    if (head >> SINCE_AT) & SINCE_MASK <= time:
        return head & AMOUNT_MASK

    low: uint256 = 0
    high: uint256 = head >> COUNT_AT
    for _: uint256 in range(MAX_HALVINGS):
        if low == high:
            break
        middle: uint256 = unsafe_add(low, high) >> 1
        if self._earlier(account, middle) >> SINCE_AT <= time:
            low = unsafe_add(middle, 1)
        else:
            high = middle
    return 0 if low == 0 else self._earlier(account, unsafe_sub(low, 1)) & AMOUNT_MASK


@internal
@view
def _count(account: address) -> uint256:
    """
    @notice Return how many amounts of an account are remembered, the newest included.
    """
    head: uint256 = self.heads[account]
    return 0 if head == 0 else unsafe_add(head >> COUNT_AT, 1)


@internal
@view
def _entry(account: address, index: uint256) -> (uint256, uint256):
    """
    @notice Return since when an account had its `index`-th amount, and the amount.
    """
    head: uint256 = self.heads[account]
    entry: uint256 = head & (2**COUNT_AT - 1)
    if index < head >> COUNT_AT:
        entry = self._earlier(account, index)
    return entry >> SINCE_AT, entry & AMOUNT_MASK


@internal
@view
def _earlier(account: address, index: uint256) -> uint256:
    both: uint256 = self.history[account][index >> 1]
    return both & EARLIER_MASK if index & 1 == 0 else both >> EARLIER_BITS
