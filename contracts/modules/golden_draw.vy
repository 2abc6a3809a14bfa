# pragma version 0.4.3
"""
@title Golden edition
@license AGPL-3.0-only
@notice Draw one edition by lot when all are minted.
@dev The hash of a block that does not exist yet when it is named decides. It is named once, by who closes the drop or by
     anyone once nothing is left to sell; the serials are final by then. Who produces that block can try a few hashes
     against each other and so has a small advantage; a reorganisation can change the hash until it is final. Old hashes
     come from the chain's history contract (EIP-2935).
@custom:invariant The golden edition is drawn at most once. Not drawn while its block is remembered, it is forfeited.
"""

from ..interfaces import IMixDrop

from . import drop_clone
from . import drop_options
from . import drop_supply
from . import editions
from . import sale_word
uses: editions


DELAY_BLOCKS: constant(uint256) = 8         # more than any reorganisation seen, little enough to wait for
MEMORY_BLOCKS: constant(uint256) = 8_191    # how far back the history contract reaches
HISTORY: constant(address) = 0x0000F90827F1C53a10cb7A02335B175320002935


golden_block: public(uint256)
golden: public(uint256)


@external
def schedule_golden():
    """
    @notice Name the block whose hash draws the golden edition of a drop with nothing left to sell; anyone may call.
    """
    terms: uint256 = drop_clone._terms()
    options: uint256 = drop_clone._options(terms)
    sale: uint256 = editions.sale
    assert drop_options._has_golden(options), "drop: no golden edition"
    assert self.golden_block == 0, "drop: golden edition is scheduled"
    assert drop_supply._is_over(terms, options, sale), "drop: not all is minted yet"
    assert sale_word._minted(sale) != 0, "drop: nothing was minted"

    self._schedule()


@external
def draw_golden():
    """
    @notice Draw the golden edition; anyone may call, from the block after the one that was named and while it is remembered.
    """
    assert self.golden_block != 0, "drop: golden edition is not scheduled"
    assert self.golden == 0, "drop: golden edition is drawn"
    assert block.number > self.golden_block, "drop: golden edition cannot be drawn yet"
    assert block.number <= self.golden_block + MEMORY_BLOCKS, "drop: golden edition is forfeited"

    lot: uint256 = convert(keccak256(concat(self._hash_of(self.golden_block), convert(self, bytes20))), uint256)
    serial: uint256 = lot % sale_word._minted(editions.sale) + 1
    self.golden = serial
    log IMixDrop.GoldenDrawn(serial=serial)


@internal
def _schedule_at_close(sale: uint256):
    """
    @notice Name the block as the label closes a drop that has a golden edition, unless it is named already.
    """
    if not drop_options._has_golden(drop_clone._options(drop_clone._terms())):
        return
    if self.golden_block == 0 and sale_word._minted(sale) != 0:
        self._schedule()


@internal
def _schedule():
    self.golden_block = block.number + DELAY_BLOCKS
    log IMixDrop.GoldenScheduled(block_number=self.golden_block)


@internal
@view
def _hash_of(number: uint256) -> bytes32:
    is_known: bool = False
    answer: Bytes[32] = b""
    is_known, answer = raw_call(
        HISTORY, abi_encode(number), max_outsize=32, is_static_call=True, revert_on_failure=False
    )
    assert is_known and len(answer) == 32, "drop: block hash is not available"
    return convert(answer, bytes32)
