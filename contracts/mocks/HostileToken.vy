# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Hostile token
@license AGPL-3.0-only
@notice Misbehave as ERC-20 tokens do: keep a fee, return false, return nothing, revert, or call back while being moved;
     refuse an account as USDC does.
"""


flag Habit:
    KEEPS_A_FEE
    RETURNS_FALSE
    RETURNS_NOTHING
    REVERTS
    CALLS_BACK


habit: public(Habit)
balanceOf: public(HashMap[address, uint256])
isBlacklisted: public(HashMap[address, bool])
target: address
calldata: Bytes[1024]
was_refused: public(bool)


@external
def behave(habit: Habit):
    self.habit = habit


@external
def remember(target: address, calldata: Bytes[1024]):
    self.target = target
    self.calldata = calldata


@external
def blacklist(account: address):
    self.isBlacklisted[account] = True


@external
def mint(account: address, amount: uint256):
    self.balanceOf[account] += amount


@external
@raw_return
def transfer(recipient: address, amount: uint256) -> Bytes[32]:
    return self._move(msg.sender, recipient, amount)


@external
@raw_return
def transferFrom(holder: address, recipient: address, amount: uint256) -> Bytes[32]:
    return self._move(holder, recipient, amount)


@internal
def _move(holder: address, recipient: address, amount: uint256) -> Bytes[32]:
    assert not self.isBlacklisted[recipient], "Blacklistable: account is blacklisted"
    if self.habit == Habit.REVERTS:
        raise "token: no"
    if self.habit == Habit.RETURNS_FALSE:
        return abi_encode(False)
    if self.habit == Habit.CALLS_BACK:
        self.habit = empty(Habit)
        is_done: bool = raw_call(self.target, self.calldata, revert_on_failure=False)
        self.was_refused = not is_done
    received: uint256 = amount
    if self.habit == Habit.KEEPS_A_FEE:
        received -= 1
    self.balanceOf[holder] -= amount
    self.balanceOf[recipient] += received
    if self.habit == Habit.RETURNS_NOTHING:
        return b""
    return abi_encode(True)
