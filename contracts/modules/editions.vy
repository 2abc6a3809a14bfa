# pragma version 0.4.3
"""
@title Editions
@license AGPL-3.0-only
@notice Keep who holds which numbered edition, as ERC-721 asks.
@dev A mint of several editions writes one owner word; each edition gets its own word when it first moves. Not payable,
     unlike the interface of the standard: money sent with a transfer would be a mistake.
@custom:invariant Every serial from 1 to the number minted has exactly one holder until it is burned.
     A burned one has none and never has one again.
     A wallet's balance is the number of serials it holds.
"""

from ethereum.ercs import IERC721

from . import owner_word
from . import sale_word
from . import transfer_guard
from . import wallet_word


MAX_QUANTITY: constant(uint256) = 20        # bounds what finding an edition's holder can cost
RECEIVED: constant(bytes4) = 0x150b7a02     # what a contract answers to take an edition


sale: uint256
isApprovedForAll: public(HashMap[address, HashMap[address, bool]])
owner_words: HashMap[uint256, uint256]
wallet_words: HashMap[address, uint256]
approvals: HashMap[uint256, address]


@external
def transferFrom(holder: address, recipient: address, serial: uint256):
    """
    @notice Move an edition.
    @param holder The wallet that holds it.
    @param recipient The wallet that will hold it; not asked whether it can.
    @param serial The edition's number.
    """
    self._transfer(holder, recipient, serial)


@external
def safeTransferFrom(holder: address, recipient: address, serial: uint256, data: Bytes[1024] = b""):
    """
    @notice Move an edition; a contract must agree to receive it.
    @param holder The wallet that holds it.
    @param recipient The wallet that will hold it.
    @param serial The edition's number.
    @param data Anything the receiving contract may want to know, at most 1024 bytes.
    """
    self._transfer(holder, recipient, serial)
    if recipient.is_contract:
        self._ask_receiver(recipient, holder, serial, data)


@external
def burn(serial: uint256):
    """
    @notice Destroy an edition, for good; only its holder can, no operator.
    @param serial The edition's number, which is not given again.
    """
    word: uint256 = self._owner_word(serial)
    assert msg.sender == owner_word._holder(word), "drop: not the holder"

    self._keep_next(serial, word)
    self.owner_words[serial] = owner_word.BURNED
    self.wallet_words[msg.sender] = wallet_word._give(self.wallet_words[msg.sender])
    self.sale = sale_word._count_burned(self.sale)
    log IERC721.Transfer(sender=msg.sender, receiver=empty(address), token_id=serial)


@external
def approve(approved: address, serial: uint256):
    """
    @notice Let one account move one edition, until it moves.
    @param approved The account; zero to take the approval back.
    @param serial The edition's number.
    """
    word: uint256 = self._owner_word(serial)
    holder: address = owner_word._holder(word)
    assert msg.sender == holder or self.isApprovedForAll[holder][msg.sender], "drop: not the holder or an operator"

    self.approvals[serial] = approved
    self.owner_words[serial] = owner_word._mark_approved(word, approved != empty(address))
    log IERC721.Approval(owner=holder, approved=approved, token_id=serial)


@external
def setApprovalForAll(operator: address, is_approved: bool):
    """
    @notice Let an operator move every edition of the caller, or no longer.
    @param operator The account that may move them.
    @param is_approved Whether it may.
    """
    self.isApprovedForAll[msg.sender][operator] = is_approved
    log IERC721.ApprovalForAll(owner=msg.sender, operator=operator, approved=is_approved)


@external
@view
def ownerOf(serial: uint256) -> address:
    """
    @notice Return who holds an edition.
    @param serial A minted edition's number.
    @return The wallet.
    """
    return owner_word._holder(self._owner_word(serial))


@external
@view
def balanceOf(wallet: address) -> uint256:
    """
    @notice Return how many editions a wallet holds.
    @param wallet Any account but zero.
    @return The number of editions.
    """
    assert wallet != empty(address), "drop: zero address holds nothing"
    return wallet_word._balance(self.wallet_words[wallet])


@external
@view
def getApproved(serial: uint256) -> address:
    """
    @notice Return the account that may move one edition.
    @param serial A minted edition's number.
    @return The account, zero if there is none.
    """
    if owner_word._is_approved(self._owner_word(serial)):
        return self.approvals[serial]
    return empty(address)


@external
@view
def totalSupply() -> uint256:
    """
    @notice Return how many editions exist.
    @return The number of editions minted and not burned.
    """
    return sale_word._minted(self.sale) - sale_word._burned(self.sale)


@internal
def _mint(
    recipient: address,
    quantity: uint256,
    phase: uint256,
    tier: uint256,
    marks: uint256,
    sale: uint256,
    wallet: uint256,
) -> uint256:
    """
    @notice Create editions.
    @param quantity From 1 to MAX_QUANTITY.
    @param phase The phase that sells them.
    @param marks What stays with an edition whoever holds it.
    @param sale The sale word, as just read.
    @param wallet The recipient's wallet word, as just read.
    @return The first serial.
    """
    assert recipient != empty(address), "drop: recipient is zero address"
    first: uint256 = sale_word._minted(sale) + 1

    self.sale = sale_word._count(sale, quantity, tier)
    self.wallet_words[recipient] = wallet_word._mint(wallet, quantity, phase)
    self.owner_words[first] = owner_word._batch(recipient, quantity, marks)
    for offset: uint256 in range(quantity, bound=MAX_QUANTITY):
        log IERC721.Transfer(sender=empty(address), receiver=recipient, token_id=unsafe_add(first, offset))
    return first


@internal
def _transfer(holder: address, recipient: address, serial: uint256):
    word: uint256 = self._owner_word(serial)
    assert holder == owner_word._holder(word), "drop: not the holder"
    assert recipient != empty(address), "drop: recipient is zero address"
    assert self._may_move(holder, serial, word), "drop: not allowed to move this edition"
    if owner_word._is_guarded(word):
        transfer_guard._check(self.sale, holder, recipient, serial)

    self._keep_next(serial, word)
    self.owner_words[serial] = owner_word._pass_on(word, recipient)
    self.wallet_words[holder] = wallet_word._give(self.wallet_words[holder])
    self.wallet_words[recipient] = wallet_word._receive(self.wallet_words[recipient])
    log IERC721.Transfer(sender=holder, receiver=recipient, token_id=serial)


@internal
def _keep_next(serial: uint256, word: uint256):
    """
    @notice Give the next edition its own word if it shares that of the one about to move.
    """
    if owner_word._is_closed(word):
        return
    following: uint256 = serial + 1
    if self.owner_words[following] == 0 and following <= sale_word._minted(self.sale):
        self.owner_words[following] = owner_word._shared(word)


@internal
def _ask_receiver(recipient: address, holder: address, serial: uint256, data: Bytes[1024]):
    """
    @notice Revert unless the receiving contract agrees to take an edition.
    """
    is_answered: bool = False
    answer: Bytes[32] = b""
    is_answered, answer = raw_call(
        recipient,
        abi_encode(msg.sender, holder, serial, data, method_id=RECEIVED),
        max_outsize=32,
        revert_on_failure=False,
    )
    self._check_answer(is_answered, answer)


@internal
def _ask_minter(recipient: address, first: uint256, quantity: uint256):
    """
    @notice Revert unless the receiving contract agrees to take new editions. Apart from a transfer, whose data would cost
            every mint the memory for it.
    """
    for offset: uint256 in range(quantity, bound=MAX_QUANTITY):
        is_answered: bool = False
        answer: Bytes[32] = b""
        is_answered, answer = raw_call(
            recipient,
            abi_encode(msg.sender, empty(address), first + offset, b"", method_id=RECEIVED),
            max_outsize=32,
            revert_on_failure=False,
        )
        self._check_answer(is_answered, answer)


@internal
@pure
def _check_answer(is_answered: bool, answer: Bytes[32]):
    assert is_answered and answer == abi_encode(RECEIVED), "drop: receiver refused the edition"


@internal
@view
def _may_move(holder: address, serial: uint256, word: uint256) -> bool:
    if msg.sender == holder or self.isApprovedForAll[holder][msg.sender]:
        return True
    return owner_word._is_approved(word) and msg.sender == self.approvals[serial]


@internal
@view
def _owner_word(serial: uint256) -> uint256:
    """
    @notice Return the word of an edition that exists, its own or the one it shares.
    """
    word: uint256 = self.owner_words[serial]
    if word == 0 and self._is_minted(serial):
        return self._batch_word(serial)
    assert word != 0 and word != owner_word.BURNED, "drop: no such edition"
    return word


@internal
@view
def _batch_word(serial: uint256) -> uint256:
    word: uint256 = 0
    for distance: uint256 in range(1, MAX_QUANTITY):
        word = self.owner_words[serial - distance]
        if word != 0:
            break
    return owner_word._shared(word)


@internal
@view
def _is_minted(serial: uint256) -> bool:
    return serial != 0 and serial <= sale_word._minted(self.sale)
