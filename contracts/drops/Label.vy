# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Label
@license AGPL-3.0-only
@notice The home of one artist on chain: it creates drops, lists them, and says who may act for them.
@dev A drop and its split are created by create2 with the release as salt. The creator's address is part of a create2
     address, so nobody but this label can take the address of one of its drops.
@custom:invariant Every release has at most one drop, and the catalogue lists each drop once, in order of creation.
@custom:kill Cannot be stopped; without an owner's call nothing new is created and existing drops go on.
"""

from snekmate.auth import ownable
from snekmate.auth import ownable_2step

from ..interfaces import IDropOffice
from ..interfaces import ILabel
from ..interfaces import IMixDrop
from ..interfaces import IRoyaltySplit
implements: ILabel

from ..modules import drop_clone
from ..modules import drop_options
from ..modules import drop_terms
from ..modules import metadata_uri
from ..modules import phase_word
from ..modules import payee_word
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
rights_of: public(HashMap[address, ILabel.Right])
is_currency: public(HashMap[address, bool])
metadata: bytes32
drop_owners: HashMap[address, address]          # of drops that were handed over
pending_drop_owners: HashMap[address, address]


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
    payees: DynArray[IRoyaltySplit.Payee, payee_word.MAX_PAYEES],
    options: IMixDrop.DropOptions = empty(IMixDrop.DropOptions),
    phases: DynArray[IMixDrop.Phase, MAX_PHASES] = [],
) -> (address, address):
    """
    @notice Create the drop of a release, and the split that divides what it earns.
    @param release The keccak256 digest of the release's slug; each has one drop.
    @param terms What the drop promises, for good.
    @param payees Who is paid what share of the earnings, for good; in ascending order of their accounts.
    @param options What it promises beyond its terms, for good; nothing unless given.
    @param phases When else it sells, to whom and for how much, at most 8; numbered from 1.
    @return The drop and its split.
    """
    self._check_right(ILabel.Right.CREATE)
    assert self.drop_of[release] == empty(address), "label: release has a drop"
    drop_terms._check(terms)
    drop_options._check(options, terms)
    assert options.currency == empty(address) or self.is_currency[options.currency], "label: currency is not allowed"
    assert options.validator == empty(address) or options.validator.is_contract, "label: validator is no contract"

    split: address = extcall IRoyaltySplit(SPLIT_IMPLEMENTATION).create(
        payee_word._pack(payees), payee_word._tag(keccak256(abi_encode(self, release)))
    )
    drop: address = self._create_drop(release, terms, options, split)
    self._list(release, drop)
    log ILabel.DropCreated(release=release, drop=drop, split=split, terms=terms, payees=payees, options=options)
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
    drop: address = self.drop_of[release]
    assert drop != empty(address), "label: release has no drop"
    assert self._may(drop, msg.sender, ILabel.Right.CREATE), "label: not allowed"
    return self._add_phase(drop, phase)


@external
def set_crew(account: address, rights: ILabel.Right):
    """
    @notice Let an account do some of what the owner does, or no longer.
    @param account Who helps: may create drops and phases, give editions away, pause sales.
    @param rights What it may do: 1 to create, 2 to give away, 4 to pause, or their sum; 0 for nothing.
    """
    self._check_owner()
    self.rights_of[account] = rights
    log ILabel.CrewChanged(account=account, rights=rights)


@external
def allow_currency(currency: address, is_allowed: bool):
    """
    @notice Let new drops be priced in an ERC-20 token, or no longer. Drops that are priced in it stay so.
    @param currency The token. One that keeps a fee of transfers cannot buy anything.
    @param is_allowed Whether new drops may be.
    """
    self._check_owner()
    assert currency.is_contract, "label: currency is no contract"
    self.is_currency[currency] = is_allowed
    log ILabel.CurrencyAllowed(currency=currency, is_allowed=is_allowed)


@external
def describe(metadata: bytes32):
    """
    @notice Say where the label's own metadata is.
    @param metadata The sha2-256 digest of the directory that holds its contract.json.
    """
    self._check_owner()
    self.metadata = metadata
    log ILabel.LabelDescribed(metadata=metadata)


@external
def offer_drop(drop: address, owner: address):
    """
    @notice Offer a drop to an owner of its own, who then decides instead of this label's owner and crew.
    @param drop A drop of this label.
    @param owner Who may accept; zero takes the offer back.
    """
    assert self.drop_of[staticcall IDropOffice(drop).release()] == drop, "label: not its drop"
    assert msg.sender == self._owner_of(drop), "label: not the drop's owner"
    self.pending_drop_owners[drop] = owner
    log ILabel.DropOffered(drop=drop, owner=owner)


@external
def accept_drop(drop: address):
    """
    @notice Become the owner of a drop that was offered.
    @param drop The drop.
    """
    assert msg.sender == self.pending_drop_owners[drop], "label: drop was not offered to you"
    self.pending_drop_owners[drop] = empty(address)
    self.drop_owners[drop] = msg.sender
    log ILabel.DropHandedOver(drop=drop, owner=msg.sender)


@external
@view
def owner_of(drop: address) -> address:
    """
    @notice Return who decides about a drop.
    @param drop A drop of this label.
    @return Its own owner if it was handed over, else this label's.
    """
    return self._owner_of(drop)


@external
@view
def may(drop: address, account: address, right: ILabel.Right) -> bool:
    """
    @notice Return whether an account may act for a drop.
    @param drop A drop of this label.
    @param account Who wants to act.
    @param right What it wants to do.
    @return Whether it may: the drop's owner always, the label's crew unless the drop was handed over.
    """
    return self._may(drop, account, right)


@external
@view
def contractURI() -> String[94]:
    """
    @notice Return where the label's own metadata is (ERC-7572).
    @return The address on IPFS, empty until it was described.
    """
    if self.metadata == empty(bytes32):
        return ""
    return concat(metadata_uri._directory(self.metadata), "/contract.json")


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
    number: uint256 = extcall IDropOffice(drop).add_phase(phase_word._pack(phase), phase_word._key(phase))
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


@internal
@view
def _check_owner():
    assert msg.sender == ownable.owner, "label: not the owner"


@internal
@view
def _check_right(right: ILabel.Right):
    is_crew: bool = right in self.rights_of[msg.sender]
    assert msg.sender == ownable.owner or is_crew, "label: not allowed"


@internal
@view
def _may(drop: address, account: address, right: ILabel.Right) -> bool:
    is_crew: bool = self.drop_owners[drop] == empty(address) and right in self.rights_of[account]
    return is_crew or account == self._owner_of(drop)


@internal
@view
def _owner_of(drop: address) -> address:
    if self.drop_owners[drop] != empty(address):
        return self.drop_owners[drop]
    return ownable.owner
