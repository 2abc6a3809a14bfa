"""The Atom feed of proposals (RFC 4287): an entry comes up again whenever its proposal stands elsewhere. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from backend.governance.schemas import ProposalView, SettingsView
from backend.governance.states import ProposalState
from backend.pages.formats import iso, utc
from backend.pages.governance_words import Moment, Words, tell_course
from backend.pages.prose import read_prose

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
PATH = "/governance.atom"
NOTHING_YET = 0  # a feed without entries has a date too, which must not move
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"

register_namespace("", ATOM)


@dataclass(frozen=True)
class Feed:
    """The newest proposals, and whose they are; `site` is where the pages are."""

    site: str
    label_name: str
    chain_id: int
    governor: str
    settings: SettingsView | None
    proposals: Sequence[ProposalView]

    def name(self, *path: object) -> str:
        """Return the name of the feed or an entry: the same wherever the pages move to."""
        parts = "/".join(map(str, (self.chain_id, self.governor, *path)))
        return uuid5(NAMESPACE_URL, f"eip155:{parts}").urn


def write_feed(feed: Feed) -> bytes:
    """Return the feed as XML."""
    root = Element(f"{{{ATOM}}}feed")
    _add(root, "id", feed.name())
    _add(root, "title", f"What the fans of {feed.label_name} decide")
    _add(root, "updated", iso(max(map(find_change, feed.proposals), default=NOTHING_YET)))
    _add(_add(root, "author"), "name", feed.label_name)
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=f"{feed.site}{PATH}")
    _add(root, "link", rel="alternate", type="text/html", href=f"{feed.site}/governance")
    for proposal in feed.proposals:
        _add_entry(root, feed, proposal)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def find_change(proposal: ProposalView) -> int:
    """Return since when a proposal stands where it does: what became of it, or what only time brought."""
    by_time = {
        ProposalState.ACTIVE: proposal.begins_at,
        ProposalState.DEFEATED: proposal.ends_at,
        ProposalState.SUCCEEDED: proposal.ends_at,
        ProposalState.EXPIRED: proposal.expires_at,
    }
    steps = [step.happened_at for step in proposal.steps]
    return max(proposal.proposed_at, by_time.get(proposal.state) or 0, *steps)


def _add_entry(root: Element, feed: Feed, proposal: ProposalView) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", feed.name(proposal.id))
    _add(entry, "title", proposal.title)
    _add(entry, "updated", iso(find_change(proposal)))
    _add(entry, "published", iso(proposal.proposed_at))
    _add(_add(entry, "author"), "name", proposal.proposer)
    _add(entry, "category", term=proposal.state.value)
    _add(entry, "link", rel="alternate", type="text/html", href=f"{feed.site}/governance/{proposal.id}")
    _add(entry, "content", tostring(_tell(proposal, feed.settings), encoding="unicode", method="html"), type="html")


def _tell(proposal: ProposalView, settings: SettingsView | None) -> Element:
    content = Element("div")
    _say(content, "p", f"{proposal.state.value.capitalize()}. {_join(tell_course(proposal, settings))}")
    actions = SubElement(content, "ul")
    for action in proposal.actions:
        _say(actions, "li", action.sentence)
    for paragraph in read_prose(proposal.description).paragraphs:
        _say(content, "p", paragraph.text)
    return content


def _join(words: Words) -> str:
    return "".join(utc(part.seconds) if isinstance(part, Moment) else part for part in words)


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child = SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text and _clean(text)
    return child


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Replace what XML 1.0 cannot hold: anyone can write anything on chain."""
    return UNWRITABLE.sub(REPLACEMENT, text)
