"""A pinning service as its specification has it (IPFS Pinning Service API 1.0.0), which works when it is told to."""

import io
import itertools

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from backend.ipfs.cid import Cid

TOKEN = "a token"


class FakeService:
    """`app` speaks the API; `requests` are what it shows, by their id."""

    def __init__(self):
        self.app = FastAPI()
        self.requests = {}
        self.page = 1000
        self.status_of_new = "queued"
        self._numbers = itertools.count(1)
        self.app.middleware("http")(self._check_token)
        self.app.get("/psa/pins")(self.list_pins)
        self.app.post("/psa/pins", status_code=202)(self.add_pin)
        self.app.get("/psa/pins/{request_id}")(self.read_pin)
        self.app.post("/psa/pins/{request_id}", status_code=202)(self.replace_pin)
        self.app.delete("/psa/pins/{request_id}", status_code=202)(self.remove_pin)

    def work(self, source, kept):
        """Fetch whatever is queued out of one store into another."""
        for request in self.requests.values():
            if request["status"] == "queued":
                archive = source.open_archive(Cid.parse(request["pin"]["cid"]))
                kept.import_car(io.BytesIO(b"".join(archive.chunks())))
                request["status"] = "pinned"

    def add(self, pin):
        number = next(self._numbers)
        created = f"2026-06-01T12:{number // 60:02}:{number % 60:02}.000Z"
        request = {"requestid": f"request-{number}", "status": self.status_of_new, "created": created, "pin": pin}
        self.requests[request["requestid"]] = request | {"delegates": ["/ip4/127.0.0.1/tcp/4001/p2p/QmService"]}
        return self.requests[request["requestid"]]

    async def _check_token(self, request: Request, call_next):
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _refuse(401, "UNAUTHORIZED", "access token is missing or invalid")
        return await call_next(request)

    async def list_pins(self, request: Request):
        wanted = request.query_params
        statuses = wanted.get("status", "pinned").split(",")
        found = [
            one
            for one in sorted(self.requests.values(), key=lambda one: one["created"], reverse=True)
            if one["status"] in statuses
            and wanted.get("cid", one["pin"]["cid"]) == one["pin"]["cid"]
            and one["created"] < wanted.get("before", "9999")
        ]
        return {"count": len(found), "results": found[: min(self.page, int(wanted.get("limit", 10)))]}

    async def add_pin(self, request: Request):
        return self.add(await request.json())

    async def read_pin(self, request_id: str):
        return self.requests.get(request_id) or _refuse(404, "NOT_FOUND", "The specified resource was not found")

    async def replace_pin(self, request_id: str, request: Request):
        if request_id not in self.requests:
            return _refuse(404, "NOT_FOUND", "The specified resource was not found")
        del self.requests[request_id]
        return self.add(await request.json())

    async def remove_pin(self, request_id: str):
        if self.requests.pop(request_id, None) is None:
            return _refuse(404, "NOT_FOUND", "The specified resource was not found")
        return None


def _refuse(status, reason, details):
    return JSONResponse({"error": {"reason": reason, "details": details}}, status)
