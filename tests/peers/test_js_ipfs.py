"""The daemon itself works: what the other tests here stand on."""

import io

import httpx


def test_js_ipfs__archive_of_ours__is_taken_and_served(js_ipfs, store):
    mix = b"a mix" * 500_000
    archive = store.open_archive(store.add_file(io.BytesIO(mix)).cid)

    answer = httpx.post(f"{js_ipfs.url}/api/v0/dag/import", files={"file": b"".join(archive.chunks())}, timeout=30)

    assert answer.json()["Root"]["Cid"]["/"] == str(archive.root)
    assert httpx.get(f"{js_ipfs.gateway}/ipfs/{archive.root}").content == mix


def test_create_js_ipfs__at_the_address_of_one_that_was_killed__is_another(create_js_ipfs):
    first = create_js_ipfs()
    first.kill()

    second = create_js_ipfs(port=first.port)

    assert second.url == first.url
    assert httpx.post(f"{second.url}/api/v0/id").is_success
