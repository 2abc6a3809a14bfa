# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Refusing payee
@license AGPL-3.0-only
@notice Refuse money until told to take it.
"""


is_willing: public(bool)


@external
@payable
def __default__():
    assert self.is_willing, "payee: no thanks"


@external
def become_willing():
    self.is_willing = True
