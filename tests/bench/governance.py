"""How much CPU reading governance over HTTP takes: 200 proposals and 5,000 ballots, 4,000 of them on one; SQLite."""

import asyncio
import json
import os
import platform
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from backend.core.clock import utc_now
from backend.core.config import Settings
from backend.governance.projection import GovernanceProjection
from backend.holdings.projection import HoldingsProjection
from tests.backend.chain.databases import empty_database, locate_database
from tests.backend.chain.fake_chain import FakeChain
from tests.backend.governance.story import (
    BEGINS,
    DAY,
    GOVERNOR,
    STORY,
    TOKEN,
    UNIT,
    delegated,
    minted,
    proposed,
    voted,
    votes_changed,
)
from tests.backend.listening.label import open_browser, open_label

ROOT = Path(__file__).parents[2]
RESULT = Path(__file__).with_name("governance.json")
PROPOSALS, BALLOTS, BALLOTS_ON_ONE, VOTERS = 200, 5_000, 4_000, 4_000
BALLOTS_PER_BLOCK = 20
ROUNDS = 100
BUSIEST = PROPOSALS
DESCRIPTION = "# Press the record\n" + "We have asked three pressing plants. " * 50
CALL = "0xa9059cbb" + "00" * 64
VOTER_NAMES = [f"0x{number:040d}" for number in range(1, VOTERS + 1)]
READS = {
    "overview": "",
    "proposals": "/proposals",
    "proposals_executed": "/proposals?state=executed",
    "proposal": f"/proposals/{BUSIEST}",
    "ballots": f"/proposals/{BUSIEST}/ballots",
    "ballots_later": f"/proposals/{BUSIEST}/ballots?before={VOTER_NAMES[BALLOTS_ON_ONE // 2]}",
    "voter": f"/voters/{VOTER_NAMES[0]}",
}


def tell():
    """Return the blocks of a label whose fans have voted for years."""
    chain = FakeChain()
    chain.mine(*(event for events in STORY[:2] for event in events))
    chain.mine(*(minted(UNIT, voter) for voter in VOTER_NAMES))
    chain.mine(*(delegated(voter, voter) for voter in VOTER_NAMES))
    chain.mine(*(votes_changed(voter, UNIT + number) for number, voter in enumerate(VOTER_NAMES)))
    for number in range(1, PROPOSALS + 1):
        snapshot = BEGINS - (PROPOSALS - number) * DAY
        chain.mine(proposed(number, [(TOKEN.address, 0, CALL)] * 8, DESCRIPTION, snapshot))
    ballots = [voted(voter, UNIT, reason="It is time", proposal=BUSIEST) for voter in VOTER_NAMES[:BALLOTS_ON_ONE]]
    others = range(BALLOTS - BALLOTS_ON_ONE)
    ballots += [voted(VOTER_NAMES[number // 100], UNIT, proposal=number % 100 + 1) for number in others]
    for first in range(0, BALLOTS, BALLOTS_PER_BLOCK):
        chain.mine(*ballots[first : first + BALLOTS_PER_BLOCK])
    return chain


async def fill(database, chain):
    """Index block by block, as at the head; return the milliseconds of each block."""
    projections, times = (HoldingsProjection(), GovernanceProjection(GOVERNOR, TOKEN)), []
    for block in chain.blocks:
        begun = time.process_time()
        async with database.transaction() as session:
            for projection in projections:
                await projection.apply(session, chain.events[block.hash])
        times.append((time.process_time() - begun) * 1000)
    return times


async def measure(kind, scratch):
    """Return the milliseconds of CPU that 19 of 20 answers need at most, for each read and for a block of ballots."""
    url = locate_database(kind, scratch)
    settings = Settings(
        _env_file=None,
        public_url="http://label.test",
        database_url=url,
        data_directory=scratch / "data",
        sealing_key="11" * 32,
    )
    async with empty_database(url) as database:
        blocks = await fill(database, tell())
        async with open_label(settings, utc_now, scratch) as app:
            contracts = app.state.contracts
            contracts.deployment = replace(contracts.deployment, governor=GOVERNOR, fan_token=TOKEN)
            async with open_browser(app) as browser:
                reads = {name: await time_reads(browser, path) for name, path in READS.items()}
    return {name: round(find_p95(times), 1) for name, times in {**reads, "block_of_ballots": blocks[-250:]}.items()}


async def time_reads(browser, path):
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        answer = await browser.get(f"/api/governance{path}")
        times.append((time.process_time() - begun) * 1000)
        assert answer.status_code == 200, answer.text
    return times


def find_p95(times):
    return sorted(times)[len(times) * 95 // 100]


def main():
    (ROOT / ".build").mkdir(exist_ok=True)
    result = {}
    for kind in ("sqlite",):
        with tempfile.TemporaryDirectory(dir=ROOT / ".build") as scratch:
            result[f"{kind}_p95_cpu_ms"] = asyncio.run(measure(kind, Path(scratch)))
    result["conditions"] = (
        f"{PROPOSALS} proposals of 8 actions, {BALLOTS:,} ballots, {BALLOTS_ON_ONE:,} of them on one proposal, "
        f"{VOTERS:,} voters; {ROUNDS} requests one after the other into the application in this process; a block has "
        f"{BALLOTS_PER_BLOCK} ballots; {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}"
    )
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    sys.stdout.write(RESULT.read_text())


if __name__ == "__main__":
    main()
