"""Index until killed, and say so after every step: for a test that kills it."""

import asyncio
import sys

from backend.chain.contracts import Contracts, Deployment, load_interfaces
from backend.chain.indexer import Indexer
from backend.chain.node import Node
from backend.core.db import Database
from backend.drops.projection import DropsProjection
from backend.holdings.projection import HoldingsProjection


async def index(rpc_url, database_url, label, start_block):
    deployment = Deployment(chain_id=31337, label=label, start_block=start_block)
    contracts = Contracts(deployment, load_interfaces())
    projections = (DropsProjection(label), HoldingsProjection())
    indexer = Indexer(Node(rpc_url), contracts, Database(database_url), projections, start_block)
    while True:
        await indexer.step()
        sys.stdout.write("step\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(index(*sys.argv[1:4], int(sys.argv[4])))
