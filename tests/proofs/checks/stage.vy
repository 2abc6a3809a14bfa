# pragma version 0.4.3
"""
@title Stage
@license AGPL-3.0-only
@notice Set up what the proofs speak about, from the code that ships, and let anyone do anything to it.
"""

from interfaces import ILabel
from interfaces import IMixDrop
from interfaces import IRoyaltySplit


interface Machine:
    def getCode(path: String[64]) -> Bytes[MAX_CODE]: nonpayable
    def prank(sender: address): nonpayable
    def deal(account: address, amount: uint256): nonpayable
    def store(account: address, slot: bytes32, word: bytes32): nonpayable
    def warp(time: uint256): nonpayable
    def assume(is_so: bool): nonpayable


interface Unknowns:
    def createAddress(name: String[32]) -> address: nonpayable
    def createUint256(name: String[32]) -> uint256: nonpayable


interface Drop:
    def mint(recipient: address, quantity: uint256, phase: uint256, referrer: address): payable
    def withdraw(): nonpayable
    def minted() -> uint256: view
    def supply() -> uint256: view
    def owed(account: address) -> uint256: view
    def total_owed() -> uint256: view
    def ownerOf(serial: uint256) -> address: view
    def approve(approved: address, serial: uint256): nonpayable
    def setApprovalForAll(operator: address, is_approved: bool): nonpayable


MAX_CODE: constant(uint256) = 25_600
MACHINE: constant(Machine) = Machine(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D)
UNKNOWNS: constant(Unknowns) = Unknowns(0xF3993A62377BCd56AE39D773740A5390411E8BC9)
PRICE: constant(uint256) = 10**16
SUPPLY: constant(uint256) = 100
MAX_QUANTITY: constant(uint256) = 2
MINTS: constant(bytes4[9]) = [0x40c10f19, 0x156e29f6, 0xf74bfe8e, 0x4bd297fd, 0x4c7384fa, 0x85b496fc, 0xc9e3d1df, 0xb81c60fa, 0x5ac4e18a]
TICKET_MINTS: constant(bytes4[4]) = [0xbf5a4e0b, 0x31168bde, 0xcb7e7360, 0x7bf42a24]
ROOT_SLOT: constant(uint256) = 16     # of phase 2: any list
HOLDER: constant(address) = 0x0000000000000000000000000000000000001001
OTHER: constant(address) = 0x0000000000000000000000000000000000001002
APPROVED: constant(address) = 0x0000000000000000000000000000000000001003
OPERATOR: constant(address) = 0x0000000000000000000000000000000000001004
REFERRER: constant(address) = 0x0000000000000000000000000000000000001006
PLATFORM: constant(address) = 0x0000000000000000000000000000000000001007
SIGNER: constant(address) = 0x0000000000000000000000000000000000001008
PAYEE: constant(address) = 0x0000000000000000000000000000000000001005


drop: Drop
split: address


@internal
def _deploy(path: String[64], arguments: Bytes[96]) -> address:
    code: Bytes[MAX_CODE] = extcall MACHINE.getCode(path, skip_contract_check=True)
    return raw_create(concat(code, arguments))


@internal
def _open(options: IMixDrop.DropOptions):
    """
    @notice Create a drop by a label that this contract owns.
    """
    extcall MACHINE.warp(1_000_000, skip_contract_check=True)
    office: address = self._deploy("DropOffice.sol:DropOffice", b"")
    implementation: address = self._deploy("MixDrop.sol:MixDrop", abi_encode(office))
    split_implementation: address = self._deploy("RoyaltySplit.sol:RoyaltySplit", b"")
    label: address = self._deploy("Label.sol:Label", abi_encode(implementation, split_implementation, self))
    terms: IMixDrop.DropTerms = IMixDrop.DropTerms(
        name="Proof", symbol="P", metadata=keccak256("metadata"), supply=SUPPLY, price=PRICE, opens=0, closes=0,
        wallet_cap=0, royalty_bps=500,
    )
    payees: DynArray[IRoyaltySplit.Payee, 50] = [IRoyaltySplit.Payee(account=PAYEE, share=1_000_000)]
    drop: address = empty(address)
    drop, self.split = extcall ILabel(label).create_drop(keccak256("release"), terms, payees, options, self._phases())
    self.drop = Drop(drop)
    root: uint256 = extcall UNKNOWNS.createUint256("root", skip_contract_check=True)
    extcall MACHINE.store(drop, convert(ROOT_SLOT, bytes32), convert(root, bytes32), skip_contract_check=True)


@internal
@pure
def _phases() -> DynArray[IMixDrop.Phase, 8]:
    """
    @notice Return a phase of each kind: public, with a list, with tickets.
    """
    open: IMixDrop.Phase = empty(IMixDrop.Phase)
    open.price = PRICE
    open.wallet_cap = 5
    listed: IMixDrop.Phase = empty(IMixDrop.Phase)
    listed.wallet_cap = 5
    listed.root = keccak256("root")
    ticketed: IMixDrop.Phase = empty(IMixDrop.Phase)
    ticketed.wallet_cap = 5
    ticketed.signer = SIGNER
    return [open, listed, ticketed]


@internal
def _sell(recipient: address, quantity: uint256, referrer: address = empty(address)):
    extcall self.drop.mint(recipient, quantity, 0, referrer, value=quantity * PRICE)


@internal
def _fail():
    raw_revert(abi_encode(convert(1, uint256), method_id=method_id("Panic(uint256)")))


@internal
def _call(caller: address) -> bool:
    """
    @notice Make the call of this transaction to the drop, as someone else and with any money.
    @return Whether it was not refused.
    """
    self._assume(msg.sender != self.drop.address)
    self._bound_quantity()
    value: uint256 = extcall UNKNOWNS.createUint256("value", skip_contract_check=True)
    extcall MACHINE.deal(caller, value, skip_contract_check=True)
    extcall MACHINE.prank(caller, skip_contract_check=True)
    return raw_call(self.drop.address, msg.data, value=value, revert_on_failure=False)


@internal
def _bound_quantity():
    """
    @notice Leave out purchases of many editions at once.
    """
    function: bytes4 = convert(slice(msg.data, 0, 4), bytes4)
    if function in MINTS:
        self._assume(convert(slice(msg.data, 36, 32), uint256) <= MAX_QUANTITY)
    elif function in TICKET_MINTS:
        self._assume(convert(slice(msg.data, 68, 32), uint256) <= MAX_QUANTITY)


@internal
def _assume(is_so: bool):
    extcall MACHINE.assume(is_so, skip_contract_check=True)
