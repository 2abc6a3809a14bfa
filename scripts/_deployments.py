"""The record of what lives where on one network: metadata/deployments/<network>.json."""

from pathlib import Path
from typing import Any

from scripts._currencies import Currency
from scripts._json_file import read_json, write_json
from scripts._networks import Network

DEPLOYMENTS = Path(__file__).parent.parent / "metadata" / "deployments"
# In the order they are deployed: each refers to those before it.
CONTRACTS = ("RoyaltySplit", "ManagedSplit", "DropOffice", "MixDrop", "Label")
GOVERNOR, FAN_TOKEN = "FanGovernor", "FanToken"

Record = dict[str, Any]


class Deployments:
    """The contracts, drops and currencies of a label on one network; every change is on disk at once."""

    def __init__(self, directory: Path, network: Network) -> None:
        self.path = directory / f"{network.name}.json"
        self._network = network

    def find_contract(self, name: str) -> Record | None:
        """Return the record of a contract, or `None` when it was never deployed."""
        return self._section("contracts").get(name)

    def find_drop(self, slug: str) -> Record | None:
        """Return the record of a release's drop, or `None` when it was never published."""
        return self._section("drops").get(slug)

    def list_currencies(self) -> tuple[Currency, ...]:
        """Return what the label allowed at some time; drops that are priced in it stay so."""
        return tuple(Currency(address, **record) for address, record in self._section("currencies").items())

    def record_contract(self, name: str, record: Record) -> None:
        """Write down where a contract lives."""
        self._record("contracts", name, record)

    def record_drop(self, slug: str, record: Record) -> None:
        """Write down where the drop of a release lives."""
        self._record("drops", slug, record)

    def record_currency(self, currency: Currency) -> None:
        """Write down what a token is called and how it is paid with."""
        self._record("currencies", currency.address, currency.to_record())

    def forget(self) -> None:
        """Delete the record of a chain that is gone."""
        self.path.unlink(missing_ok=True)

    def _section(self, name: str) -> dict[str, Record]:
        return dict(read_json(self.path).get(name, {}))

    def _record(self, section: str, name: str, record: Record) -> None:
        write_json(
            self.path,
            {
                "chain_id": self._network.chain_id,
                "contracts": self._section("contracts"),
                "drops": self._section("drops"),
                "currencies": self._section("currencies"),
                section: self._section(section) | {name: record},
            },
        )
