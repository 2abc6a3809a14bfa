"""Which blocks prove a copy."""

import random

import pytest

from backend.ipfs.cid import DAG_PB, RAW, Cid
from backend.pinning.sampling import choose_blocks

NODES = [Cid.of(DAG_PB, bytes([number])) for number in range(5)]
LEAVES = [Cid.of(RAW, bytes([number])) for number in range(9)]


@pytest.mark.parametrize("seed", range(20))
def test_choose_blocks__tree__has_a_leaf_first_and_none_twice(seed):
    chosen = choose_blocks(NODES + LEAVES, 3, random.Random(seed))

    assert chosen[0].codec == RAW
    assert len(set(chosen)) == 3


def test_choose_blocks__leaves_that_are_not_raw__has_the_last_block():
    assert choose_blocks(NODES, 1, random.Random(1)) == [NODES[-1]]


def test_choose_blocks__one_block__is_that():
    assert choose_blocks(LEAVES[:1], 3, random.Random(1)) == LEAVES[:1]


def test_choose_blocks__other_seeds__reach_every_leaf():
    chosen = {choose_blocks(NODES + LEAVES, 1, random.Random(seed))[0] for seed in range(100)}

    assert chosen == set(LEAVES)
