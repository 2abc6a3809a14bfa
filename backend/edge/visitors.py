"""From where a request comes."""

from functools import lru_cache
from hmac import compare_digest
from ipaddress import IPv6Address, ip_address

from starlette.types import Scope

from backend.edge.errors import NoWatcher

UNKNOWN = "unknown"
FORWARDED = b"x-forwarded-for"
# Whoever has one IPv6 address has all that share its first half.
NETWORK_BITS = 64
MOST_REMEMBERED = 4096


def name_network(scope: Scope) -> str:
    """Return the address a request comes from, or its network where one visitor has a whole one."""
    client = scope.get("client")
    return _name(client[0]) if client else UNKNOWN


def is_local(scope: Scope) -> bool:
    """Tell whether a program on this machine asks for itself, not a proxy for somebody whom a header names."""
    client = scope.get("client")
    if client is None or not _is_loopback(client[0]):
        return False
    return all(name != FORWARDED for name, _ in scope["headers"])


def require_watcher(scope: Scope, token: str) -> None:
    """Raise `NoWatcher` unless the request comes from this machine or names the token; no token lets in nobody else."""
    wanted = f"Bearer {token}".encode()
    named = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    if not is_local(scope) and not (token and compare_digest(named, wanted)):
        raise NoWatcher


@lru_cache(MOST_REMEMBERED)
def _name(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:
        return UNKNOWN
    if not isinstance(address, IPv6Address):
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> NETWORK_BITS << NETWORK_BITS)) + f"/{NETWORK_BITS}"


@lru_cache(MOST_REMEMBERED)
def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
