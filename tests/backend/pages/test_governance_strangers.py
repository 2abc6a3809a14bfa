"""What strangers write on chain stays words on the page, and within a phone's screen."""

import pytest
from playwright.sync_api import expect

from backend.governance.portrayal import find_title
from backend.governance.schemas import ActionView
from backend.governance.states import ProposalState
from tests.backend.pages.assembly_desk import PRINTER, create_proposal

PHONE = {"width": 390, "height": 844}
LINE_HEIGHT = 24
SCRIPT = "<script>document.title = 'stolen'</script>"
DESCRIPTIONS = {
    "one word": "W" * 2048,
    "markup": f"# {SCRIPT}\n\n</p></main><style>* {{ display: none }}</style>{SCRIPT}",
    "turned around": "# Pay \u202e001 tsitra eht\n\nDo \u202eton etov\u202c this.",
    "unseen": "\u200b\u202e\n\n\ufeff",
    "control characters": "# Red \x1b[31m\x07 alert\n\n\x0b\x85",
    "marks upon marks": "Z" + "\u0335\u0327\u0360" * 300,
}
HUGE_CALL = ActionView(
    target=PRINTER, value_wei=2**255, calldata="0x" + "deadbeef" * 256, sentence=f"call {PRINTER} with 1,024 bytes"
)


@pytest.fixture
def show(visit, label):
    """Show the proposal of a stranger with everything unfolded."""

    def show(description):
        told = {"title": find_title(description), "description": description, "actions": [HUGE_CALL] * 8}
        proposal = create_proposal(ProposalState.ACTIVE, **told)
        label.fans.proposals = [proposal]
        screen = visit(path=f"/governance/{proposal.id}", viewport=PHONE)
        for summary in screen.page.locator("summary:visible").all():
            summary.click()
        return screen

    return show


@pytest.mark.parametrize("description", DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_show_proposal__strangers_words__fit_a_phone_and_do_nothing(show, description):
    screen = show(description)

    screen.fits()
    expect(screen.page.locator("h1")).to_have_text(find_title(description))
    expect(screen.page.locator("#standing .state")).to_have_text("Active")
    assert screen.page.title() != "stolen"


def test_show_proposal__long_numbers_and_calls__leave_their_names_on_one_line(show):
    screen = show("# Call")

    heights = [name.bounding_box()["height"] for name in screen.page.locator(".call dt").all()]
    assert heights
    assert max(heights) < 2 * LINE_HEIGHT
