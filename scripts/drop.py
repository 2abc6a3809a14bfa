"""Publish a mix: `ape run drop publish metadata/releases/<slug>/release.yaml --account dj --network ...`."""

from pathlib import Path

import click
from ape.api import AccountAPI, ProviderAPI
from ape.cli import account_option, network_option

from scripts._backend import Backend
from scripts._catalogue import open_catalogue
from scripts._connection import ChainCommand, open_chain
from scripts._deployments import DEPLOYMENTS, Deployments
from scripts._manifest import load_manifest
from scripts._networks import network_of
from scripts._publication import Publication
from scripts._screen import Screen

BACKEND = "http://127.0.0.1:8000"


@click.group()
def cli() -> None:
    """Publish mixes as drops."""


@cli.command(cls=ChainCommand)
@click.argument("release", type=click.Path(path_type=Path))
@network_option()
@account_option()
@click.option("--backend", default=BACKEND, envvar="BACKEND_URL", show_default=True, help="The label's web address.")
@click.option("--deployments", type=click.Path(path_type=Path), default=DEPLOYMENTS, help="Folder of the records.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def publish(
    release: Path, provider: ProviderAPI, account: AccountAPI, backend: str, deployments: Path, *, yes: bool
) -> None:
    """Publish the release described by RELEASE, a release.yaml."""
    records = Deployments(deployments, network_of(provider.chain_id))
    manifest = load_manifest(release, records.list_currencies())
    chain = open_chain(provider, account, deployments)
    catalogue = open_catalogue(records, chain)
    with Backend(backend) as server:
        page = Publication(manifest, chain, catalogue, server, records, Screen(is_hurried=yes)).run()
    click.echo(f"“{manifest.title}” is live: {page}")
