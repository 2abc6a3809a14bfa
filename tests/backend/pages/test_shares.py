from backend.pages.shares import BAR_WIDTH, segments, sentence
from backend.pages.views import PayeeShare

ONDINE = PayeeShare("0x5FbDB2315678afecb367f032d93F642f64180aa3", 625_000, "Ondine Quartz")
UNNAMED = PayeeShare("0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512", 375_000)


def test_segments__two_payees__fill_the_bar_largest_first():
    first, second = segments([UNNAMED, ONDINE])

    assert (first.name, first.x, first.width) == ("Ondine Quartz", 0, 250)
    assert (second.name, second.x, second.width) == ("0xe7f1…0512", 250, 150)


def test_segments__fifty_payees__fill_the_bar():
    parts = segments([PayeeShare(UNNAMED.account, 20_000)] * 50)

    assert parts[-1].x + parts[-1].width == BAR_WIDTH


def test_sentence__two_payees__says_the_bar():
    assert sentence([ONDINE, UNNAMED]) == "Ondine Quartz 62.5 %, 0xe7f1…0512 37.5 %"
