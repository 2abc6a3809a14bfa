"""Whether a release would still sell something if it were published now."""

from scripts._amounts import show_time
from scripts._manifest import Manifest
from scripts._manifest_refusals import ClosesInThePast, CutOffInThePast


def check_times(manifest: Manifest, now: float) -> None:
    """Raise when a sale is over by `now`, in unix seconds, or the supply has fallen."""
    sale, cut_off = manifest.public_sale, manifest.supply.cut_off
    if sale and sale.closes and sale.closes.timestamp() <= now:
        raise ClosesInThePast("", show_time(sale.closes))
    for number, phase in enumerate(manifest.phases, start=1):
        place = f" (phases, entry {number})"
        if phase.closes and phase.closes.timestamp() <= now:
            raise ClosesInThePast(place, show_time(phase.closes))
    if cut_off and cut_off.timestamp() <= now:
        raise CutOffInThePast(show_time(cut_off))
