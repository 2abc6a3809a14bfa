"""Pinata as its documentation has it: files, archives that are unpacked, uploads in pieces (tus 1.0.0)."""

import io
from base64 import b64decode

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

TOKEN = "a token"


class FakePinata:
    """`app` is both of its servers; `files` are what an account has, by their id. `kept` is what is unpacked."""

    def __init__(self, kept):
        self.app = FastAPI()
        self.kept = kept
        self.files = {}
        self.uploads = {}
        self.requests = []
        self.page = 1000
        self.broken_after = None  # bytes of a piecewise upload
        self.is_unpacking = True
        self.app.middleware("http")(self._check_token)
        self.app.post("/v3/files")(self.upload)
        self.app.head("/v3/files/{upload_id}")(self.show_progress)
        self.app.patch("/v3/files/{upload_id}", status_code=204)(self.take_piece)
        self.app.get("/v3/files/public")(self.list_files)
        self.app.delete("/v3/files/public/{file_id}")(self.remove_file)

    def unpack(self, content, fields):
        assert fields["network"] == "public"
        assert fields["car"] == "true"
        cid = str(self.kept.import_car(io.BytesIO(content)))
        return self.add_file(cid, fields["name"])

    def add_file(self, cid, name):
        file = {"id": f"file-{len(self.files) + 1}", "cid": cid, "name": name}
        self.files[file["id"]] = file
        return file

    async def _check_token(self, request: Request, call_next):
        self.requests.append(request.method)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return JSONResponse({"error": "Not Authorized"}, 401)
        return await call_next(request)

    async def upload(self, request: Request):
        if "Upload-Length" in request.headers:
            return self._announce(request.headers)
        fields = _read_form(request.headers["Content-Type"], await request.body())
        return {"data": self.unpack(fields.pop("file"), {key: value.decode() for key, value in fields.items()})}

    def _announce(self, headers):
        assert headers["Tus-Resumable"] == "1.0.0"
        pairs = [pair.split(" ") for pair in headers["Upload-Metadata"].split(",")]
        fields = {key: b64decode(value).decode() for key, value in pairs}
        upload_id = f"upload-{len(self.uploads) + 1}"
        self.uploads[upload_id] = {"size": int(headers["Upload-Length"]), "content": b"", "fields": fields}
        return Response(status_code=201, headers={"Location": f"/v3/files/{upload_id}"})

    async def show_progress(self, upload_id: str):
        if upload_id not in self.uploads:
            return Response(status_code=404)
        upload = self.uploads[upload_id]
        progress = {"Upload-Offset": str(len(upload["content"])), "Upload-Length": str(upload["size"])}
        return Response(headers=progress)

    async def take_piece(self, upload_id: str, request: Request):
        upload = self.uploads[upload_id]
        assert int(request.headers["Upload-Offset"]) == len(upload["content"])
        if self.broken_after is not None and len(upload["content"]) >= self.broken_after:
            return Response("<html>Bad gateway</html>", 502)
        upload["content"] += await request.body()
        if len(upload["content"]) == upload["size"] and self.is_unpacking:
            self.unpack(upload["content"], upload["fields"])
        return Response(status_code=204)

    async def list_files(self, request: Request):
        wanted = request.query_params
        files = [file for file in self.files.values() if wanted.get("cid", file["cid"]) == file["cid"]]
        start = int(wanted.get("pageToken", 0))
        end = start + min(self.page, int(wanted.get("limit", 10)))
        return {"data": {"files": files[start:end], "next_page_token": str(end) if end < len(files) else ""}}

    async def remove_file(self, file_id: str):
        del self.files[file_id]
        return {"data": None}


def _read_form(content_type, body):
    boundary = content_type.partition("boundary=")[2].encode()
    parts = body.split(b"--" + boundary)[1:-1]
    fields = {}
    for part in parts:
        head, _, value = part.partition(b"\r\n\r\n")
        fields[head.split(b'name="')[1].split(b'"')[0].decode()] = value.removesuffix(b"\r\n")
    return fields
