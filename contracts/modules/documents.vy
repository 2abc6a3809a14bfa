# pragma version 0.4.3
"""
@title Documents
@license AGPL-3.0-only
@notice Say where the metadata of a drop and its editions is.
@dev Final from the start, unless the drop's options say that its editions share one document first. Such a drop gets its
     numbered directory once: the one it committed to, or, when it committed to none because nobody knew how many editions
     there would be, one that its label chooses when the last is minted.
@custom:invariant Metadata changes at most once, and never once it is final.
"""

from ..interfaces import IMixDrop

from . import drop_clone
from . import drop_options
from . import drop_supply
from . import editions
from . import label_rights
from . import metadata_uri
from . import owner_word
from . import sale_word
uses: editions


numbered: bytes32


@external
def reveal(metadata: bytes32, salt: bytes32):
    """
    @notice Give each edition its own document, for good. Anyone who knows what was committed to may; without a commitment
            only the label's owner, and only when nothing is left to sell.
    @param metadata The sha2-256 digest of the numbered directory's root.
    @param salt What kept the commitment from being guessed; anything without one.
    """
    terms: uint256 = drop_clone._terms()
    sale: uint256 = editions.sale
    assert self._is_shared(terms, sale), "drop: metadata is final"
    assert metadata != empty(bytes32), "drop: metadata is empty"
    if drop_clone._commitment() != empty(bytes32):
        assert keccak256(concat(metadata, salt)) == drop_clone._commitment(), "drop: not what was committed to"
    else:
        label_rights._check_owner()
        assert drop_supply._is_over(terms, drop_clone._options(terms), sale), "drop: not all is minted yet"

    editions.sale = sale_word._freeze(sale)
    self.numbered = metadata
    log IMixDrop.BatchMetadataUpdate(from_serial=1, to_serial=sale_word._minted(sale))
    log IMixDrop.ContractURIUpdated()
    log IMixDrop.MetadataFrozen(metadata=metadata)


@external
def freeze_metadata():
    """
    @notice Let all editions share one document for good.
    """
    label_rights._check_owner()
    sale: uint256 = editions.sale
    assert self._is_shared(drop_clone._terms(), sale), "drop: metadata is final"

    editions.sale = sale_word._freeze(sale)
    log IMixDrop.MetadataFrozen(metadata=drop_clone._metadata())


@external
@view
def is_metadata_final() -> bool:
    """
    @notice Return whether no document of this drop can change any more.
    @return Whether it is.
    """
    return not self._is_shared(drop_clone._terms(), editions.sale)


@external
@view
def tokenURI(serial: uint256) -> String[161]:
    """
    @notice Return where an edition's metadata is: in the directory, or in the tier's folder of it when there are tiers.
    @param serial A minted edition's number.
    @return The address on IPFS.
    """
    tier: uint256 = owner_word._tier(editions._owner_word(serial))
    options: uint256 = drop_clone._options(drop_clone._terms())
    document: String[78] = uint2str(serial)
    if self.numbered == empty(bytes32) and drop_options._is_shared(options):
        document = "edition.json"
    folder: String[3] = "/"
    if drop_options._is_tiered(options):
        folder = concat("/", slice(uint2str(tier), 0, 1), "/")
    return concat(metadata_uri._directory(self._directory()), folder, document)


@external
@view
def contractURI() -> String[94]:
    """
    @notice Return where the collection's metadata is (ERC-7572).
    @return The address on IPFS.
    """
    return concat(metadata_uri._directory(self._directory()), "/contract.json")


@internal
@view
def _directory() -> bytes32:
    """
    @notice Return the digest of the directory in force.
    """
    if self.numbered != empty(bytes32):
        return self.numbered
    return drop_clone._metadata()


@internal
@view
def _is_shared(terms: uint256, sale: uint256) -> bool:
    """
    @notice Return whether the editions share one document and may still get their own.
    """
    return drop_options._is_shared(drop_clone._options(terms)) and not sale_word._is_frozen(sale)
