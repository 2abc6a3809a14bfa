"""A contract on a real chain that logs what it is told to: transfers of tokens and amounts, and delegations."""

from contextlib import asynccontextmanager

from eth_utils import keccak, to_checksum_address

from backend.chain.contracts import Contracts, Deployment, load_interfaces
from backend.chain.indexer import Indexer
from backend.chain.node import Node
from backend.holdings.journal import JOURNALS
from backend.holdings.projection import HoldingsProjection
from tests.backend.chain.catching_up import catch_up

# Word 0 of a call is the number of topics, words 1 to 4 are the topics, the rest is data: LOG3 or LOG4 of them.
CODE = (
    "0x60a0360360a05f375f356003146018575f356004146029575b"
    "60603560403560203560a036035fa3005b60803560603560403560203560a036035fa400"
)
TRANSFER = keccak(text="Transfer(address,address,uint256)")
DELEGATE_ALL = keccak(text="DelegateAll(address,address,bytes32,bool)")
TOPIC_WORDS = 4
SPEAKER = to_checksum_address("0x" + "5b" * 20)
WALLETS = [to_checksum_address(f"0x{digit * 40}") for digit in "1234"]
ACCOUNT = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"


class Speaker:
    """Speaks on an anvil; every saying is a block."""

    def __init__(self, anvil):
        self._anvil = anvil
        anvil.ask("anvil_setCode", SPEAKER, CODE)

    def move(self, sender, recipient, token_id):
        self._say([TRANSFER, _word(sender), _word(recipient), _word(token_id)])

    def pay(self, sender, recipient, value):
        self._say([TRANSFER, _word(sender), _word(recipient)], _word(value))

    def delegate(self, vault, delegate, is_enabled):
        self._say([DELEGATE_ALL, _word(vault), _word(delegate)], _word(0) + _word(is_enabled))

    def _say(self, topics, data=b""):
        words = [_word(len(topics)), *topics, *[_word(0)] * (TOPIC_WORDS - len(topics)), data]
        call = {"from": ACCOUNT, "to": SPEAKER, "data": "0x" + b"".join(words).hex(), "gas": hex(200_000)}
        self._anvil.ask("eth_sendTransaction", call)


class SpeakerProjection(HoldingsProjection):
    """The ledger, told to follow the speaker, which is the registry of delegations too."""

    def __init__(self):
        super().__init__(SPEAKER)

    async def addresses(self, session):
        return {SPEAKER}


@asynccontextmanager
async def open_indexer(rpc_url, database, start_block):
    """Return an indexer of the speaker, on a node that is closed at the end."""
    deployment = Deployment(chain_id=31337, label=SPEAKER, start_block=start_block)
    contracts = Contracts(deployment, load_interfaces())
    node = Node(rpc_url)
    yield Indexer(node, contracts, database, [SpeakerProjection()], start_block)
    await node.close()


async def index_all(rpc_url, database, start_block):
    """Index until there is nothing more to do."""
    async with open_indexer(rpc_url, database, start_block) as indexer:
        await catch_up(indexer)


async def read_rows(database):
    """Return every row of the ledger, each table sorted."""
    async with database.snapshot() as session:
        tables = [table for journal in JOURNALS for table in (journal.entries, journal.outcome)]
        rows = [(await session.execute(table.metadata.tables[table.__tablename__].select())).all() for table in tables]
    return [sorted(map(tuple, each), key=str) for each in rows]


def _word(value):
    return int(value, 16).to_bytes(32) if isinstance(value, str) else int(value).to_bytes(32)
