import boa
import pytest
from eth_utils import keccak

from tests.contracts._chain import DAY, now
from tests.contracts._terms import PRICE, Options

HISTORY = "0x0000F90827F1C53a10cb7A02335B175320002935"
DELAY_BLOCKS, MEMORY_BLOCKS = 8, 8_191
HASH = keccak(text="the block that decides")


@pytest.fixture
def golden_drop(create_drop):
    return create_drop(supply=5, options=Options(has_golden=True))


@pytest.fixture
def sold_out_drop(golden_drop, collector):
    golden_drop.mint(collector, 5, value=5 * PRICE, sender=collector)
    return golden_drop


@pytest.fixture
def history(load_mock):
    """Put a history contract where EIP-2935 has it."""
    mock = load_mock("BlockHistory")
    boa.env.set_code(HISTORY, boa.env.get_code(mock.address))
    return type(mock)(mock.compiler_data, override_address=HISTORY, skip_initcode=True)


@pytest.fixture
def scheduled_drop(sold_out_drop, history):
    sold_out_drop.schedule_golden()
    history.remember(sold_out_drop.golden_block(), HASH)
    return sold_out_drop


def expected_serial(drop, minted):
    return int.from_bytes(keccak(HASH + bytes.fromhex(drop.address[2:]))) % minted + 1


def test_schedule_golden__once_sold_out__names_a_block_to_come(sold_out_drop, stranger):
    sold_out_drop.schedule_golden(sender=stranger)

    (log,) = sold_out_drop.get_logs()
    assert log.block_number == sold_out_drop.golden_block() == boa.env.evm.patch.block_number + DELAY_BLOCKS


def test_schedule_golden__after_the_cut_off__names_a_block(create_drop, collector):
    drop = create_drop(supply=2**32 - 1, options=Options(cut_off=now() + DAY, has_golden=True))
    drop.mint(collector, 3, value=3 * PRICE, sender=collector)
    boa.env.time_travel(seconds=DAY)

    drop.schedule_golden()

    assert drop.golden_block() != 0


def test_schedule_golden__with_editions_left__is_refused(golden_drop, collector):
    golden_drop.mint(collector, 4, value=4 * PRICE, sender=collector)

    with boa.reverts("drop: not all is minted yet"):
        golden_drop.schedule_golden()


def test_schedule_golden__of_nothing__is_refused(create_drop):
    drop = create_drop(supply=2**32 - 1, options=Options(cut_off=now() + DAY, has_golden=True))
    boa.env.time_travel(seconds=DAY)

    with boa.reverts("drop: nothing was minted"):
        drop.schedule_golden()


def test_schedule_golden__a_second_time__is_refused(scheduled_drop):
    boa.env.time_travel(blocks=MEMORY_BLOCKS + DELAY_BLOCKS)

    with boa.reverts("drop: golden edition is scheduled"):
        scheduled_drop.schedule_golden()


def test_schedule_golden__of_a_drop_without__is_refused(create_drop, collector):
    drop = create_drop(supply=1)
    drop.mint(collector, 1, value=PRICE, sender=collector)

    with boa.reverts("drop: no golden edition"):
        drop.schedule_golden()


def test_close__of_a_drop_with_a_golden_edition__names_a_block(golden_drop, artist, collector):
    golden_drop.mint(collector, 2, value=2 * PRICE, sender=collector)

    golden_drop.close(sender=artist)

    assert golden_drop.golden_block() == boa.env.evm.patch.block_number + DELAY_BLOCKS


def test_close__of_a_drop_with_a_golden_edition_nobody_bought__names_none(golden_drop, artist):
    golden_drop.close(sender=artist)

    assert golden_drop.golden_block() == 0


def test_close__after_the_block_was_named__leaves_it(scheduled_drop, artist):
    named = scheduled_drop.golden_block()
    boa.env.time_travel(blocks=2)

    scheduled_drop.close(sender=artist)

    assert scheduled_drop.golden_block() == named


@pytest.mark.parametrize("blocks", [DELAY_BLOCKS + 1, DELAY_BLOCKS + MEMORY_BLOCKS], ids=["at once", "at last"])
def test_draw_golden__after_the_block__follows_its_hash(scheduled_drop, stranger, blocks):
    boa.env.time_travel(blocks=blocks)

    scheduled_drop.draw_golden(sender=stranger)

    (log,) = scheduled_drop.get_logs()
    assert log.serial == scheduled_drop.golden() == expected_serial(scheduled_drop, 5)


def test_draw_golden__of_a_drop_closed_early__chooses_among_what_is_minted(golden_drop, history, artist, collector):
    golden_drop.mint(collector, 2, value=2 * PRICE, sender=collector)
    golden_drop.close(sender=artist)
    history.remember(golden_drop.golden_block(), HASH)
    boa.env.time_travel(blocks=DELAY_BLOCKS + 1)

    golden_drop.draw_golden()

    assert golden_drop.golden() == expected_serial(golden_drop, 2)


def test_draw_golden__before_the_block_is_past__is_refused(scheduled_drop):
    boa.env.time_travel(blocks=DELAY_BLOCKS)

    with boa.reverts("drop: golden edition cannot be drawn yet"):
        scheduled_drop.draw_golden()


def test_draw_golden__once_the_block_is_forgotten__is_refused(scheduled_drop):
    boa.env.time_travel(blocks=DELAY_BLOCKS + MEMORY_BLOCKS + 1)

    with boa.reverts("drop: golden edition is forfeited"):
        scheduled_drop.draw_golden()


def test_draw_golden__a_second_time__is_refused(scheduled_drop):
    boa.env.time_travel(blocks=DELAY_BLOCKS + 1)
    scheduled_drop.draw_golden()

    with boa.reverts("drop: golden edition is drawn"):
        scheduled_drop.draw_golden()


def test_draw_golden__before_a_block_was_named__is_refused(sold_out_drop):
    with boa.reverts("drop: golden edition is not scheduled"):
        sold_out_drop.draw_golden()


def test_draw_golden__on_a_chain_without_history__is_refused(sold_out_drop):
    sold_out_drop.schedule_golden()
    boa.env.time_travel(blocks=DELAY_BLOCKS + 1)

    with boa.reverts("drop: block hash is not available"):
        sold_out_drop.draw_golden()
