"""In what form a request wants the content: `?format=` and `Accept` (IPFS Trustless Gateway, IPIP-402, 523, 524)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import BaseModel, Field

from backend.gateway.entity_bytes import EntityBytes
from backend.gateway.errors import MalformedQuery, NotServed

Parameters = dict[str, str]
MediaType = tuple[str, Parameters]

RAW_TYPE = "application/vnd.ipld.raw"
CAR_TYPE = "application/vnd.ipld.car"
NOT_MADE_BY_TYPE = {
    "application/vnd.ipld.dag-json": "DAG-JSON",
    "application/vnd.ipld.dag-cbor": "DAG-CBOR",
    "application/vnd.ipfs.ipns-record": "IPNS records",
    "application/x-tar": "TAR archives",
}
NOT_MADE_BY_FORMAT = {
    "dag-json": "DAG-JSON",
    "dag-cbor": "DAG-CBOR",
    "json": "JSON of other codecs",
    "cbor": "CBOR of other codecs",
    "ipns-record": "IPNS records",
    "tar": "TAR archives",
}


class Form(StrEnum):
    """What is sent: the file or directory itself, one block, or an archive."""

    FILE = "file"
    RAW = "raw"
    CAR = "car"


FORM_BY_TYPE = {RAW_TYPE: Form.RAW, CAR_TYPE: Form.CAR}


class Scope(StrEnum):
    """How much of what is below the path goes into an archive."""

    BLOCK = "block"
    ENTITY = "entity"
    ALL = "all"


class Query(BaseModel):
    """The parameters of a gateway request."""

    format: str | None = None
    filename: str | None = None
    download: str | None = None
    dag_scope: str | None = Field(None, alias="dag-scope")
    entity_bytes: str | None = Field(None, alias="entity-bytes")
    car_version: str | None = Field(None, alias="car-version")
    car_order: str | None = Field(None, alias="car-order")
    car_dups: str | None = Field(None, alias="car-dups")


@dataclass(frozen=True, slots=True)
class CarForm:
    """Which blocks an archive has; their order is always depth-first."""

    scope: Scope = Scope.ALL
    part: EntityBytes | None = None
    has_duplicates: bool = False

    @property
    def media_type(self) -> str:
        """The type with the parameters that were settled on."""
        return f"{CAR_TYPE}; version=1; order=dfs; dups={self._dups}"

    @property
    def label(self) -> str:
        """Name the choice in a validator: another choice has other bytes."""
        part = f".{self.part}" if self.part else ""
        return f"{self.scope}{part}.dfs.{self._dups}"

    @property
    def _dups(self) -> str:
        return "y" if self.has_duplicates else "n"


@dataclass(frozen=True, slots=True)
class Wish:
    """The settled form; `spelled_out` are the URL parameters that ask for it without the `Accept` header that did."""

    form: Form
    car: CarForm = CarForm()
    spelled_out: Parameters = field(default_factory=dict)


def negotiate(query: Query, accept: str | None) -> Wish:
    """Settle on a form; raise `NotServed` (406) and `MalformedQuery` (400).

    `?format=` wins over `Accept`, and each parameter of the URL over the same one of `Accept` (IPIP-523).
    """
    types = _list_types(accept or "")
    if query.format:
        form = _read_format(query.format)
        parameters = next((parameters for name, parameters in types if name == CAR_TYPE), {})
    else:
        form, parameters = _choose_type(types)
    car = _read_car(query, parameters) if form == Form.CAR else CarForm()
    return Wish(form, car, {} if query.format or form == Form.FILE else _spell_out(form, parameters))


def _read_format(name: str) -> Form:
    if name in NOT_MADE_BY_FORMAT:
        raise NotServed(NOT_MADE_BY_FORMAT[name])
    if name not in (Form.RAW, Form.CAR):
        raise MalformedQuery("format", name, "Use raw or car, or leave it out for the file itself.")
    return Form(name)


def _choose_type(types: Sequence[MediaType]) -> tuple[Form, Parameters]:
    """Take the first type that is made here; any type that is not of IPLD means the file itself."""
    for name, parameters in types:
        if name not in NOT_MADE_BY_TYPE:
            return FORM_BY_TYPE.get(name, Form.FILE), parameters
    if types:
        raise NotServed(NOT_MADE_BY_TYPE[types[0][0]])
    return Form.FILE, {}


def _list_types(accept: str) -> list[MediaType]:
    """Read an `Accept` header, best-liked first; what is not wanted at all is left out."""
    types = [_parse_type(element) for element in accept.split(",") if element.strip()]
    wanted = [(name, parameters) for name, parameters in types if _quality(parameters) > 0]
    return sorted(wanted, key=lambda media_type: -_quality(media_type[1]))


def _parse_type(element: str) -> MediaType:
    name, *parameters = (part.strip() for part in element.split(";"))
    pairs = (parameter.partition("=") for parameter in parameters)
    return name.lower(), {key.strip().lower(): value.strip().strip('"') for key, _, value in pairs}


def _quality(parameters: Parameters) -> float:
    try:
        return float(parameters.get("q", "1"))
    except ValueError:
        return 0


def _read_car(query: Query, parameters: Parameters) -> CarForm:
    _choose("car-version", query.car_version or parameters.get("version"), ("1",))
    # Whoever does not care gets the one order there is.
    _choose("car-order", query.car_order or parameters.get("order"), ("dfs", "unk"))
    dups = _choose("car-dups", query.car_dups or parameters.get("dups"), ("n", "y"))
    part = EntityBytes.parse(query.entity_bytes) if query.entity_bytes else None
    scope = Scope(_choose("dag-scope", query.dag_scope, tuple(Scope)) or (Scope.ENTITY if part else Scope.ALL))
    # A part is a part of an entity, whatever else was asked for (IPIP-402).
    return CarForm(Scope.ENTITY if part else scope, part, dups == "y")


def _choose(parameter: str, value: str | None, allowed: tuple[str, ...]) -> str | None:
    if value and value not in allowed:
        raise MalformedQuery(parameter, value, f"Use {' or '.join(allowed)}.")
    return value


def _spell_out(form: Form, parameters: Parameters) -> Parameters:
    named = {f"car-{name}": parameters[name] for name in ("version", "order", "dups") if name in parameters}
    return {"format": form} | named
