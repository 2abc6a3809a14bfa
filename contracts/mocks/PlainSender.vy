# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Plain sender
@license AGPL-3.0-only
@notice Forward money with the 2,300 gas that old contracts give.
"""


@external
@payable
def forward(recipient: address):
    send(recipient, msg.value)
