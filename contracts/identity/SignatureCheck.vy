# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Signature check
@license AGPL-3.0-only
@notice Ask a wallet that is a contract whether it accepts a signature, also before the wallet is deployed.
@dev Never deployed. A node simulates its creation, which succeeds when the wallet accepts: in a creation a factory may put
     the wallet in place first (ERC-6492), and nothing of that stays.
@custom:kill there is nothing to stop
"""

ACCEPTED: constant(bytes32) = 0x1626ba7e00000000000000000000000000000000000000000000000000000000
# What a passkey costs without a precompile, several times over; a wallet that burns more is refused.
WALLET_GAS: constant(uint256) = 5_000_000
FACTORY_GAS: constant(uint256) = 10_000_000


@deploy
def __init__(wallet: address, digest: bytes32, signature: Bytes[8192], factory: address, creation: Bytes[8192]):
    """
    @notice Succeed when `wallet` accepts `signature` of `digest`.
    @param factory who deploys the wallet when it is called with `creation`, the zero address when nobody need
    """
    accepted: bool = self._accepts(wallet, digest, signature)
    if not accepted and factory != empty(address):
        # A wallet whose owners change when it is deployed or prepared is asked again (ERC-6492).
        self._call(factory, creation)
        accepted = self._accepts(wallet, digest, signature)

    assert accepted, "signature check: the wallet does not accept"


@external
@pure
def accepted() -> bool:
    """
    @notice Tell what the existence of this contract says.
    @return always true
    """
    return True


@internal
@view
def _accepts(wallet: address, digest: bytes32, signature: Bytes[8192]) -> bool:
    # The precompile at address 4 would answer with the question, and an account without code with success.
    if not wallet.is_contract:
        return False

    question: Bytes[8388] = abi_encode(digest, signature, method_id=method_id("isValidSignature(bytes32,bytes)"))
    succeeded: bool = False
    answer: Bytes[32] = b""
    succeeded, answer = raw_call(
        wallet, question, max_outsize=32, gas=WALLET_GAS, is_static_call=True, revert_on_failure=False
    )
    return succeeded and len(answer) == 32 and convert(answer, bytes32) == ACCEPTED


@internal
def _call(factory: address, creation: Bytes[8192]):
    succeeded: bool = raw_call(factory, creation, gas=FACTORY_GAS, revert_on_failure=False)
    assert succeeded, "signature check: the factory refuses"
