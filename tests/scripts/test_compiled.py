"""What is compiled once is compiled anew when anything it is made of changes."""

import pytest

from scripts._compiled import compile_source

CONTRACT = "import middle\n\n@external\ndef answer() -> uint256:\n    return middle.answer()\n"
MIDDLE = "import deepest\n\n@internal\ndef answer() -> uint256:\n    return deepest.ANSWER\n"
DEEPEST = "ANSWER: constant(uint256) = 42\n"


@pytest.fixture
def compiled(tmp_path):
    """Compile a contract that imports a module that imports a module."""
    sources = tmp_path / "sources"
    sources.mkdir()
    for name, text in {"Contract": CONTRACT, "middle": MIDDLE, "deepest": DEEPEST}.items():
        (sources / f"{name}.vy").write_text(text)
    return lambda: compile_source(sources / "Contract.vy", sources, kept=tmp_path / "kept")


@pytest.fixture
def list_kept(tmp_path):
    return lambda: {path: path.stat().st_mtime_ns for path in (tmp_path / "kept").iterdir()}


def test_compile_source__again__reads_what_it_kept(compiled, list_kept):
    first, kept = compiled(), list_kept()

    assert compiled() == first
    assert list_kept() == kept


def test_compile_source__module_of_a_module_changed__compiles_anew(compiled, tmp_path):
    first = compiled()

    (tmp_path / "sources" / "deepest.vy").write_text(DEEPEST.replace("42", "43"))

    assert compiled()["bytecode_runtime"] != first["bytecode_runtime"]
