"""Open a label: `ape run label deploy --account dj --network polygon:mainnet`."""

from pathlib import Path

import click
from ape import project
from ape.api import AccountAPI, ProviderAPI
from ape.cli import account_option, network_option

from scripts._connection import ChainCommand, open_chain
from scripts._deployments import DEPLOYMENTS, Deployments
from scripts._desk import Desk, desk_command
from scripts._label_decisions import allow_token
from scripts._label_deployment import LabelDeployment
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
    address = LabelDeployment(chain, records, project, Screen(is_hurried=yes)).run()
    click.echo(f"Label {address} is recorded in {records.path.name}.")


@desk_command(cli)
@click.argument("token")
@click.option("--off", is_flag=True, help="No longer.")
def allow(desk: Desk, token: str, *, off: bool) -> None:
    """Let new drops be priced in TOKEN, an address or a known symbol such as USDC, and record how it is paid with."""
    allow_token(desk, token, is_allowed=not off)
