"""Write the files of a release as a DJ would have them."""

import yaml

PRODUCER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
SINGER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100

FIELDS = {
    "title": "Low Tide",
    "artist": "Isla Rook",
    "genre": "House",
    "audio": "mix.wav",
    "cover": "cover.png",
    "supply": 100,
    "price": "0.05",
    "payees": [
        {"name": "Isla Rook", "account": PRODUCER, "share": "62.5"},
        {"account": SINGER, "share": "37.5"},
    ],
}


def write_release(folder, **changes):
    """Write release.yaml with `changes` (a value of None removes the field), audio and cover; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    fields = {name: value for name, value in (FIELDS | changes).items() if value is not None}
    path = folder / "release.yaml"
    path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False))
    (folder / "mix.wav").write_bytes(b"RIFF" + b"\x01" * 300_000)
    (folder / "cover.png").write_bytes(PNG)
    return path
