"""The pages of governance in the whole application: what the chain told, from the database to the words."""

import re

import pytest

from tests.backend.governance.story import DJ, FAN, STORY, UNIT, proposed, voted

PATHS = ["/governance", "/governance/1", "/governance/propose", "/governance.atom"]
BROWSER = {"Accept": "text/html"}


@pytest.fixture
def read(fans_browser):
    """Return the words of a page of a label that has a governor."""

    async def read(path, status=200):
        answer = await fans_browser.get(path, headers=BROWSER)
        assert answer.status_code == status, answer.text
        return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())

    return read


@pytest.mark.parametrize("path", PATHS)
async def test_show__label_without_governor__is_a_page_that_says_so(browse, path):
    answer = await (await browse()).get(path, headers=BROWSER)

    assert answer.status_code == 404
    assert "This label has no governor" in answer.text


@pytest.mark.parametrize("path", ["/governance", "/governance/propose"])
async def test_show__nothing_read_yet__is_a_page_all_the_same(read, path):
    assert "This site has not seen the newest blocks for a while" in await read(path)


async def test_show_proposals__while_people_vote__says_how_they_stand(read, tell):
    await tell(*STORY[:5])

    text = await read("/governance")

    assert re.search(r"Active \d\dd \d\dh left to vote Pay the printer", text)
    assert "For 60 Against 40 Abstain 0 Quorum 10, reached" in text


async def test_show_proposal__while_people_vote__says_who_voted_what_and_why(read, tell):
    await tell(*STORY[:5])

    text = await read("/governance/1")

    assert f"pay 0.000000000000000005 POL to {FAN}" in text
    assert "Against 0x2222…2222 40 Too dear" in text
    assert "For 0x1111…1111 60" in text


async def test_show_proposal__ballots_beyond_a_page__are_on_the_next(read, tell):
    voters = [f"0x{number:040d}" for number in range(1, 102)]
    await tell([proposed()], [voted(voter, UNIT * number) for number, voter in enumerate(voters)])

    assert "Earlier votes" in await read("/governance/1")
    assert "The newest" in await read(f"/governance/1?before={voters[1]}")


async def test_show_proposals__beyond_a_page__go_on(read, tell):
    await tell(*([proposed(number, description=f"Number {number}")] for number in range(1, 23)))

    assert "Older proposals" in await read("/governance")
    older = await read("/governance?before=3&state=active")
    assert "Number 2 " in older
    assert "Number 3 " not in older


@pytest.mark.parametrize(("path", "status"), [("/governance/7", 404), ("/governance/seven", 422)])
async def test_show_proposal__no_such__is_a_page_that_says_so(read, tell, path, status):
    await tell(*STORY)

    await read(path, status)


async def test_read_feed__what_the_chain_told__has_an_entry_each(fans_browser, tell):
    await tell(*STORY)

    feed = (await fans_browser.get("/governance.atom")).text

    assert re.findall(r"<title>([^<]+)</title>", feed)[1:] == ["Replace the guardian", "Pay the printer"]
    assert "http://label.test/governance/1" in feed
    assert f"<name>{DJ}</name>" in feed
