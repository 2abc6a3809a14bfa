# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Fan Token
@license AGPL-3.0-only
@notice A token of fans, each unit of it a vote in the label's governor (ERC-20, ERC-2612, ERC-5805, ERC-6372, ERC-5267).
@dev To wallets and indexers it is OpenZeppelin's `ERC20Votes` by the second; balance and delegate share a word, and votes are
     remembered one and a half words a change.
@custom:invariant The supply never changes. At every second, all votes and all tokens whose votes are nobody's are the supply.
     Nobody's vote counts twice, and what is vested was given once.
@custom:kill Cannot be stopped; nobody owns it.
"""

from ethereum.ercs import IERC20
from ethereum.ercs import IERC20Detailed
implements: IERC20
implements: IERC20Detailed
from snekmate.utils import eip712_domain_separator

from ..interfaces import IFanToken
implements: IFanToken

from ..modules import account_word
from ..modules import fan_votes
from ..modules import share_vesting
from ..modules import token_refusals
initializes: eip712_domain_separator
initializes: fan_votes[eip712_domain_separator := eip712_domain_separator]
initializes: share_vesting[fan_votes := fan_votes]
exports: eip712_domain_separator.eip712Domain
exports: fan_votes.__interface__
exports: share_vesting.__interface__


MAX_SHARES: constant(uint256) = 16
MAX_SUPPLY: constant(uint256) = 2**96 - 1       # what an account's word holds
VERSION: constant(String[1]) = "1"
PERMIT_TYPE: constant(bytes32) = keccak256(
    "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
)


name: public(immutable(String[32]))
symbol: public(immutable(String[16]))
decimals: public(constant(uint8)) = 18
totalSupply: public(immutable(uint256))

CREATED_AT: immutable(uint256)      # in Unix seconds; before, there was nothing

allowance: public(HashMap[address, HashMap[address, uint256]])


@deploy
def __init__(
    name_: String[32],
    symbol_: String[16],
    shares: DynArray[IFanToken.Share, MAX_SHARES],
    vesting_: IFanToken.Vesting,
    votes_by_itself: bool,
):
    """
    @notice Deploy a token and give all of it away; there never is more.
    @param name_ What wallets call it.
    @param symbol_ Its short name.
    @param shares Who has how much from the beginning, each account once.
    @param vesting_ What an account is given little by little beside them; an amount of zero is none.
    @param votes_by_itself Whether a holder who chose nobody votes for itself.
    """
    name = name_
    symbol = symbol_
    eip712_domain_separator.__init__(name_, VERSION)
    fan_votes.__init__(votes_by_itself)
    share_vesting.__init__(vesting_)

    supply: uint256 = vesting_.amount
    for share: IFanToken.Share in shares:
        assert share.account != empty(address) and share.account != self, "token: share is for nobody"
        assert share.amount != 0, "token: share is nothing"
        assert fan_votes.accounts[share.account] == 0, "token: account is named twice"
        fan_votes._create(share.account, share.amount, share.is_silent)
        supply += share.amount
    if vesting_.amount != 0:
        fan_votes._create(self, vesting_.amount, True)
    assert supply != 0, "token: there is nothing of it"
    assert supply <= MAX_SUPPLY, "token: supply exceeds 2**96 - 1"
    totalSupply = supply
    CREATED_AT = block.timestamp


@external
def transfer(to: address, amount: uint256) -> bool:
    """
    @notice Give tokens to an account.
    @param to The account; the token itself takes none.
    @param amount Units of the token.
    @return Always true.
    """
    self._transfer(msg.sender, to, amount)
    return True


@external
def transferFrom(owner: address, to: address, amount: uint256) -> bool:
    """
    @notice Give tokens of an account that allowed it to another.
    @param owner Whose tokens.
    @param to Who gets them; the token itself takes none.
    @param amount Units of the token.
    @return Always true.
    """
    if owner == empty(address):     # a transfer of nothing from nobody would look like a mint
        token_refusals._refuse_approver(owner)
    allowed: uint256 = self.allowance[owner][msg.sender]
    if allowed != max_value(uint256):
        if allowed < amount:
            token_refusals._refuse_allowance(msg.sender, allowed, amount)
        self.allowance[owner][msg.sender] = unsafe_sub(allowed, amount)
    self._transfer(owner, to, amount)
    return True


@external
def approve(spender: address, amount: uint256) -> bool:
    """
    @notice Allow an account to give away so much of what one has; this replaces what was allowed before.
    @param spender The account.
    @param amount Units of the token; 2**256 - 1 is without limit.
    @return Always true.
    """
    self._approve(msg.sender, spender, amount)
    return True


@external
def permit(owner: address, spender: address, amount: uint256, deadline: uint256, v: uint8, r: bytes32, s: bytes32):
    """
    @notice Bring the allowance that a holder signed (ERC-2612); anyone may.
    @param owner Who signed.
    @param spender As for `approve`.
    @param amount As for `approve`.
    @param deadline Until when, in Unix seconds, the signature is good.
    @param v Of the signature, with `r` and `s`.
    """
    if block.timestamp > deadline:
        token_refusals._refuse_late_permit(deadline)

    nonce: uint256 = fan_votes.nonces[owner]
    signer: address = fan_votes._recover(
        keccak256(abi_encode(PERMIT_TYPE, owner, spender, amount, nonce, deadline)), v, r, s
    )
    if signer != owner or owner == empty(address):
        token_refusals._refuse_signer(signer, owner)
    fan_votes.nonces[owner] = unsafe_add(nonce, 1)
    self._approve(owner, spender, amount)


@external
@view
def balanceOf(account: address) -> uint256:
    """
    @notice Return how much an account has.
    @return Units of the token.
    """
    return account_word._balance(fan_votes.accounts[account])


@external
@view
def getPastTotalSupply(timepoint: uint256) -> uint256:
    """
    @notice Return how many tokens there were at the end of a second that is over, whether they vote or not.
    @param timepoint The second, in Unix time.
    @return Units of the token.
    """
    fan_votes._check_past(timepoint)
    return totalSupply if timepoint >= CREATED_AT else 0


@external
@view
def DOMAIN_SEPARATOR() -> bytes32:
    """
    @notice Return what signatures are bound to: this token on this chain (EIP-712).
    @return The digest of the domain.
    """
    return eip712_domain_separator._domain_separator_v4()


@internal
def _transfer(sender: address, receiver: address, amount: uint256):
    if receiver == empty(address) or receiver == self:
        token_refusals._refuse_receiver(receiver)
    fan_votes._move(sender, receiver, amount)


@internal
def _approve(owner: address, spender: address, amount: uint256):
    if spender == empty(address):
        token_refusals._refuse_spender(spender)
    self.allowance[owner][spender] = amount
    log IERC20.Approval(owner=owner, spender=spender, value=amount)
