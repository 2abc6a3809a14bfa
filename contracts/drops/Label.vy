# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Label
@license AGPL-3.0-only
@notice The home of one artist on chain: it creates drops and lists them.
@dev A drop and its split are created by create2 with the release as salt. The creator's address is part of a create2
     address, so nobody but this label can take the address of one of its drops.
@custom:invariant Every release has at most one drop, and the catalogue lists each drop once, in order of creation.
@custom:kill Cannot be stopped; without an owner's call nothing new is created and existing drops go on.
"""

from snekmate.auth import ownable
from snekmate.auth import ownable_2step

from ..interfaces import ILabel
from ..interfaces import IMixDrop
from ..interfaces import IRoyaltySplit
implements: ILabel

from ..modules import drop_clone
from ..modules import drop_options
from ..modules import drop_terms
from ..modules import phase_word
from ..modules import split_clone
initializes: ownable
initializes: ownable_2step[ownable := ownable]
exports: (
    ownable_2step.owner,
    ownable_2step.pending_owner,
    ownable_2step.transfer_ownership,
    ownable_2step.accept_ownership,
)


MAX_PAGE: constant(uint256) = 100
MAX_PHASES: constant(uint256) = 8


DROP_IMPLEMENTATION: immutable(address)
SPLIT_IMPLEMENTATION: immutable(address)


drop_of: public(HashMap[bytes32, address])
drop_at: public(HashMap[uint256, address])
drop_count: public(uint256)


@deploy
def __init__(drop_implementation: address, split_implementation: address, owner: address):
    """
    @notice Open the label.
    @param drop_implementation The code that its drops share.
    @param split_implementation The code that its splits share.
    @param owner Who may create drops; not the deployer, which may be a factory.
    """
    assert drop_implementation.is_contract, "label: no drop implementation"
    assert split_implementation.is_contract, "label: no split implementation"
    assert owner != empty(address), "label: owner is zero address"

    ownable.__init__()
    ownable_2step.__init__()
    ownable_2step._transfer_ownership(owner)
    DROP_IMPLEMENTATION = drop_implementation
    SPLIT_IMPLEMENTATION = split_implementation


@external
def create_drop(
    release: bytes32,
    terms: IMixDrop.DropTerms,
    payees: DynArray[IRoyaltySplit.Payee, split_clone.MAX_PAYEES],
    options: IMixDrop.DropOptions = empty(IMixDrop.DropOptions),
    phases: DynArray[IMixDrop.Phase, MAX_PHASES] = [],
) -> (address, address):
    """
    @notice Create the drop of a release, and the split that divides what it earns.
    @param release The keccak256 digest of the release's slug; each has one drop.
    @param terms What the drop promises, for good.
    @param payees Who is paid what share of the earnings, for good.
    @param options What it promises beyond its terms, for good; nothing unless given.
    @param phases When else it sells, to whom and for how much, at most 8; numbered from 1.
    @return The drop and its split.
    """
    assert msg.sender == ownable.owner, "label: not the owner"
    assert self.drop_of[release] == empty(address), "label: release has a drop"
    drop_terms._check(terms)
    drop_options._check(options, terms)
    split_clone._check_payees(payees)

    split: address = raw_create(split_clone._creation_code(SPLIT_IMPLEMENTATION, payees), salt=release)
    drop: address = self._create_drop(release, terms, options, split)
    self._list(release, drop)
    log ILabel.DropCreated(release=release, drop=drop, split=split, terms=terms, payees=payees)
    for phase: IMixDrop.Phase in phases:
        self._add_phase(drop, phase)
    return drop, split


@external
def add_phase(release: bytes32, phase: IMixDrop.Phase) -> uint256:
    """
    @notice Let a drop sell in one more phase, out of the supply it has.
    @param release The drop's release.
    @param phase When, to whom and for how much; it cannot be changed later.
    @return The phase's number, from 1; a drop has at most 8.
    """
    assert msg.sender == ownable.owner, "label: not the owner"
    assert self.drop_of[release] != empty(address), "label: release has no drop"
    return self._add_phase(self.drop_of[release], phase)


@external
@view
def list_drops(start: uint256, count: uint256) -> DynArray[address, MAX_PAGE]:
    """
    @notice Return a page of the catalogue, in order of creation.
    @param start The index of the page's first drop, from 0.
    @param count How many drops at most, up to 100; the last page is shorter.
    @return The drops.
    """
    page: DynArray[address, MAX_PAGE] = []
    if start < self.drop_count:
        for offset: uint256 in range(min(min(count, MAX_PAGE), self.drop_count - start), bound=MAX_PAGE):
            page.append(self.drop_at[start + offset])
    return page


@internal
def _add_phase(drop: address, phase: IMixDrop.Phase) -> uint256:
    phase_word._check(phase)
    number: uint256 = extcall IMixDrop(drop).add_phase(phase_word._pack(phase), phase_word._key(phase))
    log ILabel.PhaseAdded(drop=drop, number=number, phase=phase)
    return number


@internal
def _create_drop(
    release: bytes32, terms: IMixDrop.DropTerms, options: IMixDrop.DropOptions, split: address
) -> address:
    code: Bytes[drop_clone.MAX_CREATION_SIZE] = drop_clone._creation_code(
        DROP_IMPLEMENTATION, terms, options, split, self, release
    )
    return raw_create(code, salt=release)


@internal
def _list(release: bytes32, drop: address):
    index: uint256 = self.drop_count
    self.drop_of[release] = drop
    self.drop_at[index] = drop
    self.drop_count = index + 1
