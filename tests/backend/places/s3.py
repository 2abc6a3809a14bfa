"""A real S3 server on this machine: `s3` is its address, `bucket_owner` looks into its bucket `mixes`."""

import boto3
import pytest
from moto.server import ThreadedMotoServer


@pytest.fixture(scope="session")
def s3():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    client = _open_client(url)
    client.create_bucket(Bucket="mixes")
    client.close()
    yield url
    server.stop()


@pytest.fixture
def bucket_owner(s3):
    client = _open_client(s3)
    yield client
    client.close()


def _open_client(url):
    keys = {"aws_access_key_id": "me", "aws_secret_access_key": "it", "region_name": "us-east-1"}
    return boto3.client("s3", endpoint_url=url, **keys)
