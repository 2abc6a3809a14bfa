"""Royalties, straight from the chain: `ape run royalties show SLUG --network ...`; no backend is needed."""

from pathlib import Path

import click
from ape.api import ProviderAPI
from ape.cli import network_option

from scripts._connection import ChainCommand
from scripts._deployments import DEPLOYMENTS, Deployments
from scripts._desk import FOLDER, Desk, desk_command
from scripts._fields import read_account
from scripts._live_split import SplitBook
from scripts._reader import Reader, open_reader
from scripts._royalty_decisions import decide_distribution, decide_diversion, decide_payment
from scripts._split_lines import write_split


@click.group()
def cli() -> None:
    """See who is paid what, and have it paid."""


split_argument = click.argument("split", metavar="SPLIT")
currency_option = click.option("--currency", help="The symbol or address of a token, instead of the chain's own coin.")


@cli.command(cls=ChainCommand)
@split_argument
@click.option("--currency", help="Only this token, by its symbol or address.")
@click.option("--deployments", type=FOLDER, default=DEPLOYMENTS, help="Folder of the records.")
@network_option()
def show(split: str, currency: str | None, deployments: Path, provider: ProviderAPI) -> None:
    """Show who gets what of SPLIT, a drop's slug or a split's address, and what was received, paid and is owed."""
    reader = open_reader(provider)
    book = SplitBook(reader, Deployments(deployments, reader.network))
    live = book.open(split)
    click.echo(write_split(live, [book.find_currency(currency)] if currency else book.list_currencies(live)))


@desk_command(cli)
@split_argument
@currency_option
def distribute(desk: Desk, split: str, currency: str | None) -> None:
    """Divide what SPLIT, a drop's slug or a split's address, holds among its payees; anyone may."""
    book = open_book(desk)
    decision = decide_distribution(book.open(split), book.find_currency(currency), desk.chain.account.address)
    desk.carry_out(decision)


@desk_command(cli)
@split_argument
@click.option("--payee", help="Who is paid what it is owed; --account unless given.")
@click.option("--to", "recipient", help="Where what --account itself is owed goes instead.")
@currency_option
def withdraw(desk: Desk, split: str, payee: str | None, recipient: str | None, currency: str | None) -> None:
    """Have SPLIT, a drop's slug or a split's address, send a payee what it is owed; anyone may."""
    book, account = open_book(desk), desk.chain.account.address
    live, token = book.open(split), book.find_currency(currency)
    owner = read_account("--payee", payee) if payee else account
    if recipient is None:
        desk.carry_out(decide_payment(live, token, owner))
    else:
        desk.carry_out(decide_diversion(live, token, owner, read_account("--to", recipient), account))


def open_book(desk: Desk) -> SplitBook:
    """Return the splits of the desk's label."""
    return SplitBook(Reader(desk.chain.provider, desk.chain.network), desk.deployments)
