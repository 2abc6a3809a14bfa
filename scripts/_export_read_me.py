"""What an export says to whoever finds it: how to open it with and without this software."""

from typing import Any

TEXT = """\
{title} by {artist}
{line}

This folder holds one release of a record label on chain, "{slug}": everything that restores it on another server, or
gives its sound back to whoever has the passphrase.

  release.json   what the release is: credits, measurements, files, where its drop was created. Not secret.
  objects/       each object as a content archive (CAR v1, ipld.io/specs/transport/car); the name is its CID, and every
                 block in it is named by its SHA-256, so that nothing can be changed without being noticed. Not secret:
                 the audio in them is encrypted.
  keys.age       the keys of the encrypted audio, sealed with a passphrase (age-encryption.org/v1)
  gates.age      who may hear it, with lists of wallets, sealed the same way; only where the label set a gate

{listing}

With this software (Hectic)

  ape run storage import FOLDER --account ... --network ... --backend ...     brings the release to a server
  python -m backend.restore FOLDER --to OTHER_FOLDER                          gives the files back; needs no server

Without it

  1. age --decrypt keys.age                          shows the keys, 64 hexadecimal digits for each sealed file
  2. ipfs dag import objects/*.car                   or `npx ipfs-car unpack objects/CID.car --output FILE`
     ipfs get CID                                    gives each file or directory
  3. The sealed files are streams of Tink's AES-GCM-HKDF (developers.google.com/tink/streaming-aead): AES-256,
     HKDF-SHA256, segments of {segment} bytes. With Python and its package `cryptography` this opens one:

{program}
"""

PROGRAM = """\
import sys
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

key, name, sealed, opened = sys.argv[1:]  # the key's digits, the associated data as listed above, two files
with open(sealed, "rb") as source, open(opened, "wb") as target:
    header = source.read(40)
    cipher = AESGCM(HKDF(SHA256(), 32, header[1:33], name.encode()).derive(bytes.fromhex(key)))
    number, segment = 0, source.read({segment} - 40)
    while segment:
        following = source.read({segment})
        nonce = header[33:] + number.to_bytes(4, "big") + bytes([not following])
        target.write(cipher.decrypt(nonce, segment, None))
        number, segment = number + 1, following"""


def write_read_me(release: dict[str, Any]) -> str:
    """Return the text for a release as its archive describes it."""
    manifest = release["manifest"]
    segment = next(file["seal"]["segment_bytes"] for file in release["files"] if file["seal"])
    program = PROGRAM.replace("{segment}", str(segment))
    return TEXT.format(
        title=manifest["title"],
        artist=manifest["artist"],
        line="=" * len(f"{manifest['title']} by {manifest['artist']}"),
        slug=release["slug"],
        segment=segment,
        listing="\n".join([*(_list_file(file) for file in release["files"]), *_list_folders(release)]),
        program="\n".join(f"     {line}".rstrip() for line in program.splitlines()),
    )


def _list_file(file: dict[str, Any]) -> str:
    sealed = f", sealed; associated data: {file['seal']['associated_data']}" if file["seal"] else ""
    return f"  {file['kind']:<10} {file['cid']}\n             {file['mime_type']}{sealed}"


def _list_folders(release: dict[str, Any]) -> list[str]:
    folders = {"metadata": release["metadata_cid"], "numbered": release["numbered_cid"]}
    return [f"  {name:<10} {cid}\n             a directory" for name, cid in folders.items() if cid]
