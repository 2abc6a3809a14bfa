import re

import pytest

from backend.audio.waveform import svg_path, view_box

NUMBER = r"-?\d*\.?\d+"


def corners(path):
    """Walk the path: return every corner it passes."""
    x, y = map(float, re.match(rf"M({NUMBER}) ({NUMBER})", path).groups())
    passed = [(x, y)]
    for across, down, straight in re.findall(rf"l({NUMBER}) ?({NUMBER})|v({NUMBER})", path):
        x, y = x + float(across or 0), y + float(down or straight)
        passed.append((x, y))
    return passed


def test_svg_path__of_peaks__is_mirrored_about_the_middle():
    assert corners(svg_path([10, 100, 50])) == [(0.5, 90), (1.5, 0), (2.5, 50), (2.5, 150), (1.5, 200), (0.5, 110)]


def test_svg_path__of_silence__stays_a_visible_line():
    assert {y for _, y in corners(svg_path([0] * 400))} == {99, 101}


def test_svg_path__of_400_peaks__is_small():
    path = svg_path([i * 37 % 101 for i in range(400)])

    assert len(path) < 6_000
    assert path.endswith("z")


@pytest.mark.parametrize(("peaks", "path"), [([], ""), ([7], "M.5 93v14z")], ids=["none", "one"])
def test_svg_path__of_hardly_any_peaks__still_draws(peaks, path):
    assert svg_path(peaks) == path


def test_svg_path__of_wild_values__stays_in_its_view_box():
    assert view_box([500, -3]) == "0 0 2 200"
    assert {y for _, y in corners(svg_path([500, -3]))} == {0, 99, 101, 200}
