"""Royalties, straight from the chain: `ape run royalties show SLUG --network ...`; no backend is needed."""

from pathlib import Path

import click
from ape.api import ProviderAPI
from ape.cli import network_option

from scripts._connection import ChainCommand
from scripts._deployments import DEPLOYMENTS, Deployments
from scripts._desk import FOLDER, Desk, backend_option, desk_command
from scripts._fields import read_account
from scripts._live_split import SplitBook
from scripts._managed_decisions import decide_acceptance, decide_change, decide_offer
from scripts._payees_file import read_payees_file
from scripts._rates import RateBackend, read_rate_sheet
from scripts._reader import Reader, open_reader
from scripts._royalty_decisions import decide_distribution, decide_diversion, decide_payment
from scripts._split_creation import decide_creation, plan_split
from scripts._split_lines import write_split
from scripts._words import say_count


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


file_argument = click.argument("file", type=FOLDER)


@desk_command(cli)
@file_argument
@backend_option
def rates(desk: Desk, file: Path, backend: str) -> None:
    """Keep the rates of FILE, a CSV file with the header currency,fiat,observed_at,value,source, for statements."""
    sheet = read_rate_sheet(file)
    with RateBackend(backend) as server:
        desk.sign_in(server)
        count = server.keep_rates(sheet)
    click.echo(f"{say_count(count, 'rate')} kept.")


@desk_command(cli)
@file_argument
@click.option("--reward", default="0", show_default=True, help="What whoever pays out keeps, in percent, at most 1.")
@click.option("--name", help="What tells it from other splits of the same payees; only its digest is on chain.")
@click.option("--owner", help="Who may change the payees; without it nobody can.")
@click.option("--settle", multiple=True, help="A token settled before each change, beside coin; up to 8 times.")
def create(desk: Desk, file: Path, reward: str, name: str | None, owner: str | None, settle: tuple[str, ...]) -> None:
    """Create a split that belongs to no drop, for the payees of FILE, a CSV file with the header account,share."""
    tokens = [open_book(desk).find_currency(token) for token in settle]
    owner = read_account("--owner", owner) if owner else None
    desk.carry_out(decide_creation(desk, plan_split(read_payees_file(file), reward, name, owner, tokens)))


@desk_command(cli)
@split_argument
@file_argument
def change(desk: Desk, split: str, file: Path) -> None:
    """Have the managed SPLIT pay the payees of FILE, a CSV file with the header account,share; its owner may."""
    payees = read_payees_file(file)
    desk.carry_out(decide_change(open_book(desk).open(split), payees, desk.chain.account.address))


@desk_command(cli)
@split_argument
@click.option("--to", "owner", required=True, help="Who may accept it.")
def hand_over(desk: Desk, split: str, owner: str) -> None:
    """Offer the managed SPLIT to another owner."""
    live = open_book(desk).open(split)
    desk.carry_out(decide_offer(live, read_account("--to", owner), desk.chain.account.address))


@desk_command(cli)
@split_argument
def take_over(desk: Desk, split: str) -> None:
    """Become the owner of the managed SPLIT that was offered to --account."""
    desk.carry_out(decide_acceptance(open_book(desk).open(split), desk.chain.account.address))


def open_book(desk: Desk) -> SplitBook:
    """Return the splits of the desk's label."""
    return SplitBook(Reader(desk.chain.provider, desk.chain.network), desk.deployments)
