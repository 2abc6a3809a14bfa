"""What the page's script is told once, as JSON in the page: amounts as strings, since JavaScript rounds above 2**53."""

from typing import Any

from backend.pages.formats import amount, clock
from backend.pages.views import DropPage


def list_facts(page: DropPage, label_name: str, viewer: str | None) -> dict[str, Any]:
    """Return what never changes while the page is open, and how the changing parts begin."""
    return {
        "slug": page.slug,
        "title": page.title,
        "artist": page.artist,
        "label": label_name,
        "cover": page.cover_url,
        "viewer": viewer,
        "contract": page.place.contract,
        "chain": page.place.chain_id,
        "chainName": page.place.chain_name,
        **_list_sale_facts(page),
        **_list_sound_facts(page),
    }


def _list_sale_facts(page: DropPage) -> dict[str, Any]:
    sale = page.sale
    return {
        "sale": sale.state,
        "price": str(sale.price_wei),
        "cost": f"{amount(sale.price_wei)} {sale.coin}" if sale.price_wei else "",
        "minted": sale.minted,
        "supply": sale.supply,
        "cap": sale.wallet_cap,
        "opens": sale.opens,
        "closes": sale.closes,
    }


def _list_sound_facts(page: DropPage) -> dict[str, Any]:
    sound = page.sound
    return {
        "preview": {
            "name": "the preview",
            "words": f"Preview, from {clock(sound.preview_start_seconds)} of {clock(sound.duration_seconds)}",
            "source": sound.preview_url,
            "seconds": sound.preview_seconds,
        },
        "mix": {
            "name": "the full mix",
            "words": "The full mix",
            "source": f"/api/releases/{page.slug}/mix",
            "seconds": sound.duration_seconds,
        },
    }
