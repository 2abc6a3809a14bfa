"""The pages of governance, without a browser and in one."""

import re

import pytest
from playwright.sync_api import expect

from backend.governance.schemas import ActionView
from backend.governance.states import ProposalState
from tests.backend.pages.assembly_desk import (
    DAY,
    FAN_TOKEN,
    GOVERNOR,
    LABEL,
    NOON,
    PRINTER,
    SINGER,
    TITLES,
    TOLD,
    UNIT,
    create_ballot,
    create_proposal,
    create_settings,
    create_view,
)
from tests.e2e.screen import PATIENCE_MS

LIST, FORM = "/governance", "/governance/propose"
SHEETS = {state: f"{LIST}/{create_proposal(state).id}" for state in ProposalState}
SHEET = SHEETS[ProposalState.ACTIVE]
PAGES = [LIST, FORM, *SHEETS.values()]
BROWSER = {"Accept": "text/html"}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def read(visitor):
    async def read(path):
        return text_of((await visitor.get(path)).text)

    return read


async def test_show_proposals__anonymous__lists_each_with_its_state(read):
    text = await read(LIST)

    for state in ProposalState:
        assert re.search(rf"{state.value.capitalize()} [^#]{{,60}}{re.escape(TITLES[state])}", text)


async def test_show_proposals__anonymous__says_the_rules_and_who_votes(read):
    text = await read(LIST)

    assert "Whoever has at least 1,000 votes can propose something." in text
    assert "A guardian can cancel what has not been done yet" in text
    assert "0xde70…fb77 4.825 %" in text
    assert "Governor and treasury 0xCf7E…0Fc9" in text


async def test_show_proposals__nothing_proposed__says_who_can_make_the_first(read, label):
    label.fans.view, label.fans.proposals = create_view(proposals=0, voters=[]), []

    text = await read(LIST)

    assert "Nothing has been proposed yet. Whoever has at least 1,000 votes can make the first proposal ." in text
    assert "Who has most votes" not in text


async def test_show_proposals__rules_not_read_yet__says_so(read, label):
    label.fans.view = create_view(settings=None, supply=0, quorum=0)

    assert "This site has not read them from the chain yet." in await read(LIST)


@pytest.mark.parametrize("path", [LIST, FORM])
async def test_show_governance__rules_not_read_yet__promises_nobody_that_they_can_propose(read, label, path):
    label.fans.view, label.fans.proposals = create_view(settings=None, proposals=0), []

    assert "Whoever has enough votes can" in await read(path)


async def test_show_proposals__anyone_can_propose__says_so(read, label):
    label.fans.view = create_view(settings=create_settings(proposal_threshold=0))

    assert "Anyone can propose something." in await read(LIST)


async def test_show_proposals__in_a_state__are_those(visitor):
    page = (await visitor.get(f"{LIST}?state=queued")).text

    assert [state for state in ProposalState if TITLES[state] in page] == [ProposalState.QUEUED]
    assert '<a href="/governance?state=queued" aria-current="page">Queued</a>' in page


async def test_show_proposals__none_in_that_state__says_so(read, label):
    label.fans.proposals = [create_proposal()]

    assert "No proposal is queued now." in await read(f"{LIST}?state=queued")


async def test_show_proposals__more_than_a_page__lead_to_the_older_of_that_state(visitor, label):
    label.fans.older = 77

    page = (await visitor.get(f"{LIST}?state=executed&before=80")).text

    assert '<a href="/governance?before=77&amp;state=executed" rel="next">Older proposals</a>' in page
    assert '<a href="/governance?state=executed">The newest</a>' in page


@pytest.mark.parametrize("path", PAGES)
async def test_show_governance__any_visitor__runs_only_this_sites_scripts_and_styles(visitor, path):
    page = (await visitor.get(path)).text

    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page)
    assert all(
        address.startswith("/") for address in re.findall(r'<(?:link|script|img)[^>]*(?:src|href)="([^"]+)"', page)
    )


@pytest.mark.parametrize("path", [LIST, SHEET])
async def test_show_governance__feed_reader__finds_the_feed(visitor, path):
    page = (await visitor.get(path)).text

    assert re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="/governance.atom">', page)


@pytest.mark.parametrize("path", [LIST, SHEET, FORM])
async def test_show_governance__index_is_behind__says_so(read, label, path):
    label.fans.view = create_view(is_stale=True)
    label.fans.proposals = [create_proposal(is_stale=True)]

    assert "This site has not seen the newest blocks for a while" in await read(path)


@pytest.mark.parametrize("path", PAGES)
async def test_show_governance__label_without_governor__is_a_page_with_a_way_on(visitor, label, path):
    label.fans.view = None

    answer = await visitor.get(path, headers=BROWSER)

    assert answer.status_code == 404
    assert "This label has no governor: its fans do not vote." in answer.text


@pytest.mark.parametrize(("path", "status"), [(f"{LIST}/7", 404), (f"{LIST}/seven", 422), (f"{LIST}?state=lost", 422)])
async def test_show_governance__no_such_thing__is_a_page_in_the_application(visitor, path, status):
    assert (await visitor.get(path, headers=BROWSER)).status_code == status


async def test_show_proposal__anonymous__needs_no_script_to_be_read(read):
    text = await read(SHEET)

    assert "Active 02d 00h left to vote Voting ends 1 December 2026, 12:00 UTC . If it wins" in text
    assert f"pay 5 POL to {PRINTER} The call To 0xde70…fb77" in text
    assert "change the voting period from 3 days to 7 days" in text
    assert "The plant in Leipzig has a slot in March. It wants half in advance." in text
    assert "For 62000 6.2 % Against 9200 0.92 %" in text
    assert "For 0x5290…9EE7 explorer 31,500 It is about time. 29 November 2026, 11:00 UTC 0xabab…abab" in text


async def test_show_proposal__steps__link_to_their_transactions(visitor):
    page = (await visitor.get(SHEETS[ProposalState.EXECUTED])).text

    steps = re.findall(r"<li[^>]*><span>([^<]+)</span>.*?</li>", page)
    assert steps == ["Proposed", "Voting began", "Voting ended", "Queued", "Executed"]
    assert len(re.findall(rf'<li><span>[^<]+</span> [^\n]*href="https://explorer.test/tx/{TOLD}"', page)) == 3


async def test_show_proposal__mark_up_of_strangers__is_text(visitor, label):
    evil = '<script src="//evil"></script><a href="//evil">here</a>'
    action = ActionView(target=GOVERNOR, value_wei=0, calldata="0x", sentence=evil)
    label.fans.proposals = [create_proposal(title=evil, description=f"{evil}\n\n{evil}", actions=[action])]
    label.fans.ballots = [create_ballot(reason=evil)]

    page = (await visitor.get(SHEET)).text

    assert "//evil" in page
    assert not re.search(r"""<(?:script|a)[^>]*//evil""", page)


async def test_show_proposal__link_in_a_description__is_no_link(visitor, label):
    label.fans.proposals = [
        create_proposal(description="Press it\n\nSee https://press.test/slot and javascript:alert(1)")
    ]

    assert "<p>See https://press.test/slot and javascript:alert(1)</p>" in (await visitor.get(SHEET)).text


async def test_show_proposal__open_to_its_proposer_only__says_so(read, label):
    label.fans.proposals = [create_proposal(description=f"Press it\n#proposer={SINGER}")]

    text = await read(SHEET)

    assert "It names its proposer: nobody else could propose it." in text
    assert "#proposer" not in text


async def test_show_proposal__more_ballots_than_a_page__lead_to_the_earlier(visitor, label):
    label.fans.earlier = PRINTER

    page = (await visitor.get(f"{SHEET}?before={SINGER}")).text

    assert f'<a href="{SHEET}?before={PRINTER}#ballots" rel="next">Earlier votes</a>' in page
    assert f'<a href="{SHEET}#ballots">The newest</a>' in page


@pytest.mark.parametrize(
    ("state", "words"), [(ProposalState.ACTIVE, "Nobody has voted yet."), (ProposalState.DEFEATED, "Nobody has voted.")]
)
async def test_show_proposal__no_ballots__says_so(read, label, state, words):
    label.fans.ballots = []

    assert words in await read(SHEETS[state])


async def test_show_form__anonymous__says_who_can_propose(read, label):
    assert "Whoever has at least 1,000 votes can propose what the governor shall do." in await read(FORM)


@pytest.mark.parametrize(("is_deployed", "links"), [(True, 1), (False, 0)])
async def test_show_drops__label_with_governor__leads_to_its_votes(visitor, app, label, is_deployed, links):
    label.fans.view = label.fans.view if is_deployed else None
    app.state.contracts = label.fans.contracts

    assert (await visitor.get("/")).text.count('href="/governance"') == links


def read_facts(screen):
    return screen.page.evaluate("JSON.parse(document.getElementById('governance').dataset.facts)")


def test_facts__of_a_proposal__are_what_a_wallet_needs(visit):
    facts = read_facts(visit(path=SHEET))

    assert (facts["governor"], facts["fan_token"], facts["label"], facts["now"]) == (GOVERNOR, FAN_TOKEN, LABEL, NOON)
    assert facts["units"]["coin"] == {"symbol": "POL", "decimals": 18}
    assert facts["units"][FAN_TOKEN] == {"symbol": "fan tokens", "decimals": 18}
    assert facts["settings"]["proposal_threshold"] == str(1_000 * UNIT)
    assert (facts["proposal"]["id"], facts["proposal"]["state"]) == (SHEET.rpartition("/")[2], "active")


@pytest.mark.parametrize("path", PAGES)
def test_show_governance__chromium__fits_and_is_accessible(visit, path):
    screen = visit(path=path, viewport=PHONE)

    screen.fits()
    screen.is_accessible()
    screen.page.set_viewport_size(DESK)
    screen.fits()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_show_proposal__everything_unfolded__is_accessible(visit, scheme):
    screen = visit(path=SHEET, viewport=PHONE, color_scheme=scheme)

    for summary in screen.page.locator("summary:visible").all():
        summary.click()

    screen.fits()
    screen.is_accessible()


def test_show_proposal__no_script__can_be_read(visit):
    screen = visit(path=SHEET, java_script_enabled=False)

    expect(screen.page.get_by_text("Voting ends 1 December 2026, 12:00 UTC. If it wins")).to_be_visible()
    screen.page.get_by_text("The call").first.click()
    expect(screen.page.get_by_text("5 POL", exact=True)).to_be_visible()


def test_show_proposal__reader_elsewhere__sees_their_own_time(visit):
    screen = visit(path=SHEET, timezone_id="Asia/Tokyo", locale="en-GB")

    expect(screen.page.locator("#standing")).to_contain_text("Voting ends Tue 1 Dec, 21:00")


def test_show_proposal__vote_ends_while_the_page_is_open__says_what_comes_next(visit, label):
    proposal = create_proposal(ends_at=NOON + 2)
    label.fans.proposals = [proposal]
    screen = visit(path=SHEET)
    expect(screen.page.locator("#standing")).to_contain_text("left to vote")
    screen.page.get_by_text("The numbers").click()

    label.fans.view = create_view(now=NOON + 3)
    label.fans.proposals = [create_proposal(ProposalState.SUCCEEDED, proposal.id, ends_at=NOON + 2)]

    expect(screen.page.locator("#standing")).to_contain_text("Succeeded", timeout=PATIENCE_MS)
    expect(screen.page.locator("#steps")).to_contain_text("Voting ended")
    expect(screen.page.get_by_text("Quorum: for or abstain")).to_be_visible()


def test_show_proposals__of_a_state__stay_those_when_time_goes_on(visit, label):
    label.fans.proposals = [create_proposal(ends_at=NOON + 2), create_proposal(ProposalState.QUEUED)]
    screen = visit(path=f"{LIST}?state=active")

    label.fans.proposals = [create_proposal(title="Still open", ends_at=NOON + DAY), *label.fans.proposals[1:]]

    screen.reads("Still open")
    expect(screen.page.get_by_text(TITLES[ProposalState.QUEUED])).to_be_hidden()


def test_show_proposals__server_is_behind_with_several__is_asked_once_at_a_time(visit, label):
    label.fans.proposals = [create_proposal(number=number, ends_at=NOON) for number in (1, 2, 3)]
    screen = visit(path=LIST)
    asked = []
    screen.page.on("request", lambda request: asked.append(request.url.endswith(LIST)))

    for _ in range(2):
        screen.page.wait_for_event("response", lambda answer: answer.url.endswith(LIST))

    assert sum(asked) == 2


def test_show_proposals__address__is_copied_by_a_press(visit):
    screen = visit(path=LIST, permissions=["clipboard-read", "clipboard-write"])

    screen.page.get_by_role("button", name=f"Copy the address {GOVERNOR}").click()

    expect(screen.page.get_by_text("Address copied.")).to_be_attached()
    assert screen.page.evaluate("navigator.clipboard.readText()") == GOVERNOR
