"""This gateway as a provider of what it keeps (IPFS Delegated Routing V1 HTTP API, IPIP-337, 484, 513)."""

import json
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Self
from urllib.parse import urlsplit

from backend.ipfs.cid import DAG_PB, Cid

PROTOCOL = "transport-ipfs-gateway-http"
PORTS = {"http": 80, "https": 443}
JSON_TYPE = "application/json"
NDJSON_TYPE = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Provider:
    """A peer record: `address` is a multiaddr, `peer_id` tells one gateway from another.

    Clients fetch from the address over HTTP and check the blocks; nobody speaks libp2p with this peer. So its ID is
    the hash of its URL and belongs to no key: clients ask only that it can be parsed, and other gateways do the same.
    """

    peer_id: str
    address: str

    @classmethod
    def at(cls, public_url: str) -> Self:
        """Name the gateway at `public_url`, an http or https address."""
        url = urlsplit(public_url)
        host = url.hostname or ""
        port = url.port or PORTS[url.scheme]
        # A peer ID that is a sha2-256 hash is written like a CID of version 0.
        peer_id = str(Cid.of(DAG_PB, public_url.encode(), version=0))
        return cls(peer_id, f"/{_host_protocol(host)}/{host}/tcp/{port}/{url.scheme}")

    def list_records(self, filter_addresses: str | None, filter_protocols: str | None) -> list[dict[str, Any]]:
        """Return the one record, or none when the comma-separated filters leave it out (IPIP-484)."""
        protocols = _split(filter_protocols)
        if (protocols and PROTOCOL not in protocols) or not self._fits(_split(filter_addresses)):
            return []
        return [{"Schema": "peer", "ID": self.peer_id, "Addrs": [self.address], "Protocols": [PROTOCOL]}]

    def _fits(self, wanted: set[str]) -> bool:
        names = set(self.address.split("/"))
        unwanted = {name[1:] for name in wanted if name.startswith("!")}
        positive = {name for name in wanted if not name.startswith("!")}
        return not names & unwanted and (not positive or bool(names & positive))


def write_json(records: list[dict[str, Any]]) -> str:
    """Write the answer as one document."""
    return json.dumps({"Providers": records})


def write_ndjson(records: list[dict[str, Any]]) -> str:
    """Write the answer as one record per line."""
    return "".join(f"{json.dumps(record)}\n" for record in records)


def _host_protocol(host: str) -> str:
    try:
        return f"ip{ip_address(host).version}"
    except ValueError:
        return "dns4"


def _split(names: str | None) -> set[str]:
    return {name.strip().lower() for name in (names or "").split(",") if name.strip()}
