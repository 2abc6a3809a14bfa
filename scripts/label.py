"""Open a label: `ape run label deploy --account dj --network polygon:mainnet`."""

from pathlib import Path

import click
from ape.api import AccountAPI, ProviderAPI
from ape.cli import account_option, network_option

from scripts._connection import ChainCommand, open_chain
from scripts._deployments import DEPLOYMENTS, Deployments
from scripts._desk import Desk, desk_command
from scripts._fields import read_account
from scripts._label_decisions import (
    allow_token,
    decide_acceptance,
    decide_crew,
    decide_description,
    decide_offer,
    read_directory,
    read_rights,
)
from scripts._label_deployment import LabelDeployment
from scripts._live_drop import open_drop
from scripts._screen import Screen


@click.group()
def cli() -> None:
    """Open and look after a label."""


@cli.command(cls=ChainCommand)
@network_option()
@account_option()
@click.option("--deployments", type=click.Path(path_type=Path), default=DEPLOYMENTS, help="Folder of the records.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def deploy(provider: ProviderAPI, account: AccountAPI, deployments: Path, *, yes: bool) -> None:
    """Deploy the label and record where it lives."""
    chain = open_chain(provider, account, deployments)
    records = Deployments(deployments, chain.network)
    address = LabelDeployment(chain, records, Screen(is_hurried=yes)).run()
    click.echo(f"Label {address} is recorded in {records.path.name}.")


@desk_command(cli)
@click.argument("token")
@click.option("--off", is_flag=True, help="No longer.")
def allow(desk: Desk, token: str, *, off: bool) -> None:
    """Let new drops be priced in TOKEN, an address or a known symbol such as USDC, and record how it is paid with."""
    allow_token(desk, token, is_allowed=not off)


@desk_command(cli)
@click.argument("account_of_crew", metavar="ADDRESS")
@click.option("--may", required=True, help="What of create,airdrop,pause; or nothing.")
def crew(desk: Desk, account_of_crew: str, may: str) -> None:
    """Let ADDRESS do some of what the owner does: create drops and phases, give editions away, pause sales."""
    desk.carry_out(decide_crew(desk, read_account("ADDRESS", account_of_crew), read_rights(may)))


@desk_command(cli)
@click.argument("slug")
@click.option("--to", "owner", required=True, help="Who may accept it.")
def offer_drop(desk: Desk, slug: str, owner: str) -> None:
    """Offer the drop SLUG to an owner of its own."""
    desk.carry_out(decide_offer(desk, open_drop(desk.catalogue, slug), read_account("--to", owner)))


@desk_command(cli)
@click.argument("slug")
def accept_drop(desk: Desk, slug: str) -> None:
    """Become the owner of the drop SLUG that was offered to --account."""
    desk.carry_out(decide_acceptance(desk, open_drop(desk.catalogue, slug)))


@desk_command(cli)
@click.argument("directory")
def describe(desk: Desk, directory: str) -> None:
    """Say that the label's own metadata is contract.json in DIRECTORY, a CID on IPFS."""
    desk.carry_out(decide_description(desk, read_directory(directory)))
