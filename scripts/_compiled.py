"""Contracts as the compiler makes them: compiled once, and again only when a source or the compiler changed."""

import json
import os
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import snekmate
from vyper.compiler import compile_from_file_input
from vyper.compiler.input_bundle import FilesystemInputBundle

ROOT = Path(__file__).parent.parent
CONTRACTS = ROOT / "contracts"
KEPT = ROOT / ".build" / "compiled"
COMPILERS = ("vyper", "snekmate")
FORMATS = ("abi", "bytecode", "bytecode_runtime", "method_identifiers")


def compile_source(source: Path, *folders: Path, kept: Path = KEPT) -> dict[str, Any]:
    """Return a contract in all FORMATS; what it imports is in `folders` or in snekmate."""
    path = kept / f"{source.stem}-{_digest(source, folders)}.json"
    if not path.exists():
        _keep(path, _compile(source, folders))
    output: dict[str, Any] = json.loads(path.read_text())
    return output


def _digest(source: Path, folders: tuple[Path, ...]) -> str:
    """Return what changes with anything the contract may be made of, however indirectly."""
    files = {source, *(file for folder in folders for file in folder.rglob("*.vy*"))}
    parts = [part for file in sorted(files) for part in (str(file).encode(), file.read_bytes())]
    parts += [version(name).encode() for name in COMPILERS]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _compile(source: Path, folders: tuple[Path, ...]) -> dict[str, Any]:
    bundle = FilesystemInputBundle([Path(snekmate.__path__[0]).parent, *folders])
    return dict(compile_from_file_input(bundle.load_file(source), input_bundle=bundle, output_formats=list(FORMATS)))


def _keep(path: Path, output: dict[str, Any]) -> None:
    """Write a file that is whole as soon as it is there: suites side by side may both compile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_suffix(f".{os.getpid()}")
    written.write_text(json.dumps(output))
    written.replace(path)
