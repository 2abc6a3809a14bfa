"""The page for operators tells the truth: settings, metrics, fields, limits and links are those of the code."""

import re
from pathlib import Path

import pytest

from backend.core.config import Settings
from backend.edge import bodies, patience, serving
from backend.edge.gauges import Gauges
from backend.edge.health import Health
from backend.edge.meter import Meter
from backend.identity import contract_wallets

FOLDER = Path("backend")
PAGE = (FOLDER / "README.md").read_text()


def find_metrics():
    meter = Meter()
    Gauges(meter.registry)
    return {family.name for family in meter.registry.collect() if family.name.startswith("hectic_")}


def test_metrics__named_in_the_table__are_all_there_are():
    named = {name.removesuffix("_total") for name in re.findall(r"^\| `(hectic_[a-z_]+)`", PAGE, re.MULTILINE)}

    assert named == find_metrics()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", PAGE))))
def test_setting__named__exists(name):
    assert name.lower() in Settings.model_fields


def test_health__shown__has_every_field():
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)

    assert Health.model_validate_json(example).model_dump().keys() == Health.model_fields.keys()


def test_limits__told__are_those_of_the_code():
    assert f"{bodies.CAP_BYTES // 1024} KiB; uploads" in PAGE
    assert f"{patience.HEAD_SECONDS:.0f} s for a head, at most {patience.HEAD_BYTES // 1024} KiB" in PAGE
    assert f"{patience.BODY_PAUSE_SECONDS:.0f} s of silence" in PAGE
    assert f"files open, less {serving.SPARE_FILES}" in PAGE
    assert f"a contract | {contract_wallets.PER_MINUTE} a minute" in PAGE


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", PAGE))
def test_link__leads_to_a_file(link):
    assert (FOLDER / link).exists()


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m ([a-z.]+)", PAGE))))
def test_command__is_a_module(module):
    path = Path(*module.split("."))

    assert path.with_suffix(".py").exists() or (path / "__main__.py").exists()
