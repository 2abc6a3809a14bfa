"""A manifest and its lists as the backend reads them: amounts in the smallest unit, shares in parts per million."""

from typing import Any

from scripts._allowlist import Allowlist
from scripts._manifest import Manifest


def describe_manifest(manifest: Manifest) -> dict[str, Any]:
    """Return the body of PUT /api/releases/{slug}; when and for how much it sells, the backend reads on chain."""
    supply = manifest.supply
    return {
        "title": manifest.title,
        "artist": manifest.artist,
        "description": manifest.description,
        "genre": manifest.genre,
        "symbol": manifest.symbol,
        "supply": supply.most,
        "is_range": supply.most is not None and supply.cut_off is not None,
        "tiers": [{"name": tier.name, "supply": tier.supply} for tier in supply.tiers],
        "phases": [{"name": phase.name} for phase in manifest.phases],
        "royalty_bps": manifest.royalty_bps,
        "payees": [{"account": p.account, "share": p.share, "name": p.name} for p in manifest.payees],
        "credits": [{"role": credit.role, "name": credit.name} for credit in manifest.credits],
        "external_url": manifest.external_url,
        "details": manifest.details,
    }


def describe_allowlist(allowlist: Allowlist) -> dict[str, Any]:
    """Return the body of POST /api/allowlists."""
    return {
        "entries": [
            {"wallet": entry.wallet, "quantity": entry.quantity, "price": str(entry.price)}
            for entry in allowlist.entries
        ]
    }
