"""A proposal's description as paragraphs of plain text: no mark-up of its author reaches the page. Pure."""

import re
from dataclasses import dataclass

from backend.governance.portrayal import find_title

ONLY_PROPOSER = re.compile(r"#proposer=0x[0-9a-fA-F]{40}$")
MARKS = "# "


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, or a heading."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class Prose:
    """What a description says below its title; `is_only_proposers` when nobody else could propose it."""

    paragraphs: list[Paragraph]
    is_only_proposers: bool


def read_prose(description: str) -> Prose:
    """Return a description without its title, and without the ending that names its proposer."""
    text = description.replace("\r\n", "\n").rstrip()
    is_only_proposers = bool(ONLY_PROPOSER.search(text))
    first, _, rest = ONLY_PROPOSER.sub("", text).strip().partition("\n")
    # A title that was cut stands in full once.
    whole = first if find_title(description).endswith("…") else ""
    blocks = re.split(r"\n\s*\n", f"{whole}\n\n{rest}")
    return Prose([_read_block(block.strip()) for block in blocks if block.strip()], is_only_proposers)


def _read_block(block: str) -> Paragraph:
    is_heading = block.startswith("#") and "\n" not in block
    return Paragraph(block.strip(MARKS) if is_heading else block, is_heading)
