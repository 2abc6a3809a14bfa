# pragma version 0.4.3
"""
@title Transfers
@license AGPL-3.0-only
@notice Whatever is called by whomever: an edition moves only by its holder, its approved account or its holder's operator.
"""

from interfaces import IMixDrop
import stage
initializes: stage


@external
def setUp():
    stage._open(empty(IMixDrop.DropOptions))
    stage._sell(stage.HOLDER, 3)
    stage._sell(stage.OTHER, 2)
    extcall stage.MACHINE.prank(stage.HOLDER, skip_contract_check=True)
    extcall stage.drop.approve(stage.APPROVED, 2)
    extcall stage.MACHINE.prank(stage.HOLDER, skip_contract_check=True)
    extcall stage.drop.setApprovalForAll(stage.OPERATOR, True)


@external
def __default__():
    """
    @notice Let anyone without a right to one edition make the call, and look at that edition.
    """
    caller: address = extcall stage.UNKNOWNS.createAddress("caller", skip_contract_check=True)
    serial: uint256 = self._choose_serial()
    holder: address = stage.HOLDER if serial <= 3 else stage.OTHER
    stage._assume(caller != holder)
    stage._assume(holder != stage.HOLDER or caller != stage.OPERATOR)
    stage._assume(serial != 2 or caller != stage.APPROVED)

    if stage._call(caller):
        is_held: bool = False
        answer: Bytes[32] = b""
        is_held, answer = raw_call(
            stage.drop.address,
            abi_encode(serial, method_id=method_id("ownerOf(uint256)")),
            max_outsize=32,
            is_static_call=True,
            revert_on_failure=False,
        )
        if not is_held or answer != abi_encode(holder):
            stage._fail()


@internal
def _choose_serial() -> uint256:
    """
    @notice Return any serial, one a path.
    """
    chosen: uint256 = extcall stage.UNKNOWNS.createUint256("serial", skip_contract_check=True)
    stage._assume(chosen != 0 and chosen <= 5)
    for serial: uint256 in range(1, 5):
        if chosen == serial:
            return serial
    return 5
