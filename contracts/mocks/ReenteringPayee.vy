# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Re-entering payee
@license AGPL-3.0-only
@notice Call the payer back while being paid, and take the money whatever that call does.
"""


calldata: public(Bytes[512])
was_refused: public(bool)


@external
def remember(calldata: Bytes[512]):
    self.calldata = calldata


@external
@payable
def __default__():
    is_done: bool = raw_call(msg.sender, self.calldata, revert_on_failure=False)
    self.was_refused = not is_done
