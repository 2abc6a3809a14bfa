# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Stable token
@license AGPL-3.0-only
@notice Pay as USDC does: 6 decimals, permits (EIP-2612), authorizations (EIP-3009). Anyone may print it.
"""

from ethereum.ercs import IERC20
from snekmate.utils import ecdsa
from snekmate.utils import eip712_domain_separator

implements: IERC20
initializes: eip712_domain_separator
exports: eip712_domain_separator.eip712Domain


PERMIT_TYPE: constant(bytes32) = keccak256(
    "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
)
RECEIVE_TYPE: constant(bytes32) = keccak256(
    "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
)


name: public(constant(String[8])) = "USD Coin"
symbol: public(constant(String[4])) = "USDC"
version: public(constant(String[1])) = "2"
decimals: public(constant(uint8)) = 6
totalSupply: public(uint256)
balanceOf: public(HashMap[address, uint256])
allowance: public(HashMap[address, HashMap[address, uint256]])
nonces: public(HashMap[address, uint256])
authorizationState: public(HashMap[address, HashMap[bytes32, bool]])


event AuthorizationUsed:
    authorizer: indexed(address)
    nonce: indexed(bytes32)


@deploy
def __init__():
    eip712_domain_separator.__init__("USD Coin", "2")


@external
def mint(account: address, amount: uint256):
    self.totalSupply += amount
    self.balanceOf[account] += amount
    log IERC20.Transfer(sender=empty(address), receiver=account, value=amount)


@external
def transfer(recipient: address, amount: uint256) -> bool:
    self._transfer(msg.sender, recipient, amount)
    return True


@external
def approve(spender: address, amount: uint256) -> bool:
    self._approve(msg.sender, spender, amount)
    return True


@external
def transferFrom(holder: address, recipient: address, amount: uint256) -> bool:
    assert self.allowance[holder][msg.sender] >= amount, "ERC20: transfer amount exceeds allowance"
    self.allowance[holder][msg.sender] -= amount
    self._transfer(holder, recipient, amount)
    return True


@external
def permit(owner: address, spender: address, amount: uint256, deadline: uint256, v: uint8, r: bytes32, s: bytes32):
    assert block.timestamp <= deadline, "FiatTokenV2: permit is expired"
    content: bytes32 = keccak256(abi_encode(PERMIT_TYPE, owner, spender, amount, self.nonces[owner], deadline))
    self._check_signer(owner, content, v, r, s)
    self.nonces[owner] += 1
    self._approve(owner, spender, amount)


@external
def receiveWithAuthorization(
    payer: address, recipient: address, amount: uint256, valid_after: uint256, valid_before: uint256,
    nonce: bytes32, v: uint8, r: bytes32, s: bytes32,
):
    assert recipient == msg.sender, "FiatTokenV2: caller must be the payee"
    assert block.timestamp > valid_after, "FiatTokenV2: authorization is not yet valid"
    assert block.timestamp < valid_before, "FiatTokenV2: authorization is expired"
    assert not self.authorizationState[payer][nonce], "FiatTokenV2: authorization is used or canceled"
    content: bytes32 = keccak256(
        abi_encode(RECEIVE_TYPE, payer, recipient, amount, valid_after, valid_before, nonce)
    )
    self._check_signer(payer, content, v, r, s)
    self.authorizationState[payer][nonce] = True
    log AuthorizationUsed(authorizer=payer, nonce=nonce)
    self._transfer(payer, recipient, amount)


@external
@view
def DOMAIN_SEPARATOR() -> bytes32:
    return eip712_domain_separator._domain_separator_v4()


@internal
def _transfer(holder: address, recipient: address, amount: uint256):
    assert self.balanceOf[holder] >= amount, "ERC20: transfer amount exceeds balance"
    self.balanceOf[holder] -= amount
    self.balanceOf[recipient] += amount
    log IERC20.Transfer(sender=holder, receiver=recipient, value=amount)


@internal
def _approve(owner: address, spender: address, amount: uint256):
    self.allowance[owner][spender] = amount
    log IERC20.Approval(owner=owner, spender=spender, value=amount)


@internal
@view
def _check_signer(signer: address, content: bytes32, v: uint8, r: bytes32, s: bytes32):
    digest: bytes32 = eip712_domain_separator._hash_typed_data_v4(content)
    recovered: address = ecdsa._recover_vrs(digest, convert(v, uint256), convert(r, uint256), convert(s, uint256))
    assert recovered == signer, "FiatTokenV2: invalid signature"
