"""The peers themselves work: what the other tests here stand on."""

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


def test_ipfs_car__file__has_our_address(ipfs_car, store, tmp_path):
    mix = tmp_path / "mix"
    mix.write_bytes(b"a mix" * 500_000)

    printed = ipfs_car("pack", mix, "--no-wrap", "--output", tmp_path / "mix.car")

    assert printed.strip() == str(store.add_file(io.BytesIO(mix.read_bytes())).cid)
