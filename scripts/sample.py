"""Render the sample release, a 90-second mix and its cover: python -m scripts.sample OUTDIR."""

from argparse import ArgumentParser
from pathlib import Path

from scripts._sample_cover import paint_cover
from scripts._sample_mix import render_mix, write_wav


def render_sample(directory: Path) -> None:
    """Write mix.wav and cover.png into `directory`; they are the same on every run."""
    directory.mkdir(parents=True, exist_ok=True)
    write_wav(directory / "mix.wav", render_mix())
    paint_cover(directory / "cover.png")


def main() -> None:
    """Read the directory from the command line."""
    parser = ArgumentParser(prog="python -m scripts.sample", description="Render the sample release.")
    parser.add_argument("directory", type=Path, help="where mix.wav and cover.png go")
    render_sample(parser.parse_args().directory)


if __name__ == "__main__":
    main()
