"""A manifest as the structs of contracts/interfaces/IMixDrop.vyi, their fields in order."""

from collections.abc import Mapping

from scripts._currencies import ZERO_ADDRESS
from scripts._manifest import Manifest
from scripts._phases import Phase

OPEN_SUPPLY = 2**32 - 1
NEVER = 2**40 - 1  # when a sale opens that does not
NO_ROOT = bytes(32)

Roots = Mapping[str, bytes]
"""The root of each allowlist by the name of its phase."""
Struct = tuple[object, ...]


def pack_terms(manifest: Manifest, digest: bytes) -> Struct:
    """Return IMixDrop.DropTerms."""
    sale = manifest.public_sale
    return (
        manifest.title,
        manifest.symbol,
        digest,
        manifest.supply.most or OPEN_SUPPLY,
        sale.price if sale else 0,
        sale.opens_at if sale else NEVER,
        sale.closes_at if sale else 0,
        sale.wallet_cap if sale else 0,
        manifest.royalty_bps,
    )


def pack_options(manifest: Manifest) -> Struct:
    """Return IMixDrop.DropOptions."""
    supply, platform, sale = manifest.supply, manifest.platform, manifest.public_sale
    return (
        supply.least,
        supply.cut_off_at,
        manifest.referral_bps,
        platform.account if platform else ZERO_ADDRESS,
        platform.bps if platform else 0,
        supply.most is None,  # nobody knows the numbers before the end, so editions share one document
        NO_ROOT,
        manifest.currency.address if manifest.currency else ZERO_ADDRESS,
        sale is not None and not sale.currency.is_coin,
        [tier.supply or OPEN_SUPPLY for tier in supply.tiers],
        manifest.is_soulbound,
        manifest.validator or ZERO_ADDRESS,
        manifest.has_golden,
    )


def list_phases(phases: tuple[Phase, ...], roots: Roots) -> list[Struct]:
    """Return each phase as IMixDrop.Phase; lists and tickets say the price themselves."""
    return [pack_phase(phase, roots) for phase in phases]


def pack_phase(phase: Phase, roots: Roots) -> Struct:
    """Return IMixDrop.Phase."""
    return (
        (phase.price or 0) if phase.is_public else 0,
        phase.opens_at,
        phase.closes_at,
        phase.wallet_cap,
        roots[phase.name] if phase.allowlist else NO_ROOT,
        phase.signer or ZERO_ADDRESS,
        phase.tier,
        not phase.currency.is_coin,
    )
