"""Open a label: `ape run label deploy --account dj --network polygon:mainnet`."""

from pathlib import Path

import click
from ape import project
from ape.api import AccountAPI, ProviderAPI
from ape.cli import account_option, network_option

from scripts._connection import ChainCommand, open_chain
from scripts._deployments import DEPLOYMENTS, Deployments
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
