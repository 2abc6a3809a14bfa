"""Every setting of the backend; `.env.example` lists the same names."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from croniter import croniter
from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from backend.core.place_settings import PlaceSettings, Url
from backend.core.types import Address

SEALING_KEY_BYTES = 32
RELAYER_KEY_BYTES = 32
RELAYER_KEY_WRONG = (
    "RELAYER_KEY must be the private key of a wallet, 64 hexadecimal digits, or empty: take a wallet that does nothing "
    "else and holds no more coin than you would spend on votes"
)
KEY_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
"""Keys are numbers below it, and not 0 (SEC 2, secp256k1)."""
SEALING_KEY_WRONG = (
    "SEALING_KEY must be 64 hexadecimal digits: make one with `openssl rand -hex 32` and keep a copy, "
    "sealed audio cannot be opened without it"
)


def check_schedule(schedule: str) -> str:
    """Return when to do something as cron writes it."""
    if not croniter.is_valid(schedule, second_at_beginning=True):
        msg = f"'{schedule}' is not a schedule: write minute, hour, day, month and weekday, as in 17 3 * * *"
        raise ValueError(msg)
    return schedule


class SettingsWrong(SystemExit):
    """A setting has a value it cannot have: the process ends with this sentence and no stack trace."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}. Correct it in .env or the environment; .env.example explains it.")


class Settings(BaseSettings):
    """What differs between a laptop and a cluster."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore")

    environment: Literal["development", "production"] = "development"
    public_url: Url = Field(default="http://127.0.0.1:8000", min_length=1)
    label_name: str = "Hectic"
    database_url: str = "sqlite+aiosqlite:///.demo/hectic.sqlite"
    workflow_database_url: str = "sqlite:///.demo/workflows.sqlite"
    data_directory: Path = Path(".demo/data")
    rpc_url: str = "http://127.0.0.1:8545"
    witness_rpc_urls: list[Url] = []
    deployment_file: Path = Path("metadata/deployments/local.json")
    chain_name: str = "Local chain"
    chain_coin: str = "POL"
    explorer_url: str = ""
    wallet_rpc_url: str = ""
    confirmations: int = Field(default=2, ge=1)
    poll_seconds: float = Field(default=1.0, gt=0)
    sealing_key: SecretStr
    pinning_places: list[PlaceSettings] = []
    pinning_copies: int = Field(default=0, ge=0)
    audit_schedule: Annotated[str, AfterValidator(check_schedule)] = "17 3 * * *"
    audit_blocks: int = Field(default=3, ge=1)
    audit_gateway: Url = ""
    operator_webhook: Url = ""
    delegate_registry: Address | Literal[""] = "0x00000000000000447e69651d841bD8D104Bed493"
    delegate_registry_block: int = Field(default=0, ge=0)
    grant_staleness_seconds: int = Field(default=300, ge=1)
    play_record_days: int = Field(default=400, ge=0)
    opened_mib: int = Field(default=4096, ge=0)
    requests_per_minute: int = Field(default=1200, ge=0)
    sign_ins_per_minute: int = Field(default=20, ge=0)
    streams_per_address: int = Field(default=100, ge=0)
    relayer_key: SecretStr = SecretStr("")
    relay_daily_gas: int = Field(default=20_000_000, ge=0)
    relay_daily_per_wallet: int = Field(default=10, ge=0)
    log_format: Literal["text", "json"] = "text"
    metrics_token: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _check_sealing_key(self) -> "Settings":
        try:
            size = len(bytes.fromhex(self.sealing_key.get_secret_value()))
        except ValueError:
            size = 0
        if size != SEALING_KEY_BYTES:
            raise ValueError(SEALING_KEY_WRONG)
        return self

    @model_validator(mode="after")
    def _check_relayer_key(self) -> "Settings":
        digits = self.relayer_key.get_secret_value().removeprefix("0x")
        try:
            key = bytes.fromhex(digits)
        except ValueError:
            key = b""
        if digits and not (len(key) == RELAYER_KEY_BYTES and 0 < int.from_bytes(key) < KEY_ORDER):
            raise ValueError(RELAYER_KEY_WRONG)
        return self

    @model_validator(mode="after")
    def _check_places(self) -> "Settings":
        names = [place.name for place in self.pinning_places]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            msg = f"PINNING_PLACES names two places '{twice}'"
            raise ValueError(msg)
        if self.pinning_copies > len(names):
            msg = f"PINNING_COPIES asks for {self.pinning_copies} copies, but PINNING_PLACES names {len(names)} places"
            raise ValueError(msg)
        return self

    @property
    def domain(self) -> str:
        """The host and port people see, which sign-in messages name (EIP-4361 `domain`)."""
        return urlsplit(self.public_url).netloc

    @property
    def has_secure_cookies(self) -> bool:
        """Whether cookies travel by https only."""
        return self.environment == "production"


def load_settings() -> Settings:
    """Read the settings of this process; raise `SettingsWrong` for the first that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsWrong(_describe(error)) from None
    except SettingsError:
        # The settings that are lists.
        raise SettingsWrong("PINNING_PLACES or WITNESS_RPC_URLS is not JSON") from None  # noqa: TRY003 - it goes on there


def _describe(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    problem = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return problem
    name, *path = [str(part) for part in first["loc"]]
    return f"{'.'.join([name.upper(), *path])}: {problem}"
