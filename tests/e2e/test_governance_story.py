"""The story of fans who decide: one votes with a wallet that pays, one without a network fee, and the treasury pays."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.anvil import running_anvil
from tests.e2e.screen import PATIENCE_MS, opened_screens
from tests.e2e.wallet import HttpNode
from tests.scripts.charters import write_charter
from tests.stage import Stage, eventually, find_account

COIN, DAY = 10**18, 24 * 60 * 60
ARTIST = find_account(0)  # deploys all, votes too, and is the guardian
QUIET_FAN_INDEX = 2
FAN, QUIET_FAN, STRANGER = find_account(1), find_account(QUIET_FAN_INDEX), find_account(4)
RELAYER, STUDIO = find_account(5), find_account(6)
SHARES = [
    {"account": "treasury", "percent": "40"},
    {"account": FAN.address, "percent": "25", "silent": True},
    {"account": QUIET_FAN.address, "percent": "20", "silent": True},
    {"account": ARTIST.address, "percent": "15"},
]
RULES = {"voting_delay": "1 day", "voting_period": "5 days", "execution_delay": "2 days", "guardian": ARTIST.address}
TREASURY, PRICE = 5 * COIN, 2 * COIN
RECORD, MESSAGE, MISTAKE, FORGOTTEN = "Press the record", "More vinyl", "Pay twice", "Rent the warehouse"


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """A stage of its own, for its clock is moved."""
    folder = tmp_path_factory.mktemp("assembly")
    charter = write_charter(folder, RULES, shares=SHARES)
    with running_anvil() as chain:
        stage = Stage(folder, chain, {"RELAYER_KEY": RELAYER.key.to_0x_hex(), "CONFIRMATIONS": "1"})
        stage.open(charter)
        yield stage
        stage.close()


@pytest.fixture(scope="module")
def node(stage):
    node = HttpNode(stage.chain.url)
    yield node
    node.close()


@pytest.fixture(scope="module")
def governor(stage):
    return stage.read_records()["contracts"]["FanGovernor"]["address"]


@pytest.fixture
def visit(browser, stage):
    """Open a page of the label's in a browser of its own."""
    with opened_screens(browser) as open_screen:
        yield lambda path, *wallets: open_screen(stage.url + path, *wallets)


@pytest.fixture
def quiet_fan(create_wallet):
    return create_wallet(QUIET_FAN_INDEX)


@pytest.fixture
def balance_of(stage):
    return lambda account: int(stage.chain.ask("eth_getBalance", account, "latest"), 16)


@pytest.fixture
def pass_time(stage):
    """Move the chain's clock, and wait until the label's server has noticed."""

    def read_time():
        return stage.read("/api/governance")["now"]

    def pass_time(seconds):
        later = read_time() + seconds
        stage.chain.pass_time(seconds)
        eventually(lambda: read_time() >= later)

    return pass_time


@pytest.fixture
def find_proposal(stage):
    """Return a proposal by its title, once the label's server knows it."""

    def find(title):
        proposals = stage.read("/api/governance/proposals")["proposals"]
        return next((proposal for proposal in proposals if proposal["title"] == title), None)

    return lambda title: eventually(lambda: find(title))


@pytest.fixture
def await_state(find_proposal):
    return lambda title, state: eventually(lambda: find_proposal(title)["state"] == state)


@pytest.fixture
def prepare(stage):
    """Have the server write a transaction, and send it, without any page."""

    def prepare(account, path, **wish):
        answer = httpx.post(f"{stage.url}/api/governance/{path}", json={"account": account.address, **wish})
        stage.send(account, answer.raise_for_status().json())

    return prepare


def pay_for_it(screen):
    """Choose to send what the label's server would bring for nothing."""
    screen.page.get_by_role("button", name="Send it myself, for the network fee").click()


def await_mark(screen, state):
    """Wait until the proposal of the page stands somewhere."""
    expect(screen.page.locator("#standing [data-state]")).to_have_attribute("data-state", state, timeout=PATIENCE_MS)


def test_story__founding__gives_fans_a_token_and_a_treasury(stage, governor, visit):
    # 1. The label has founded an assembly with one command; its page says by which rules it decides.
    screen = visit("/governance")
    screen.reads("The vote begins 1 day later and lasts 5 days")
    screen.reads("A guardian can cancel what has not been done yet")
    screen.reads("Nothing has been proposed yet.")
    screen.is_accessible()

    # 2. Whoever likes fills the treasury, which only votes can spend.
    stage.send(STRANGER, {"to": governor, "value": hex(TREASURY), "data": "0x", "gas": hex(50_000)})


def test_story__both_fans__say_who_votes_with_their_tokens(visit, fan, quiet_fan, balance_of):
    # 3. Fan tokens vote once their holder says who votes with them. One fan pays for saying so.
    screen = visit("/governance", fan)
    screen.connects()
    screen.reads("Nobody votes with them")
    pay_for_it(screen)
    screen.reads("You have 250,000 votes.")
    screen.is_accessible()

    # 4. The other only signs, and the label's server brings it.
    before = balance_of(quiet_fan.address)
    screen = visit("/governance", quiet_fan)
    screen.connects()
    screen.presses("Vote with my fan tokens myself, without a network fee")
    screen.reads("You have 200,000 votes.")
    assert (balance_of(quiet_fan.address), "eth_sendTransaction" in quiet_fan.log) == (before, False)


def test_story__fan__proposes_what_the_treasury_shall_pay(visit, fan):
    # 5. The page tells what would happen, and whether it could, before anything is sent.
    screen = visit("/governance/propose", fan)
    screen.connects()
    screen.page.get_by_label("Title").fill(RECORD)
    screen.page.get_by_label("Why, and what everybody should know").fill("The studio cuts it for two coins.")
    screen.page.get_by_role("button", name="Pay somebody").click()
    screen.page.get_by_label("Whom").fill(STUDIO.address)
    screen.page.get_by_label("How much").fill("2")
    screen.reads(f"pay 2 POL to {STUDIO.address}")
    screen.reads("This would succeed.")
    screen.is_accessible()
    screen.presses("Propose it")

    # 6. It has a page of its own, and waits for a day.
    screen.reads("The studio cuts it for two coins.")
    await_mark(screen, "pending")
    screen.is_accessible()


def test_story__others__propose_too_and_one_takes_it_back(prepare, find_proposal, visit, quiet_fan):
    # 7. Any program can propose what a page can.
    pay = {"kind": "pay", "to": STUDIO.address, "amount": str(PRICE)}
    prepare(ARTIST, "proposals", actions=[{"kind": "signal"}], title=MESSAGE)
    prepare(FAN, "proposals", actions=[pay], title=FORGOTTEN)
    prepare(QUIET_FAN, "proposals", actions=[pay, pay], title=MISTAKE)

    # 8. Whoever proposed something takes it back, as long as nobody can vote.
    screen = visit(f"/governance/{find_proposal(MISTAKE)['id']}", quiet_fan)
    screen.connects()
    screen.page.get_by_text("Cancel this proposal").click()
    screen.page.get_by_role("button", name="Cancel it for good").click()
    await_mark(screen, "canceled")
    screen.is_accessible()


def test_story__both_fans__vote_and_say_why(pass_time, find_proposal, balance_of, visit, fan, quiet_fan):
    pass_time(DAY + 1)
    path = f"/governance/{find_proposal(RECORD)['id']}"

    # 9. A day later people can vote. One fan pays the network fee.
    screen = visit(path, fan)
    await_mark(screen, "active")
    screen.connects()
    screen.page.get_by_role("radio", name="For").check()
    screen.page.get_by_label("Why, if you like").fill("It is time.")
    pay_for_it(screen)
    screen.reads("You voted for, with 250,000 votes.")

    # 10. The other signs a ballot, and the label's server brings it: it costs nothing.
    before = balance_of(quiet_fan.address)
    screen = visit(path, quiet_fan)
    screen.connects()
    screen.page.get_by_role("radio", name="Abstain").check()
    screen.presses("Abstain, without a network fee")
    screen.reads("You abstained, with 200,000 votes.")
    screen.reads("It is time.")
    screen.is_accessible()
    assert (balance_of(quiet_fan.address), "eth_sendTransaction" in quiet_fan.log) == (before, False)


def test_story__artist__reads_and_votes_from_a_terminal(stage, prepare, find_proposal):
    # 11. Scripts tell what the page shows.
    shown = stage.run_ape("governance", "show", find_proposal(RECORD)["id"], "--backend", stage.url)
    assert "It is time." in shown
    assert f"pay 2 POL to {STUDIO.address}" in shown

    # 12. And vote as it does.
    stage.run_ape("governance", "vote", find_proposal(MESSAGE)["id"], "against", "--backend", stage.url, "--yes")
    prepare(FAN, "vote", proposal=find_proposal(FORGOTTEN)["id"], support=1)


def test_story__anyone__has_done_what_won(pass_time, find_proposal, await_state, balance_of, visit, stranger):
    before = balance_of(STUDIO.address)
    pass_time(5 * DAY)
    await_state(MESSAGE, "defeated")

    # 13. It won. A stranger queues it: whoever disagrees has two days to act.
    screen = visit(f"/governance/{find_proposal(RECORD)['id']}", stranger)
    await_mark(screen, "succeeded")
    screen.presses("Connect wallet to queue it")
    screen.presses("Queue it")
    await_mark(screen, "queued")
    screen.is_accessible()

    # 14. Two days later the stranger has it executed, and the treasury pays the studio.
    pass_time(2 * DAY)
    screen.page.reload()
    screen.presses("Execute it")
    await_mark(screen, "executed")
    screen.is_accessible()
    assert balance_of(STUDIO.address) - before == PRICE


def test_story__everyone__reads_what_became_of_all(stage, pass_time, await_state, governor, balance_of, visit):
    # 15. What won, and nobody had done for two weeks, has expired.
    pass_time(14 * DAY)
    await_state(FORGOTTEN, "expired")

    # 16. The page of all proposals tells each end there is, and the feed tells readers.
    screen = visit("/governance")
    for title, state in ((RECORD, "Executed"), (MISTAKE, "Canceled"), (MESSAGE, "Defeated"), (FORGOTTEN, "Expired")):
        expect(screen.page.get_by_role("listitem").filter(has_text=title)).to_contain_text(state)
    screen.is_accessible()
    feed = httpx.get(f"{stage.url}/governance.atom").raise_for_status().text
    assert [title in feed for title in (RECORD, MISTAKE, MESSAGE, FORGOTTEN)] == [True] * 4

    # 17. Three coins are left in the treasury.
    assert balance_of(governor) == TREASURY - PRICE
