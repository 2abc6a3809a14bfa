"""What a contract is made of, and what compiles it anew when any of it changes."""

import re
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import boa
import snekmate
from vyper.compiler import compile_from_file_input
from vyper.compiler.input_bundle import FilesystemInputBundle

from tests.contracts._chain import CONTRACTS

CACHE = CONTRACTS.parent / ".build" / "titanoboa"
LOCAL_IMPORT = re.compile(r"^from \.(?:\.(\w+))? import (\w+)$", re.MULTILINE)


def list_sources(*roots):
    """Return the Vyper files that the roots are made of, themselves included and interfaces not."""
    waiting, found = list(roots), set()
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        waiting += [
            imported
            for folder, name in LOCAL_IMPORT.findall(path.read_text())
            if (imported := (path.parents[1] / folder if folder else path.parent) / f"{name}.vy").exists()
        ]
    return sorted(found)


def digest_sources(path):
    """Return the digest of all that a file is compiled from: titanoboa 0.2.8 misses a module that a module imports."""
    return digest_files([*list_sources(path), *sorted(CONTRACTS.rglob("*.vyi"))]) + version("snekmate")


def digest_files(files):
    """Return the digest of what files hold."""
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def keep_compiled():
    """Let titanoboa compile only what changed since the last run."""
    boa.interpret.set_cache_dir(CACHE)
    boa.interpret.get_module_fingerprint = lambda module: digest_sources(Path(module._module.resolved_path))


def compile_runtime(source):
    """Return the code of a contract as it is deployed, but for its immutables."""
    bundle = FilesystemInputBundle([Path(snekmate.__path__[0]).parent, source.parents[1]])
    output = compile_from_file_input(bundle.load_file(source), input_bundle=bundle, output_formats=["bytecode_runtime"])
    return output["bytecode_runtime"]
