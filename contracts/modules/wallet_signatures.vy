# pragma version 0.4.3
"""
@title Wallet signatures
@license AGPL-3.0-only
@notice Check what a wallet signed, whether it is a key (ECDSA) or a contract (ERC-1271).
@dev A key is tried first: it costs less, and stays its account's master when the account has code (EIP-7702). Of what a
     contract answers at most one word is read, so that it cannot make the caller pay for more.
"""


MAX_SIGNATURE: constant(uint256) = 1024     # of 15 owners, or of a passkey
ACCEPTED: constant(bytes32) = 0x1626ba7e00000000000000000000000000000000000000000000000000000000
HALF_ORDER: constant(uint256) = 57896044618658097711785492504343953926418782139537452191302581570759080747168


@internal
@view
def _is_signed(wallet: address, digest: bytes32, signature: Bytes[MAX_SIGNATURE]) -> bool:
    """
    @notice Return whether a wallet signed a digest.
    """
    if len(signature) == 65 and wallet != empty(address):
        v: uint256 = convert(slice(signature, 64, 1), uint256)
        r: uint256 = extract32(signature, 0, output_type=uint256)
        s: uint256 = extract32(signature, 32, output_type=uint256)
        if self._recover(digest, v, r, s) == wallet:
            return True
    if not wallet.is_contract:
        return False

    succeeded: bool = False
    answer: Bytes[32] = b""
    succeeded, answer = raw_call(
        wallet,
        abi_encode(digest, signature, method_id=method_id("isValidSignature(bytes32,bytes)")),
        max_outsize=32,
        is_static_call=True,
        revert_on_failure=False,
    )
    return succeeded and len(answer) == 32 and convert(answer, bytes32) == ACCEPTED


@internal
@pure
def _recover(digest: bytes32, v: uint256, r: uint256, s: uint256) -> address:
    """
    @notice Return whose key signed a digest, the zero address for no key's signature, or one turned over. Other than
            snekmate's this does not revert: a contract may accept it, and a standard may name another refusal.
    """
    if s > HALF_ORDER:
        return empty(address)
    return ecrecover(digest, v, r, s)
