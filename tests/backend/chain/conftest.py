import pytest

from backend.chain.indexer import Indexer
from tests.backend.chain.fake_chain import LABEL, FakeChain


class Notebook:
    """A projection that writes down the events it has, and follows what `Created` events name."""

    def __init__(self):
        self.events = []
        self.breaks_at = None

    async def addresses(self, session):
        return {LABEL} | {found for event in self.events if (found := self.discovered(event))}

    def discovered(self, event):
        return event.arguments["child"] if event.name == "Created" else None

    async def apply(self, session, events):
        if self.breaks_at in (event.block_number for event in events):
            raise ConnectionAbortedError
        self.events += events

    async def undo(self, session, above_block):
        self.events = [event for event in self.events if event.block_number <= above_block]

    @property
    def numbers(self):
        return [event.block_number for event in self.events]


@pytest.fixture
def chain():
    return FakeChain()


@pytest.fixture
def notebook():
    return Notebook()


@pytest.fixture
def create_indexer(chain, database, notebook):
    def create_indexer(start_block=1):
        return Indexer(chain, chain, database, [notebook], start_block)

    return create_indexer


@pytest.fixture
def indexer(create_indexer):
    return create_indexer()


@pytest.fixture
def label(session_label, anvil):
    return session_label
