# pragma version 0.4.3
"""
@title Split clone
@license AGPL-3.0-only
@notice The code of a split: a proxy that takes plain sends itself and passes everything else on.
@dev A delegatecall alone would cost more than the 2,300 gas of a plain send; logging the sender there costs 1,400.
     Whose code is cloned deploys the clones, so that a clone can prove by its own address what it was made for.
"""


CREATION_SIZE: constant(uint256) = 101


SELF: immutable(address)
CODE_DIGEST: immutable(bytes32)


@deploy
def __init__():
    SELF = self
    CODE_DIGEST = keccak256(self._creation_code(self))


@internal
@pure
def _creation_code(implementation: address) -> Bytes[CREATION_SIZE]:
    """
    @notice Return the code that deploys a clone: without data it logs `RoyaltyReceived(msg.sender, msg.value)` and stops.
    """
    return concat(
        x"605c3d8160093d39f336602e57345f52337f",
        keccak256("RoyaltyReceived(address,uint256)"),
        x"60205fa2005b363d3d373d3d3d363d73",
        convert(implementation, bytes20),
        x"5af43d82803e903d91605a57fd5bf3",
    )


@internal
@view
def _check_shared():
    """
    @notice Refuse to create clones in the name of a clone.
    """
    assert self == SELF, "split: only the shared code creates splits"


@internal
def _create(salt: bytes32) -> address:
    """
    @notice Deploy a clone.
    """
    return raw_create(self._creation_code(SELF), salt=salt)


@internal
@view
def _address(salt: bytes32) -> uint256:
    """
    @notice Return where the clone with a salt is (EIP-1014).
    """
    return convert(keccak256(concat(x"ff", convert(SELF, bytes20), salt, CODE_DIGEST)), uint256) & (2**160 - 1)
