# pragma version 0.4.3
"""
@title Money
@license AGPL-3.0-only
@notice Whatever is called by whomever: coin leaves a drop to its split, to a referrer or to the platform, as much as is theirs.
"""

from interfaces import IMixDrop
import stage
initializes: stage


WITHDRAW: constant(bytes4[2]) = [
    method_id("withdraw()", output_type=bytes4),
    method_id("withdraw(address)", output_type=bytes4),
]
WITHDRAW_FOR: constant(bytes4[2]) = [
    method_id("withdraw_for(address)", output_type=bytes4),
    method_id("withdraw_for(address,address)", output_type=bytes4),
]


@external
def setUp():
    options: IMixDrop.DropOptions = empty(IMixDrop.DropOptions)
    options.referral_bps = 1_000
    options.platform = stage.PLATFORM
    options.platform_bps = 500
    stage._open(options)
    stage._sell(stage.HOLDER, 3, stage.REFERRER)
    extcall stage.drop.withdraw()
    stage._sell(stage.OTHER, 2, stage.REFERRER)


@external
def __default__():
    """
    @notice Let anyone make the call, and follow the money.
    """
    caller: address = extcall stage.UNKNOWNS.createAddress("caller", skip_contract_check=True)
    stage._assume(caller != stage.drop.address and caller != stage.split)
    held: uint256 = stage.drop.address.balance
    total_owed: uint256 = staticcall stage.drop.total_owed()
    account: address = self._payee()
    earned: uint256 = self._due(account, held - total_owed)
    before: uint256 = account.balance

    if stage._call(caller):
        left: uint256 = stage.drop.address.balance
        if left < staticcall stage.drop.total_owed():
            stage._fail()
        if earned == 0 and left < held:
            stage._fail()
        if earned != 0 and (left + earned != held or account.balance != before + earned):
            stage._fail()


@internal
def _payee() -> address:
    """
    @notice Return whom the call may pay, nobody unless it is a withdrawal.
    """
    if self._is_one_of(WITHDRAW):
        return stage.split
    if self._is_one_of(WITHDRAW_FOR):
        return convert(convert(slice(msg.data, 4, 32), uint256), address)
    return empty(address)


@internal
def _due(account: address, unowed: uint256) -> uint256:
    """
    @notice Return what the call must pay, if it is not refused.
    """
    if self._is_one_of(WITHDRAW):
        return unowed - unowed * 500 // 10_000
    if self._is_one_of(WITHDRAW_FOR):
        return staticcall stage.drop.owed(account)
    return 0


@internal
@view
def _is_one_of(functions: bytes4[2]) -> bool:
    return convert(slice(msg.data, 0, 4), bytes4) in functions
