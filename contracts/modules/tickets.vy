# pragma version 0.4.3
"""
@title Tickets
@license AGPL-3.0-only
@notice Prove that a phase's signer let a wallet buy so many editions for so much, until a time, once.
@dev EIP-712. A ticket names its phase and, through the domain, its drop and chain. Its serial must be above that of every
     ticket the wallet used before, so that none is used twice and a later one takes earlier ones back.
"""

from snekmate.utils import ecdsa
from snekmate.utils import eip712_domain_separator

from ..interfaces import IMixDrop

uses: eip712_domain_separator


MAX_SERIAL: constant(uint256) = 2**32 - 1       # what a wallet's word can hold
TICKET_TYPE: constant(bytes32) = keccak256(
    "Ticket(uint256 phase,address wallet,uint256 quantity,uint256 price,uint256 deadline,uint256 serial)"
)


@internal
@view
def _check(ticket: IMixDrop.Ticket, signer: bytes32, v: uint256, r: uint256, s: uint256, used: uint256):
    """
    @notice Revert unless `signer` signed this ticket and it is still good. A clone is never at the address whose domain is
            kept, so that it always builds its own.
    @param used The serial of the last ticket the wallet used.
    """
    assert block.timestamp <= ticket.deadline, "drop: ticket has expired"
    assert ticket.serial > used, "drop: ticket was used or taken back"
    assert ticket.serial <= MAX_SERIAL, "drop: ticket serial is too large"

    domain: bytes32 = eip712_domain_separator._build_domain_separator()
    digest: bytes32 = keccak256(concat(x"1901", domain, keccak256(abi_encode(TICKET_TYPE, ticket))))
    assert convert(ecdsa._recover_vrs(digest, v, r, s), bytes32) == signer, "drop: not the signer's ticket"
