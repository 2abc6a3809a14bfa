# pragma version 0.4.3
"""
@title Treasury
@license AGPL-3.0-only
@notice Hold coin, tokens and collectibles; only a vote moves them.
@dev The bounds of what comes with a collectible cost nothing, since it is not read.
"""

from ethereum.ercs import IERC165
implements: IERC165

from . import governor_refusals


MAX_ITEMS: constant(uint256) = 2048
MAX_DATA: constant(uint256) = 65536
MAX_CALL: constant(uint256) = 1024
INTERFACES: constant(bytes4[4]) = [
    0x01ffc9a7,     # ERC-165
    0xcdbdfcee,     # OpenZeppelin's governor
    0x65455a86,     # the same before version 5.3
    0x4e2312e0,     # receives ERC-1155
]


@external
@payable
def relay(target: address, amount: uint256, call: Bytes[MAX_CALL]):
    """
    @notice Call another contract; only a vote may. What it answers with a failure is passed on.
    @param target Whom to call.
    @param amount The coin to send along, in wei.
    @param call The call.
    """
    governor_refusals._check_is_governor()
    raw_call(target, call, value=amount)


@external
def onERC721Received(operator: address, holder: address, token_id: uint256, data: Bytes[MAX_DATA]) -> bytes4:
    """
    @notice Take an ERC-721 token.
    @param operator Who sent it.
    @param holder Who held it.
    @param token_id Its number.
    @param data Anything.
    @return That it is taken.
    """
    return 0x150b7a02


@external
def onERC1155Received(
    operator: address, holder: address, token_id: uint256, amount: uint256, data: Bytes[MAX_DATA]
) -> bytes4:
    """
    @notice Take ERC-1155 tokens.
    @param operator Who sent them.
    @param holder Who held them.
    @param token_id Their kind.
    @param amount How many.
    @param data Anything.
    @return That they are taken.
    """
    return 0xf23a6e61


@external
def onERC1155BatchReceived(
    operator: address,
    holder: address,
    token_ids: DynArray[uint256, MAX_ITEMS],
    amounts: DynArray[uint256, MAX_ITEMS],
    data: Bytes[MAX_DATA],
) -> bytes4:
    """
    @notice Take ERC-1155 tokens of several kinds.
    @param operator Who sent them.
    @param holder Who held them.
    @param token_ids Their kinds, at most 2048.
    @param amounts How many of each.
    @param data Anything.
    @return That they are taken.
    """
    return 0xbc197c81


@external
@view
def supportsInterface(interface_id: bytes4) -> bool:
    """
    @notice Return whether a standard is kept (ERC-165).
    @param interface_id The standard's id.
    @return True for the governor of OpenZeppelin, with and without `getProposalId`, and ERC-1155's receiver.
    """
    return interface_id in INTERFACES
