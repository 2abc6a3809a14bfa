# pragma version 0.4.3
"""
@title Supply
@license AGPL-3.0-only
@notice Whatever is called by whomever, at any time and after anything: no more is minted than the supply, which does not grow.
"""

from interfaces import IMixDrop
import stage
initializes: stage


SALE_SLOT: constant(uint256) = 0    # how much was minted, whether the sale is closed, paused, lowered


@external
def setUp():
    options: IMixDrop.DropOptions = empty(IMixDrop.DropOptions)
    options.least_supply = 10
    options.cut_off = 2_000_000
    stage._open(options)


@external
def __default__():
    """
    @notice Let anyone make the call in any state of the sale in which no more is minted than the supply.
    """
    caller: address = extcall stage.UNKNOWNS.createAddress("caller", skip_contract_check=True)
    sale: uint256 = extcall stage.UNKNOWNS.createUint256("sale", skip_contract_check=True)
    time: uint256 = extcall stage.UNKNOWNS.createUint256("time", skip_contract_check=True)
    slot: bytes32 = convert(SALE_SLOT, bytes32)
    extcall stage.MACHINE.store(stage.drop.address, slot, convert(sale, bytes32), skip_contract_check=True)
    extcall stage.MACHINE.warp(time, skip_contract_check=True)
    supply: uint256 = staticcall stage.drop.supply()
    stage._assume(staticcall stage.drop.minted() <= supply)

    if stage._call(caller):
        left: uint256 = staticcall stage.drop.supply()
        if staticcall stage.drop.minted() > left or left > supply:
            stage._fail()
