# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Vote book
@license AGPL-3.0-only
@notice A token that gives everyone as many votes as anyone writes down, more than there can be of fan tokens.
"""

votes: HashMap[address, uint256]


@external
def write(account: address, votes: uint256):
    self.votes[account] = votes


@external
@view
def getPastVotes(account: address, timepoint: uint256) -> uint256:
    return self.votes[account]


@external
@view
def getPastTotalSupply(timepoint: uint256) -> uint256:
    return 2**96 - 1
