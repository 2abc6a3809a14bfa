"""Let fans decide: `ape run governance deploy metadata/governance/sample.yaml --account dj --network polygon:amoy`."""

from pathlib import Path

import click

from scripts._charter import load_charter
from scripts._desk import FOLDER, Desk, desk_command
from scripts._governance_deployment import GovernanceDeployment


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
