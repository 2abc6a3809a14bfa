"""JSON-RPC over HTTP with kept connections, as a provider for web3."""

import json
from typing import Any, cast

import httpx
from web3.providers.async_base import AsyncJSONBaseProvider
from web3.types import RPCEndpoint, RPCResponse

from backend.chain.errors import NodeUnavailable, WrongChain

JSON_HEADERS = {"Content-Type": "application/json"}
CHAIN_ID = RPCEndpoint("eth_chainId")


class HttpTransport(AsyncJSONBaseProvider):
    """Ask a node over one pool of connections; web3's own provider opens a new one for every question."""

    # A contract could otherwise make this server fetch an address of its choice (EIP-3668).
    global_ccip_read_enabled = False

    def __init__(
        self, url: str, chain_id: int | None, timeout_seconds: float, transport: httpx.AsyncBaseTransport | None
    ) -> None:
        super().__init__()
        self._url = url
        self._unchecked_chain_id = chain_id
        self._client = httpx.AsyncClient(timeout=timeout_seconds, transport=transport, headers=JSON_HEADERS)

    async def make_request(self, method: RPCEndpoint, params: Any) -> RPCResponse:  # noqa: ANN401 - web3's signature
        """Return the node's result or error; raise `NodeUnavailable` when there is neither, or `WrongChain`."""
        if self._unchecked_chain_id is not None:
            await self._check_chain(self._unchecked_chain_id)
        return await self._post(method, params)

    async def disconnect(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def _check_chain(self, expected: int) -> None:
        answer = await self._post(CHAIN_ID, [])
        found = int(str(answer.get("result", "0x0")), 16)
        if found != expected:
            raise WrongChain(expected, found)
        self._unchecked_chain_id = None

    async def _post(self, method: RPCEndpoint, params: Any) -> RPCResponse:  # noqa: ANN401 - web3's signature
        try:
            response = await self._client.post(self._url, content=self.encode_rpc_request(method, params))
            answer = response.json()
        except (httpx.HTTPError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise NodeUnavailable from error
        if not isinstance(answer, dict) or not ("result" in answer or isinstance(answer.get("error"), dict)):
            raise NodeUnavailable
        return cast("RPCResponse", answer)
