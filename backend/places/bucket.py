"""A bucket at any server that speaks S3, with one archive a key."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from io import BufferedReader
from typing import Any, TypeVar

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from backend.ipfs.archive import Archive
from backend.ipfs.car import BlockPosition
from backend.places.answer import find_reason
from backend.places.errors import PlaceRefused, PlaceUnavailable
from backend.places.streaming import CAR_MEDIA_TYPE, ArchiveFile, stream
from backend.places.web import CONNECT_SECONDS, SILENCE_SECONDS

PIECE_BYTES = 8 * 1024 * 1024
MAX_PIECES = 10_000
CHUNK_BYTES = 1024 * 1024
ABSENT = ("404", "NoSuchKey", "NotFound", "InvalidRange")
DEFAULT_REGION = "us-east-1"
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class StoredArchive:
    """What a bucket says of one key: `size` in bytes and the metadata stored with it."""

    size: int
    metadata: Mapping[str, str]


class Bucket:
    """Every call runs in a thread; raises `KeyError` for a key that is not there, and what places raise."""

    def __init__(
        self,
        place: str,
        url: str,
        bucket: str,
        access_key: str,
        secret_key: str,
        region: str = "",
        silence_seconds: float = SILENCE_SECONDS,
    ) -> None:
        self._place = place
        self._bucket, _, folder = bucket.partition("/")
        self._prefix = f"{folder.strip('/')}/" if folder else ""
        self._client = boto3.client(
            "s3",
            endpoint_url=url,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            region_name=region or DEFAULT_REGION,
            config=_configure(silence_seconds),
        )

    async def put(self, archive: Archive, metadata: Mapping[str, str]) -> None:
        """Store an archive, one piece after the other: memory holds one, and the key appears when all are there."""
        pieces = TransferConfig(
            multipart_threshold=PIECE_BYTES,
            multipart_chunksize=max(PIECE_BYTES, archive.size // (MAX_PIECES - 1)),
            use_threads=False,
        )
        await self._ask(
            lambda client: client.upload_fileobj(
                BufferedReader(ArchiveFile(archive), PIECE_BYTES),
                self._bucket,
                self._key(str(archive.root)),
                ExtraArgs={"Metadata": dict(metadata), "ContentType": CAR_MEDIA_TYPE},
                Config=pieces,
            )
        )

    async def find(self, root: str) -> StoredArchive | None:
        """Return what the bucket has of an object, or `None`."""
        try:
            head = await self._ask(lambda client: client.head_object(Bucket=self._bucket, Key=self._key(root)))
        except KeyError:
            return None
        return StoredArchive(head["ContentLength"], head["Metadata"])

    async def list_roots(self) -> set[str]:
        """Return the roots of all archives."""
        return await self._ask(self._list_roots)

    async def read(self, root: str, position: BlockPosition) -> bytes:
        """Return the bytes at one position of an archive."""
        wanted = f"bytes={position.offset}-{position.offset + position.length - 1}"

        def read(client: Any) -> bytes:  # noqa: ANN401 - boto3 makes its classes at run time
            found = client.get_object(Bucket=self._bucket, Key=self._key(root), Range=wanted)
            return bytes(found["Body"].read(position.length))

        return await self._ask(read)

    async def download(self, root: str) -> AsyncIterator[bytes]:
        """Yield an archive."""
        found = await self._ask(lambda client: client.get_object(Bucket=self._bucket, Key=self._key(root)))
        with self._translated():
            async for chunk in stream(found["Body"].iter_chunks(CHUNK_BYTES)):
                yield chunk

    async def delete(self, root: str) -> None:
        """Delete an archive; one that is not there is fine."""
        await self._ask(lambda client: client.delete_object(Bucket=self._bucket, Key=self._key(root)))

    async def close(self) -> None:
        """Close every connection."""
        await asyncio.to_thread(self._client.close)

    def _key(self, root: str) -> str:
        return f"{self._prefix}{root}.car"

    def _list_roots(self, client: Any) -> set[str]:  # noqa: ANN401 - boto3 makes its classes at run time
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix)
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
        return {key.removeprefix(self._prefix).removesuffix(".car") for key in keys if key.endswith(".car")}

    async def _ask(self, question: Callable[[Any], Result]) -> Result:
        with self._translated():
            return await asyncio.to_thread(question, self._client)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except ClientError as error:
            raise _read_error(self._place, error.response) from error
        except (ConnectTimeoutError, ReadTimeoutError) as error:
            raise PlaceUnavailable(self._place, "it does not answer in time") from error
        except EndpointConnectionError as error:
            raise PlaceUnavailable(self._place, "nothing answers at its address") from error
        except BotoCoreError as error:
            raise PlaceUnavailable(self._place, "it broke off half-way") from error


def _configure(silence_seconds: float) -> Config:
    return Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=silence_seconds,
        retries={"max_attempts": 1, "mode": "standard"},
        # What every server understands, not Amazon's alone.
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )


def _read_error(place: str, response: Mapping[str, Any]) -> Exception:
    status, error = response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]
    if error["Code"] in ABSENT:
        return KeyError(error["Code"])
    words = f"it answered {status}, {error['Code']}: {find_reason(error.get('Message', ''))}"
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return PlaceUnavailable(place, words)
    return PlaceRefused(place, words)
