"""A chain in this process, with storage priced as Ethereum or as Polygon prices it.

PIP-88, in force on Polygon since 2026-05-21, splits EIP-2929's price of a cold slot into one for reading and one for
writing; no local node knows it. The pairings and hashes it re-prices too are left alone: no contract here uses them.
"""

from eth.vm import mnemonics, opcode_values
from eth.vm.forks import PragueVM
from eth.vm.forks.berlin.constants import ACCESS_LIST_STORAGE_KEY_COST_EIP_2930, WARM_STORAGE_READ_COST
from eth.vm.forks.byzantium.opcodes import ensure_no_static
from eth.vm.forks.istanbul.storage import sstore_eip2200_generic
from eth.vm.forks.london.storage import GAS_SCHEDULE_EIP3529
from eth.vm.forks.prague.computation import PragueComputation
from eth.vm.forks.prague.state import PragueState
from eth.vm.opcode import as_opcode
from eth_tester import PyEVMBackend
from web3 import EthereumTesterProvider, Web3

from tests.stage import MNEMONIC

COLD_READ = 5_460
COLD_WRITE = 2_940
# Changing a used slot costs 5,000 with its cold surcharge, as everywhere.
OVERWRITE = 5_000 - COLD_WRITE
WRITES = GAS_SCHEDULE_EIP3529._replace(
    sstore_reset_gas=OVERWRITE, sstore_clears_schedule=OVERWRITE + ACCESS_LIST_STORAGE_KEY_COST_EIP_2930
)


def read_slot(computation):
    slot = computation.stack_pop1_int()
    computation.consume_gas(COLD_READ if touch_first(computation, slot) else WARM_STORAGE_READ_COST, mnemonics.SLOAD)
    computation.stack_push_int(computation.state.get_storage(computation.msg.storage_address, slot))


def write_slot(computation):
    slot = sstore_eip2200_generic(WRITES, computation)
    if touch_first(computation, slot):
        computation.consume_gas(COLD_WRITE, mnemonics.SSTORE)


def touch_first(computation, slot):
    """Tell whether this transaction had not touched the slot, and note that it has now."""
    address, state = computation.msg.storage_address, computation.state
    was_cold = not state.is_storage_warm(address, slot)
    state.mark_storage_warm(address, slot)
    return was_cold


class PolygonComputation(PragueComputation):
    opcodes = PragueComputation.opcodes | {
        opcode_values.SLOAD: as_opcode(read_slot, mnemonics.SLOAD, gas_cost=0),
        opcode_values.SSTORE: as_opcode(ensure_no_static(write_slot), mnemonics.SSTORE, gas_cost=0),
    }


class PolygonState(PragueState):
    computation_class = PolygonComputation


class PolygonVM(PragueVM):
    _state_class = PolygonState


SCHEDULES = {"ethereum": PragueVM, "polygon": PolygonVM}


def open_chain(schedule):
    """Return a Web3 on a chain of its own that holds anvil's accounts."""
    backend = PyEVMBackend.from_mnemonic(
        MNEMONIC, num_accounts=20, hd_path="m/44'/60'/0'/0", vm_configuration=((0, SCHEDULES[schedule]),)
    )
    return Web3(EthereumTesterProvider(backend))
