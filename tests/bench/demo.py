"""Measure `make demo once=1` on a fresh clone, cold and warm: `make bench-demo`."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RESULT = Path(__file__).with_name("demo.json")


def measure_demo(clone, caches):
    """Return the seconds until the page was ready and until the story was told."""
    environment = os.environ | {"UV_CACHE_DIR": str(caches / "uv"), "npm_config_cache": str(caches / "npm")}
    command = ["make", "demo", "once=1", f"PYTHON={sys._base_executable}"]
    start, ready = time.monotonic(), None
    with subprocess.Popen(command, cwd=clone, env=environment, stdout=subprocess.PIPE, text=True) as demo:
        for line in demo.stdout:
            if line.startswith("ready "):
                ready = time.monotonic() - start
    if demo.returncode != 0 or ready is None:
        sys.exit("the demo failed: run `make demo once=1` and read what it says")
    return round(ready, 1), round(time.monotonic() - start, 1)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        clone, caches = Path(scratch, "clone"), Path(scratch, "caches")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        cold_ready, cold_story = measure_demo(clone, caches)
        warm_ready, warm_story = measure_demo(clone, caches)
    result = {
        "cold_ready_s": cold_ready,
        "cold_story_s": cold_story,
        "warm_ready_s": warm_ready,
        "warm_story_s": warm_story,
        "conditions": f"fresh clone, empty uv and npm caches for cold; {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    sys.stdout.write(RESULT.read_text())


if __name__ == "__main__":
    main()
