"""Let fans decide: `ape run governance deploy metadata/governance/sample.yaml --account dj --network polygon:amoy`."""

from pathlib import Path

import click
from ape.api import AccountAPI, ProviderAPI
from ape.cli import account_option, network_option

from scripts._adoption import decide_adoption, write_powers
from scripts._charter import load_charter
from scripts._connection import ChainCommand
from scripts._currencies import ZERO_ADDRESS
from scripts._deployments import DEPLOYMENTS, Deployments
from scripts._desk import FOLDER, Desk, backend_option, desk_command
from scripts._fields import read_account
from scripts._forum import Forum, open_forum
from scripts._governance_deployment import GovernanceDeployment
from scripts._live_governor import open_governor
from scripts._powers import PowerBook
from scripts._proposal_decisions import decide_cancellation, decide_execution, decide_queueing
from scripts._propose_command import propose_command
from scripts._proposed_actions import SETTINGS, hand_over, pay, read_amount, set_rule, signal, take_over
from scripts._proposing import Wish
from scripts._reader import Reader, open_reader
from scripts._vesting import decide_release
from scripts._vote_decisions import Support, decide_delegation, decide_vote

SELF, NOBODY = "self", "nobody"
proposal_argument = click.argument("proposal", metavar="ID")


@click.group()
def cli() -> None:
    """Let fans decide by vote what is done with what they share."""


@desk_command(cli)
@click.argument("file", type=FOLDER)
def deploy(desk: Desk, file: Path) -> None:
    """Deploy the fan token and the governor that FILE describes, and record where they live."""
    charter = load_charter(file, desk.chain.clock.now())
    governor = GovernanceDeployment(charter, desk.chain, desk.deployments, desk.screen).run()
    click.echo(f"The governor {governor} is recorded in {desk.deployments.path.name}.")


@cli.command(cls=ChainCommand)
@click.argument("proposal", metavar="[ID]", required=False)
@click.option("--raw", is_flag=True, help="With the calls as bytes.")
@click.option("--deployments", type=FOLDER, default=DEPLOYMENTS, help="Folder of the records.")
@backend_option
@account_option(prompt=False)
@network_option()
def show(
    proposal: str | None,
    deployments: Path,
    backend: str,
    account: AccountAPI | None,
    provider: ProviderAPI,
    *,
    raw: bool,
) -> None:
    """Show what there is to decide and by which rules, or all about the proposal whose id is ID or begins with it."""
    reader, who = open_reader(provider), str(account.address) if account else None
    with open_forum(reader, Deployments(deployments, reader.network), backend) as forum:
        click.echo(forum.write_about(proposal, who, is_raw=raw) if proposal else forum.write(who))


@desk_command(cli)
@proposal_argument
@click.argument("support", type=click.Choice([each.name.lower() for each in Support]))
@click.option("--reason", default="", help="Why, for everybody to read.")
@backend_option
def vote(desk: Desk, proposal: str, support: str, reason: str, backend: str) -> None:
    """Vote on the proposal ID with the votes the account had when its vote began."""
    choice, account = Support[support.upper()], desk.chain.account.address
    with open_forum(desk.chain, desk.deployments, backend) as forum:
        desk.carry_out(decide_vote(forum.governor, forum.find_proposal(proposal), choice, reason, account))


@desk_command(cli)
@click.argument("to", metavar="TO")
def delegate(desk: Desk, to: str) -> None:
    """Say who votes with the account's fan tokens: TO is an address, `self` or `nobody`; needs no backend."""
    account = desk.chain.account.address
    delegate = {SELF: account, NOBODY: ZERO_ADDRESS}.get(to) or read_account("TO", to)
    desk.carry_out(decide_delegation(open_governor(desk.deployments, desk.chain), delegate, account))


@desk_command(cli)
def release(desk: Desk) -> None:
    """Give the account whose share comes bit by bit what it can have by now; anyone may, and needs no backend."""
    desk.carry_out(decide_release(open_governor(desk.deployments, desk.chain)))


@desk_command(cli)
@proposal_argument
@backend_option
def queue(desk: Desk, proposal: str, backend: str) -> None:
    """Have the proposal ID, which won, wait for its execution; anyone may."""
    with open_forum(desk.chain, desk.deployments, backend) as forum:
        desk.carry_out(decide_queueing(forum.governor, forum.find_proposal(proposal)))


@desk_command(cli)
@proposal_argument
@backend_option
def execute(desk: Desk, proposal: str, backend: str) -> None:
    """Have the governor do what the proposal ID says, which won and has waited; anyone may."""
    account = desk.chain.account.address
    with open_forum(desk.chain, desk.deployments, backend) as forum:
        desk.carry_out(decide_execution(forum.governor, forum.server, forum.find_proposal(proposal), account))


@desk_command(cli)
@proposal_argument
@backend_option
def cancel(desk: Desk, proposal: str, backend: str) -> None:
    """Cancel the proposal ID: its proposer may before the vote begins, the guardian until it is executed."""
    account = desk.chain.account.address
    with open_forum(desk.chain, desk.deployments, backend) as forum:
        desk.carry_out(decide_cancellation(forum.governor, forum.find_proposal(proposal), account))


@desk_command(cli)
@click.argument("contract", required=False)
def adopt(desk: Desk, contract: str | None) -> None:
    """Show what the account can hand to the fans and what that means, or offer them CONTRACT, `label` or an address."""
    governor, account = open_governor(desk.deployments, desk.chain), desk.chain.account.address
    book = PowerBook(desk.deployments, Reader(desk.chain.provider, desk.chain.network))
    if contract is None:
        click.echo(write_powers(book.list_owned(account), governor, account))
    else:
        desk.carry_out(decide_adoption(book.find(contract), governor, account))


@cli.group()
def propose() -> None:
    """Propose that the governor does something; it would say what, and whether it could now."""


@propose_command(propose, "pay")
@click.option("--to", required=True, help="Who is paid.")
@click.option("--amount", required=True, help="How much, such as 2.5.")
@click.option("--currency", help="The symbol or address of a token, instead of the chain's own coin.")
def propose_payment(forum: Forum, to: str, amount: str, currency: str | None) -> Wish:
    """Pay somebody out of the treasury."""
    money = forum.find_currency(currency)
    return Wish(pay(read_account("--to", to), read_amount("--amount", amount, money), money))


@propose_command(propose, "set")
@click.argument("name", type=click.Choice(list(SETTINGS)))
@click.argument("value")
def propose_rule(forum: Forum, name: str, value: str) -> Wish:
    """Change the rule NAME to VALUE: a time such as "2 days", a number of tokens or percent, an address or `nobody`."""
    return Wish(set_rule(forum.governor, name, value))


@propose_command(propose, "hand-over")
@click.argument("contract")
@click.option("--to", required=True, help="Who may accept it.")
def propose_offer(forum: Forum, contract: str, to: str) -> Wish:
    """Offer CONTRACT, `label` or an address, which the governor owns, to another owner."""
    power = forum.find_power(contract)
    return Wish(hand_over(power.address, read_account("--to", to)))


@propose_command(propose, "take-over")
@click.argument("contract")
def propose_acceptance(forum: Forum, contract: str) -> Wish:
    """Make the governor the owner of CONTRACT, `label` or an address, which was offered to it by `adopt`."""
    power = forum.find_power(contract)
    return Wish(take_over(power.address), power.meaning)


@propose_command(propose, "signal")
def propose_signal(forum: Forum) -> Wish:
    """Do nothing: the vote is the message."""
    return Wish(signal(forum.governor))
