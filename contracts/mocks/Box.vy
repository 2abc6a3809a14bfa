# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Box
@license AGPL-3.0-only
@notice Keep one number: the smallest thing that a vote can change.
"""

stored: public(uint256)


@external
def store(number: uint256):
    self.stored = number
