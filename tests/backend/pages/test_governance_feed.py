"""The feed of proposals, as a feed reader takes it."""

from datetime import datetime
from html import unescape
from xml.etree.ElementTree import fromstring

import pytest

from backend.governance.states import ProposalState
from tests.backend.pages.assembly_desk import DAY, NOON, OVER, PRINTER, SINGER, create_proposal

PATH = "/governance.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
CHANGES = {
    ProposalState.PENDING: NOON,
    ProposalState.ACTIVE: NOON - DAY,
    ProposalState.CANCELED: OVER - DAY,
    ProposalState.DEFEATED: OVER + 3 * DAY,
    ProposalState.SUCCEEDED: OVER + 3 * DAY,
    ProposalState.QUEUED: OVER + 4 * DAY,
    ProposalState.EXPIRED: NOON - 39 * DAY,
    ProposalState.EXECUTED: OVER + 7 * DAY + 60,
}


@pytest.fixture
def read(visitor):
    async def read():
        return fromstring((await visitor.get(PATH)).content)  # noqa: S314 - what this site wrote

    return read


def text_of(element, name):
    return element.findtext(f"{ATOM}{name}")


def seconds_of(element, name):
    return int(datetime.fromisoformat(text_of(element, name)).timestamp())


async def test_read_feed__any_reader__has_all_that_rfc_4287_requires(read):
    feed = await read()

    for element in (feed, *feed.findall(f"{ATOM}entry")):
        assert text_of(element, "id").startswith("urn:uuid:")
        assert text_of(element, "title")
        assert seconds_of(element, "updated")
        assert element.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "http://label.test/governance.atom", "alternate": "http://label.test/governance"}


async def test_read_feed__entries__are_one_for_each_proposal_with_its_address(read, label):
    entries = (await read()).findall(f"{ATOM}entry")

    assert len({text_of(entry, "id") for entry in entries}) == len(label.fans.proposals)
    addresses = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert addresses == [f"http://label.test/governance/{each.id}" for each in label.fans.proposals]


@pytest.mark.parametrize("state", ProposalState)
async def test_read_feed__proposal_in_a_state__is_as_new_as_that_state(read, label, state):
    label.fans.proposals = [create_proposal(state)]

    feed = await read()

    entry = feed.find(f"{ATOM}entry")
    assert seconds_of(entry, "updated") == seconds_of(feed, "updated") == CHANGES[state]
    assert entry.find(f"{ATOM}category").get("term") == state.value


async def test_read_feed__content__says_where_it_stands_and_what_it_would_do(read, label):
    label.fans.proposals = [create_proposal()]

    content = text_of((await read()).find(f"{ATOM}entry"), "content")

    assert content.startswith("<div><p>Active. Voting ends 1 December 2026, 12:00 UTC.")
    assert f"<li>pay 5 POL to {PRINTER}</li>" in content


async def test_read_feed__mark_up_and_control_characters__are_text(read, label):
    label.fans.proposals = [create_proposal(title="<b>\x00\x0b\ufffe", description="x\n\n<script>1</script>\x1b]]>")]

    entry = (await read()).find(f"{ATOM}entry")

    assert text_of(entry, "title") == "<b>\ufffd\ufffd\ufffd"
    assert unescape(text_of(entry, "content").split("<p>")[-1]).startswith("<script>1</script>\ufffd]]>")
    assert "<script>" not in text_of(entry, "content")


async def test_read_feed__no_proposals__is_a_feed_all_the_same(read, label):
    label.fans.proposals = []

    feed = await read()

    assert (seconds_of(feed, "updated"), feed.find(f"{ATOM}entry")) == (0, None)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Hectic"


async def test_read_feed__reader_that_has_it__is_told_so_until_it_changes(visitor, label):
    first = await visitor.get(PATH)
    known = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}

    again = await visitor.get(PATH, headers=known)
    label.fans.proposals = [create_proposal(proposer=SINGER)]
    changed = await visitor.get(PATH, headers=known)

    assert first.headers["content-type"] == "application/atom+xml"
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert changed.status_code == 200


async def test_read_feed__label_without_governor__says_so(visitor, label):
    label.fans.view = None

    answer = await visitor.get(PATH)

    assert answer.status_code == 404
    assert "This label has no governor" in answer.json()["detail"]
