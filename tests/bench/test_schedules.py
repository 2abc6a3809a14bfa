"""What touching a slot costs: EIP-2929, EIP-2200 and EIP-3529 on Ethereum, PIP-88 on Polygon."""

import pytest

from tests.bench.schedules import SCHEDULES, open_chain

USED, EMPTY = 0, 1
TRANSACTION = 21_000
READ_AROUND, WRITE_AROUND = 5, 6  # pushes and pops beside the touch itself
CASES = {
    "cold_read": ([("read", USED)], 2_100, 5_460),
    "warm_read": ([("read", USED), ("read", USED)], 2_100 + 100, 5_460 + 100),
    "two_cold_reads": ([("read", USED), ("read", EMPTY)], 2 * 2_100, 2 * 5_460),
    "first_write": ([("write", EMPTY, 1)], 2_100 + 20_000, 2_940 + 20_000),
    "first_write_after_read": ([("read", EMPTY), ("write", EMPTY, 1)], 2_100 + 20_000, 5_460 + 20_000),
    "overwrite": ([("write", USED, 2)], 5_000, 5_000),
    "overwrite_after_read": ([("read", USED), ("write", USED, 2)], 2_100 + 2_900, 5_460 + 2_060),
    "overwrite_twice": ([("write", USED, 2), ("write", USED, 3)], 5_000 + 100, 5_000 + 100),
    "write_of_the_same": ([("write", USED, 1)], 2_100 + 100, 2_940 + 100),
    "read_after_write": ([("write", USED, 2), ("read", USED)], 5_000 + 100, 5_000 + 100),
    "clear": ([("write", USED, 0)], 5_000 - 4_800, 5_000 - 3_960),
    "overwrite_and_restore": ([("write", USED, 2), ("write", USED, 1)], 5_100 - 2_800, 5_100 - 1_960),
}


def assemble(step, slot, value=0):
    return bytes([0x60, slot, 0x54, 0x50]) if step == "read" else bytes([0x60, value, 0x60, slot, 0x55])


def create_contract(web3, code):
    """Deploy code as it is, with 1 in its used slot."""
    init = bytes([0x60, 1, 0x60, USED, 0x55, 0x60, len(code), 0x60, 16, 0x5F, 0x39, 0x60, len(code), 0x5F, 0xF3, 0x00])
    transaction = web3.eth.send_transaction({"from": web3.eth.accounts[0], "data": init + code})
    return web3.eth.wait_for_transaction_receipt(transaction)["contractAddress"]


def measure_touches(web3, steps):
    """Return the gas of a transaction that takes the steps, less all that is not for storage."""
    contract = create_contract(web3, b"".join(assemble(*step) for step in steps))
    transaction = web3.eth.send_transaction({"from": web3.eth.accounts[0], "to": contract, "gas": 100_000})
    around = sum(READ_AROUND if step[0] == "read" else WRITE_AROUND for step in steps)
    return web3.eth.wait_for_transaction_receipt(transaction)["gasUsed"] - TRANSACTION - around


@pytest.fixture(scope="module", params=SCHEDULES)
def schedule(request):
    return request.param


@pytest.fixture(scope="module")
def web3(schedule):
    return open_chain(schedule)


@pytest.mark.parametrize(("steps", "ethereum", "polygon"), CASES.values(), ids=list(CASES))
def test_storage__touched__costs_what_the_schedule_says(web3, schedule, steps, ethereum, polygon):
    expected = {"ethereum": ethereum, "polygon": polygon}[schedule]

    assert measure_touches(web3, steps) == expected
