"""What is packed into words comes out of them as it went in, whatever bits it has."""

from dataclasses import astuple

import boa
import pytest

from tests.contracts._terms import Options, Phase
from tests.contracts._words import Words

EVEN, ODD = 0x55 * (2**256 // 255), 0xAA * (2**256 // 255)
EVERY_BIT = pytest.mark.parametrize("bits", [EVEN, ODD], ids=["even bits", "odd bits"])


def cut(bits, width):
    """Return the lowest bits."""
    return bits & (2**width - 1)


@pytest.fixture
def words(drop_deployer):
    """Write what a drop remembers: no test can mint four billion editions."""
    return lambda drop: Words(drop.address, drop_deployer.compiler_data.storage_layout["storage_layout"])


@EVERY_BIT
def test_terms__of_any_numbers__are_kept_exactly(create_drop, bits):
    opens, closes, count, royalty = cut(bits, 40) >> 1, cut(bits, 40), cut(bits, 32), cut(bits, 10)
    terms = {"supply": count, "price": cut(bits, 96), "opens": opens, "closes": closes, "wallet_cap": count}

    drop = create_drop(royalty_bps=royalty, **terms)

    assert {name: getattr(drop, name)() for name in terms} == terms
    assert drop.royaltyInfo(1, 10_000)[1] == royalty


@EVERY_BIT
def test_options__of_any_numbers__are_kept_exactly(create_drop, bits):
    count, fee = cut(bits, 32), cut(bits, 10)
    numbers = {"least_supply": count, "cut_off": cut(bits, 40), "referral_bps": cut(bits, 12), "platform_bps": fee}
    options = Options(platform=boa.env.eoa, tiers=(count,) * 5, **numbers)

    drop = create_drop(supply=count, options=options)

    assert {name: getattr(drop, name)() for name in numbers} == numbers
    assert [drop.tier_supply(tier) for tier in range(6)] == [count] * 5 + [0]


@EVERY_BIT
@pytest.mark.parametrize("tier", [1, 2, 4])
def test_phase__of_any_numbers__is_kept_exactly(create_drop, bits, tier):
    price, opens, closes = cut(bits, 96), cut(bits, 40) >> 1, cut(bits, 40)
    phase = Phase(price=price, opens=opens, closes=closes, wallet_cap=cut(bits, 16), tier=tier)

    drop = create_drop(options=Options(tiers=(20,) * 5), phases=[phase])

    assert tuple(drop.phase_at(1)) == astuple(phase)


@pytest.mark.parametrize(
    ("minted", "lowered", "phases", "burned"),
    [(0xAAAAAAAA, 0x55555555, 5, 0x55555555), (0xD5555555, 0xAAAAAAAA, 10, 0xAAAAAAAA)],
    ids=["odd bits", "even bits"],
)
def test_counts__of_a_sale__are_told_exactly(create_drop, words, minted, lowered, phases, burned):
    drop = create_drop(supply=2**32 - 1)
    tiers = sum(lowered << 96 + 32 * tier for tier in range(1, 5))

    words(drop).write_sale(minted | lowered << 32 | phases << 66 | burned << 70 | tiers)

    assert (drop.minted(), drop.supply(), drop.phase_count()) == (minted, lowered, phases)
    assert drop.totalSupply() == minted - burned
    assert [drop.minted_of(tier) for tier in range(1, 6)] == [lowered] * 4 + [0]


@EVERY_BIT
def test_counts__of_a_wallet__are_told_exactly(drop, words, collector, bits):
    words(drop).write_wallet(collector, bits)

    assert drop.balanceOf(collector) == drop.minted_by(collector) == drop.ticket_of(collector) == cut(bits, 32)
    assert [drop.minted_in(phase, collector) for phase in range(9)] == [cut(bits, 32)] + [cut(bits, 16)] * 8
