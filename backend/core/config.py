"""Every setting of the backend; `.env.example` lists the same names."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SEALING_KEY_BYTES = 32
SEALING_KEY_WRONG = (
    "SEALING_KEY must be 64 hexadecimal digits: make one with `openssl rand -hex 32` and keep a copy, "
    "sealed audio cannot be opened without it"
)


class Settings(BaseSettings):
    """What differs between a laptop and a cluster."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore")

    environment: Literal["development", "production"] = "development"
    public_url: str = "http://127.0.0.1:8000"
    label_name: str = "Hectic"
    database_url: str = "sqlite+aiosqlite:///.demo/hectic.sqlite"
    workflow_database_url: str = "sqlite:///.demo/workflows.sqlite"
    data_directory: Path = Path(".demo/data")
    rpc_url: str = "http://127.0.0.1:8545"
    deployment_file: Path = Path("metadata/deployments/local.json")
    chain_name: str = "Local chain"
    chain_coin: str = "POL"
    explorer_url: str = ""
    wallet_rpc_url: str = ""
    confirmations: int = Field(default=2, ge=1)
    poll_seconds: float = Field(default=1.0, gt=0)
    sealing_key: SecretStr

    @model_validator(mode="after")
    def _check_sealing_key(self) -> "Settings":
        try:
            size = len(bytes.fromhex(self.sealing_key.get_secret_value()))
        except ValueError:
            size = 0
        if size != SEALING_KEY_BYTES:
            raise ValueError(SEALING_KEY_WRONG)
        return self

    @property
    def domain(self) -> str:
        """The host and port people see, which sign-in messages name (EIP-4361 `domain`)."""
        return urlsplit(self.public_url).netloc

    @property
    def has_secure_cookies(self) -> bool:
        """Whether cookies travel by https only."""
        return self.environment == "production"
