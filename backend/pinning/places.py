"""Build the places that the settings name."""

from collections.abc import Callable

from backend.core.config import Settings
from backend.core.place_settings import Kind, PlaceSettings
from backend.pinning.client_place import ClientPlace
from backend.pinning.gateway_reader import GatewayReader
from backend.pinning.kubo import KuboPlace
from backend.pinning.place import Place
from backend.pinning.repository import GATEWAY
from backend.pinning.web import Web


def build_places(settings: Settings) -> tuple[Place, ...]:
    """Return every place, in the order of the settings; none is asked anything yet."""
    return tuple(BUILDERS[place.kind](place) for place in settings.pinning_places)


def build_audit_gateway(settings: Settings) -> GatewayReader | None:
    """Return the gateway of somebody else that audits ask too, if there is one."""
    if not settings.audit_gateway:
        return None
    return GatewayReader(GATEWAY, Web(GATEWAY, settings.audit_gateway))


def _build_kubo(place: PlaceSettings) -> Place:
    return KuboPlace(place.name, Web(place.name, place.url, place.token.get_secret_value()))


def _build_client(place: PlaceSettings) -> Place:
    return ClientPlace(place.name, place.url, place.token.get_secret_value())


BUILDERS: dict[Kind, Callable[[PlaceSettings], Place]] = {"kubo": _build_kubo, "ipfshttpclient": _build_client}
