"""What the settings say of one place that keeps copies."""

import re
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr, model_validator

Kind = Literal["kubo", "ipfshttpclient", "service", "pinata", "filebase", "bucket"]
NEEDS: dict[Kind, tuple[str, ...]] = {
    "kubo": ("url",),
    "ipfshttpclient": ("url",),
    "service": ("url", "token", "gateway"),
    "filebase": ("bucket", "access_key", "secret_key"),
    "pinata": ("token",),
    "bucket": ("url", "bucket", "access_key", "secret_key"),
}
# The store of this server itself is shown beside the places under this name.
EMBEDDED = "embedded"
# Shown beside the places and never healed; no place of the settings can have a name with a space.
GATEWAY = "independent gateway"
NAME = re.compile(r"[a-z0-9-]{1,32}")


def check_name(name: str) -> str:
    """Return what a place can be called."""
    if not NAME.fullmatch(name):
        msg = f"'{name}' cannot name a place: use 1 to 32 of a-z, 0-9 and -"
        raise ValueError(msg)
    if name == EMBEDDED:
        msg = f"no place can be called {EMBEDDED}, which is the store of this server"
        raise ValueError(msg)
    return name


def check_url(url: str) -> str:
    """Return an address without a slash at its end; empty is fine."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
        msg = f"'{url}' is not an address: write it with https:// or http://"
        raise ValueError(msg)
    return url.rstrip("/")


Url = Annotated[str, AfterValidator(check_url)]


class PlaceSettings(BaseModel):
    """One entry of PINNING_PLACES."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: Annotated[str, AfterValidator(check_name)]
    kind: Kind
    url: Url = ""
    gateway: Url = ""
    token: SecretStr = SecretStr("")
    bucket: str = ""
    access_key: SecretStr = SecretStr("")
    secret_key: SecretStr = SecretStr("")
    region: str = ""

    @model_validator(mode="after")
    def _check_needs(self) -> Self:
        missing = [field for field in NEEDS[self.kind] if not _text(getattr(self, field))]
        if missing:
            msg = f"the place '{self.name}' of kind {self.kind} lacks {' and '.join(missing)}"
            raise ValueError(msg)
        return self


def _text(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value
