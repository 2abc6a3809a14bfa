import pytest

from backend.pages.prose import Paragraph, read_prose

ONLY = "#proposer=0x52908400098527886E0F7030069857D2E4169EE7"


def texts_of(description):
    return [paragraph.text for paragraph in read_prose(description).paragraphs]


@pytest.mark.parametrize(
    ("description", "paragraphs"),
    [
        ("# Press it\n\nIn March.\nIn Leipzig.\n\nFor 300 EUR.", ["In March.\nIn Leipzig.", "For 300 EUR."]),
        ("# Press it\nIn March.", ["In March."]),
        ("\r\n# Press it\r\n\r\nIn March.\r\n", ["In March."]),
        ("Press it", []),
        ("", []),
        (f"# Press it\n\nIn March.\n{ONLY}", ["In March."]),
    ],
    ids=["paragraphs", "one line each", "of Windows", "title alone", "nothing", "names its proposer"],
)
def test_read_prose__description__is_what_stands_below_its_title(description, paragraphs):
    assert texts_of(description) == paragraphs


def test_read_prose__title_that_is_cut__stands_in_full():
    assert texts_of("Press it " * 20) == [("Press it " * 20).strip()]


def test_read_prose__line_marked_as_heading__is_one():
    assert read_prose("Press it\n\n## When\n\nIn March.").paragraphs[0] == Paragraph("When", is_heading=True)


@pytest.mark.parametrize(
    ("description", "is_only_proposers"), [(f"Press it{ONLY}", True), (f"{ONLY} is said", False), ("Press it", False)]
)
def test_read_prose__ending_that_names_the_proposer__is_told_apart(description, is_only_proposers):
    assert read_prose(description).is_only_proposers is is_only_proposers
