"""How long pages and answers about governance take by HTTP: 200 proposals and 5,000 ballots, 4,000 of them on one."""

import asyncio
import json
import os
import platform
import socket
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import httpx
import uvicorn

from backend.core.clock import utc_now
from backend.core.config import Settings
from backend.edge.serving import choose_loop
from backend.governance.projection import GovernanceProjection
from backend.holdings.projection import HoldingsProjection
from tests.backend.chain.databases import KINDS, empty_database, locate_database
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
    transferred,
    voted,
    votes_changed,
)
from tests.backend.listening.label import open_label

ROOT = Path(__file__).parents[2]
RESULT = Path(__file__).with_name("governance.json")
PROPOSALS, BALLOTS, BALLOTS_ON_ONE, VOTERS = 200, 5_000, 4_000, 4_000
BALLOTS_PER_BLOCK = 20
ROUNDS = 100
BUSIEST = PROPOSALS
DESCRIPTION = "# Press the record\n" + "We have asked three pressing plants. " * 50
CALL = "0xa9059cbb" + "00" * 64
VOTER_NAMES = [f"0x{number:040d}" for number in range(1, VOTERS + 1)]
API = "/api/governance"
READS = {
    "page_of_all": "/governance",
    "page_of_all_older": f"/governance?before={PROPOSALS // 2}",
    "page_of_a_state": "/governance?state=executed",
    "page_of_a_proposal": f"/governance/{BUSIEST}",
    "page_of_earlier_ballots": f"/governance/{BUSIEST}?before={VOTER_NAMES[BALLOTS_ON_ONE // 2]}",
    "page_of_the_form": "/governance/propose",
    "feed": "/governance.atom",
    "overview": API,
    "proposals": f"{API}/proposals",
    "proposals_executed": f"{API}/proposals?state=executed",
    "proposal": f"{API}/proposals/{BUSIEST}",
    "ballots": f"{API}/proposals/{BUSIEST}/ballots",
    "ballots_later": f"{API}/proposals/{BUSIEST}/ballots?before={VOTER_NAMES[BALLOTS_ON_ONE // 2]}",
    "voter": f"{API}/voters/{VOTER_NAMES[0]}",
}


def tell():
    """Return the blocks of a label whose fans have voted for years."""
    chain = FakeChain()
    chain.mine(*(event for events in STORY[:2] for event in events))
    chain.mine(minted(VOTERS * UNIT), *(transferred(UNIT, voter) for voter in VOTER_NAMES))
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
    """Return the milliseconds that 19 of 20 answers need at most, for each read: by the clock, and of this process."""
    url = locate_database(kind, scratch)
    settings = Settings(
        _env_file=None,
        public_url="http://label.test",
        database_url=url,
        data_directory=scratch / "data",
        sealing_key="11" * 32,
        requests_per_minute=0,
    )
    async with empty_database(url) as database:
        blocks = await fill(database, tell())
        async with open_label(settings, utc_now, scratch) as app:
            contracts = app.state.contracts
            contracts.deployment = replace(contracts.deployment, governor=GOVERNOR, fan_token=TOKEN)
            times = await ask_server(app)
    by_clock = {name: find_p95([clock for clock, _ in each]) for name, each in times.items()}
    of_cpu = {name: find_p95([cpu for _, cpu in each]) for name, each in times.items()}
    return {f"{kind}_p95_ms": by_clock, f"{kind}_p95_cpu_ms": of_cpu | {"block_of_ballots": find_p95(blocks[-250:])}}


async def ask_server(app):
    """Serve the application on a port, and return how long each answer to each read took."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none", access_log=False))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        times = {name: await time_reads(client, path) for name, path in READS.items()}
    server.should_exit = True
    await serving
    listener.close()
    return times


async def time_reads(client, path):
    """Return the milliseconds of each answer by the clock, and those this process was busy: others may be busy too."""
    times = []
    for _ in range(ROUNDS):
        clock, cpu = time.perf_counter(), time.process_time()
        answer = await client.get(path)
        times.append(((time.perf_counter() - clock) * 1000, (time.process_time() - cpu) * 1000))
        assert answer.status_code == 200, answer.text
    return times


def find_p95(times):
    return round(sorted(times)[len(times) * 95 // 100], 1)


def describe_conditions():
    """Say what was asked and where; times by the clock mean little where more is at work than there are cores."""
    told = f"{PROPOSALS} proposals of 8 actions, {BALLOTS:,} ballots, {BALLOTS_ON_ONE:,} of them on one proposal"
    asked = f"{ROUNDS} requests one after the other by HTTP, asked and answered in one process"
    machine = f"{os.cpu_count()} cores with {os.getloadavg()[1]:.1f} at work, {platform.system()} {platform.machine()}"
    blocks = f"a block has {BALLOTS_PER_BLOCK} ballots"
    return f"{told}, {VOTERS:,} voters; {asked}; {blocks}; {machine}, Python {platform.python_version()}"


def main():
    (ROOT / ".build").mkdir(exist_ok=True)
    result = {}
    for kind in KINDS:
        # The loop that the server has: Python's own holds small answers back for 40 ms on such a socket.
        scratch, runner = tempfile.TemporaryDirectory(dir=ROOT / ".build"), asyncio.Runner(loop_factory=choose_loop())
        with scratch as folder, runner:
            result |= runner.run(measure(kind, Path(folder)))
    result["conditions"] = describe_conditions()
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    sys.stdout.write(RESULT.read_text())


if __name__ == "__main__":
    main()
