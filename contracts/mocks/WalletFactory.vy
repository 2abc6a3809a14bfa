# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Wallet factory
@license AGPL-3.0-only
@notice Deploy key wallets at addresses known before.
"""

BLUEPRINT: immutable(address)


@deploy
def __init__(blueprint: address):
    BLUEPRINT = blueprint


@external
def deploy_wallet(owner: address, salt: bytes32) -> address:
    return create_from_blueprint(BLUEPRINT, owner, salt=salt)
