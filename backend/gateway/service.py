"""One gateway request: follow its path, and serve what is there in the form that was asked for."""

from backend.gateway import path_gateway, trustless
from backend.gateway.answers import Conditions
from backend.gateway.content_path import ContentPath
from backend.gateway.errors import NotCached
from backend.gateway.inline_cid import GatewayBlocks, parse_any
from backend.gateway.negotiation import Form, Query, negotiate
from backend.gateway.serving import Redirect, Served, find
from backend.ipfs.errors import ContentMissing
from backend.ipfs.store import Store


def serve(store: Store, path: ContentPath, query: Query, conditions: Conditions) -> Served | Redirect:
    """Serve what `path` names, and nothing the store does not keep.

    Raises `InvalidCid`, `MalformedQuery` (400), `ContentMissing`, `PathMissing` (404), `NotServed` (406), and
    `NotCached` (412).
    """
    wish = negotiate(query, conditions.accept)
    blocks = GatewayBlocks(store)
    try:
        found = find(blocks, path, parse_any(path.root), query, wish)
    except ContentMissing as error:
        raise NotCached(path.root) if conditions.is_only_if_cached else error from None
    match wish.form:
        case Form.RAW:
            return trustless.serve_block(blocks, found)
        case Form.CAR:
            return trustless.serve_archive(blocks, found, wish.car)
        case Form.FILE:
            return path_gateway.serve(blocks, found)
