"""Build the places that the settings name."""

from collections.abc import Callable
from functools import partial

from backend.core.config import Settings
from backend.core.place_settings import GATEWAY, Kind, PlaceSettings
from backend.gateway.provider import Provider
from backend.places import filebase, pinata
from backend.places.bucket import Bucket
from backend.places.bucket_place import BucketPlace
from backend.places.client_place import ClientPlace
from backend.places.gateway_reader import GatewayReader
from backend.places.kubo import KuboPlace
from backend.places.pinning_service import ServicePlace
from backend.places.place import Place
from backend.places.web import Web


def build_places(settings: Settings) -> tuple[Place, ...]:
    """Return every place, in the order of the settings; none is asked anything yet."""
    builders: dict[Kind, Callable[[PlaceSettings], Place]] = {
        "kubo": lambda place: KuboPlace(place.name, _open_web(place, place.url)),
        "ipfshttpclient": lambda place: ClientPlace(place.name, place.url, place.token.get_secret_value()),
        "service": partial(_build_service, origins=list_origins(settings.public_url)),
        "filebase": _build_filebase,
        "pinata": _build_pinata,
        "bucket": lambda place: BucketPlace(place.name, _open_bucket(place, place.url)),
    }
    return tuple(builders[place.kind](place) for place in settings.pinning_places)


def build_audit_gateway(settings: Settings) -> GatewayReader | None:
    """Return the gateway of somebody else that audits ask too, if there is one."""
    return _read_from(GATEWAY, settings.audit_gateway) if settings.audit_gateway else None


def list_origins(public_url: str) -> list[str]:
    """Return where services may fetch from: this gateway, once it is reached by https."""
    provider = Provider.at(public_url)
    return [f"{provider.address}/p2p/{provider.peer_id}"] if public_url.startswith("https://") else []


def _build_service(place: PlaceSettings, origins: list[str]) -> Place:
    return ServicePlace(place.name, _open_web(place, place.url), _read_from(place.name, place.gateway), origins)


def _build_filebase(place: PlaceSettings) -> Place:
    gateway = _read_from(place.name, place.gateway or filebase.GATEWAY)
    return filebase.FilebasePlace(place.name, _open_bucket(place, place.url or filebase.URL), gateway)


def _build_pinata(place: PlaceSettings) -> Place:
    gateway = _read_from(place.name, place.gateway or pinata.GATEWAY)
    # Pinata has two servers; whatever stands in for them is one.
    web, uploads_url = _open_web(place, place.url or pinata.URL), place.url or pinata.UPLOADS_URL
    return pinata.PinataPlace(place.name, web, gateway, uploads_url=uploads_url)


def _open_web(place: PlaceSettings, url: str) -> Web:
    return Web(place.name, url, place.token.get_secret_value())


def _read_from(name: str, url: str) -> GatewayReader:
    return GatewayReader(name, Web(name, url))


def _open_bucket(place: PlaceSettings, url: str) -> Bucket:
    access_key, secret_key = place.access_key.get_secret_value(), place.secret_key.get_secret_value()
    return Bucket(place.name, url, place.bucket, access_key, secret_key, place.region)
