"""Let an indexer run until it has nothing more to do."""


async def catch_up(indexer):
    while await indexer.step():
        pass
