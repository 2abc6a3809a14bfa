"""What the page's script is told once, as JSON in the page: amounts as strings, since JavaScript rounds above 2**53."""

from typing import Any

from backend.pages.formats import COIN_DECIMALS, clock
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
        "coin": {"symbol": page.sale.coin, "decimals": COIN_DECIMALS},
        "drop": page.sale.drop.model_dump(mode="json"),
        **_list_sound_facts(page),
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
            "seconds": sound.duration_seconds,
        },
    }
