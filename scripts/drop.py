"""Publish a mix: `ape run drop publish metadata/releases/<slug>/release.yaml --account dj --network ...`."""

import json
from pathlib import Path
from typing import Any

import click
from ape.api import AccountAPI, ProviderAPI
from ape.cli import account_option, network_option

from scripts._allowlist import COLUMNS, read_wallets
from scripts._backend import Backend
from scripts._catalogue import open_catalogue
from scripts._connection import ChainCommand, open_chain
from scripts._deployments import DEPLOYMENTS, Deployments
from scripts._desk import Desk, backend_option, desk_command
from scripts._drop_decisions import (
    decide_airdrop,
    decide_close,
    decide_draw,
    decide_freeze,
    decide_pause,
    decide_shrink,
    decide_withdrawal,
    find_currency,
)
from scripts._gates import GateBackend, read_gate_file, read_list_name
from scripts._live_drop import open_drop
from scripts._manifest import load_manifest
from scripts._networks import network_of
from scripts._phase_addition import PhaseAddition
from scripts._publication import Publication
from scripts._reveal import decide_reveal
from scripts._screen import Screen
from scripts._tickets import TicketBook, Wish, hand_out_ticket
from scripts._words import say_count


@click.group()
def cli() -> None:
    """Publish mixes as drops."""


release_argument = click.argument("release", type=click.Path(path_type=Path))


@cli.command(cls=ChainCommand)
@release_argument
@network_option()
@account_option()
@backend_option
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
    with GateBackend(backend) as server:
        page = Publication(manifest, chain, catalogue, server, records, Screen(is_hurried=yes)).run()
    click.echo(f"“{manifest.title}” is live: {page}")


@desk_command(cli)
@release_argument
@click.option("--wallet", required=True, help="Who may buy.")
@click.option("--quantity", type=int, default=1, show_default=True, help="How many editions, all at once.")
@click.option("--price", help="Of each, in the phase's currency; the phase's own unless given.")
@click.option("--phase", required=True, help="The name of a phase with a signer.")
@click.option("--valid", default="7d", show_default=True, help="How long: 30m, 12h, 7d.")
@backend_option
def ticket(desk: Desk, release: Path, backend: str, **wish: Any) -> None:  # noqa: ANN401 - the options of a wish
    """Sign a ticket for a wallet, as --account that a phase of RELEASE names its signer; nothing is sent."""
    manifest = load_manifest(release, desk.deployments.list_currencies())
    drop = open_drop(desk.catalogue, manifest.slug)
    book = TicketBook(desk.deployments.path.parent, desk.chain.network)
    signed = hand_out_ticket(desk.chain, drop, manifest, Wish(**wish), book)
    with Backend(backend) as server:
        click.echo(f"{server.page_of(manifest.slug)}#ticket={signed}")


@desk_command(cli)
@release_argument
@backend_option
def add_phase(desk: Desk, release: Path, backend: str) -> None:
    """Add the next phase of RELEASE, a release.yaml, that is not on chain yet to its live drop."""
    manifest = load_manifest(release, desk.deployments.list_currencies())
    with Backend(backend) as server:
        PhaseAddition(desk, manifest, server).run()


slug_argument = click.argument("slug")


@desk_command(cli)
@slug_argument
def pause(desk: Desk, slug: str) -> None:
    """Stop every sale of the drop SLUG for a while."""
    desk.carry_out(decide_pause(desk, open_drop(desk.catalogue, slug), is_paused=True))


@desk_command(cli)
@slug_argument
def resume(desk: Desk, slug: str) -> None:
    """Let the sales of the paused drop SLUG go on."""
    desk.carry_out(decide_pause(desk, open_drop(desk.catalogue, slug), is_paused=False))


@desk_command(cli)
@slug_argument
def close(desk: Desk, slug: str) -> None:
    """End every sale of the drop SLUG, for good."""
    desk.carry_out(decide_close(desk, open_drop(desk.catalogue, slug)))


@desk_command(cli)
@slug_argument
@click.argument("supply", type=int)
def shrink(desk: Desk, slug: str, supply: int) -> None:
    """Promise at most SUPPLY editions of the drop SLUG, for good."""
    desk.carry_out(decide_shrink(desk, open_drop(desk.catalogue, slug), supply))


@desk_command(cli)
@slug_argument
@click.argument("wallets", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--tier", type=int, default=0, show_default=True, help="The number of the tier given away.")
def airdrop(desk: Desk, slug: str, wallets: Path, tier: int) -> None:
    """Give an edition of the drop SLUG to each wallet of FILE, a CSV file with the header wallet."""
    desk.carry_out(decide_airdrop(desk, open_drop(desk.catalogue, slug), read_wallets(wallets), tier))


@desk_command(cli)
@slug_argument
@click.option("--currency", help="The symbol or address of a token, instead of the chain's own coin.")
def withdraw(desk: Desk, slug: str, currency: str | None) -> None:
    """Send what the drop SLUG earned to its split; anyone may."""
    desk.carry_out(decide_withdrawal(desk, open_drop(desk.catalogue, slug), find_currency(desk, currency)))


@desk_command(cli)
@slug_argument
def draw(desk: Desk, slug: str) -> None:
    """Draw the golden edition of the drop SLUG, in two steps; anyone may."""
    desk.carry_out(decide_draw(open_drop(desk.catalogue, slug)))


@desk_command(cli)
@slug_argument
def freeze(desk: Desk, slug: str) -> None:
    """Let the editions of the open drop SLUG share one document, for good."""
    desk.carry_out(decide_freeze(desk, open_drop(desk.catalogue, slug)))


@desk_command(cli)
@slug_argument
@backend_option
def reveal(desk: Desk, slug: str, backend: str) -> None:
    """Give each edition of the open drop SLUG its own document, for good, once nothing is left to sell."""
    with Backend(backend) as server:
        desk.carry_out(decide_reveal(desk, open_drop(desk.catalogue, slug), server))


@desk_command(cli)
@slug_argument
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--recording", type=click.Choice(["mix", "original"]), default="mix", show_default=True)
@click.option("--clear", is_flag=True, help="Let one edition open it again.")
@backend_option
def gate(desk: Desk, slug: str, file: Path | None, recording: str, backend: str, *, clear: bool) -> None:
    """Show who may hear the release SLUG, or set it to the gate in FILE, a JSON file."""
    tree = read_gate_file(file) if file else None
    with GateBackend(backend) as server:
        desk.sign_in(server)
        if clear:
            server.clear_gate(slug, recording)
        known = server.set_gate(slug, recording, tree) if tree else server.get_gate(slug, recording)
    click.echo(json.dumps(known["gate"], indent=2))


@desk_command(cli, "list")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@backend_option
def list_(desk: Desk, name: str, file: Path, backend: str) -> None:
    """Keep the wallets of FILE, a CSV file with the header wallet, as the list NAME that gates may name.

    The file of a phase's list does as well. What was kept as NAME before is replaced.
    """
    read_list_name(name)
    wallets = read_wallets(file, may_have=COLUMNS[1:])
    with GateBackend(backend) as server:
        desk.sign_in(server)
        server.put_list(name, wallets)
    click.echo(f"The list “{name}” has {say_count(len(wallets), 'wallet')}.")
