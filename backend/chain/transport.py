"""JSON-RPC over HTTP with kept connections, as a provider for web3."""

import json
from collections.abc import Sequence
from typing import Any, cast

import httpx
from web3.providers.async_base import AsyncJSONBaseProvider
from web3.types import RPCEndpoint, RPCResponse

from backend.chain.errors import NodeRefused, NodeUnavailable, WrongChain

JSON_HEADERS = {"Content-Type": "application/json"}
BATCH = 100
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

    async def ask(self, method: str, params: Sequence[Any]) -> Any:  # noqa: ANN401 - JSON of any shape
        """Return the result of one question as JSON; raise `NodeRefused` with the node's reason."""
        return _result(await self.make_request(RPCEndpoint(method), params))

    async def ask_each(self, method: str, questions: Sequence[Sequence[Any]]) -> list[Any]:
        """Return the results of several questions in their order, asked in as few requests as the node takes."""
        if len(questions) == 1:
            return [await self.ask(method, questions[0])]
        answers = []
        for start in range(0, len(questions), BATCH):
            some = questions[start : start + BATCH]
            answers += await self._ask_batch(method, some) or [await self.ask(method, each) for each in some]
        return answers

    async def disconnect(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def _check_chain(self, expected: int) -> None:
        answer = await self._post(CHAIN_ID, [])
        found = int(str(answer.get("result", "0x0")), 16)
        if found != expected:
            raise WrongChain(expected, found)
        self._unchecked_chain_id = None

    async def _ask_batch(self, method: str, questions: Sequence[Sequence[Any]]) -> list[Any] | None:
        """Ask in one request, or return `None`: some nodes do not take a batch, or not one of this size."""
        request = [
            {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
            for number, params in enumerate(questions)
        ]
        answer = await self._send(json.dumps(request))
        is_whole = isinstance(answer, list) and all(isinstance(each, dict) and "result" in each for each in answer)
        by_number = {each.get("id"): each["result"] for each in answer} if is_whole else {}
        return [by_number[number] for number in range(len(questions))] if len(by_number) == len(questions) else None

    async def _post(self, method: RPCEndpoint, params: Any) -> RPCResponse:  # noqa: ANN401 - web3's signature
        answer = await self._send(self.encode_rpc_request(method, params))
        if not isinstance(answer, dict) or not ("result" in answer or isinstance(answer.get("error"), dict)):
            raise NodeUnavailable
        return cast("RPCResponse", answer)

    async def _send(self, content: str | bytes) -> Any:  # noqa: ANN401 - JSON of any shape
        try:
            return (await self._client.post(self._url, content=content)).json()
        except (httpx.HTTPError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise NodeUnavailable from error


def _result(answer: RPCResponse) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(answer.get("error"), dict):
        raise NodeRefused(str(cast("dict[str, Any]", answer["error"]).get("message", "no reason given")))
    return answer["result"]
