"""What a command of the label has at hand, and the options that bring it there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from ape.api import AccountAPI, ProviderAPI
from ape.cli import account_option, network_option

from scripts._backend import Backend
from scripts._catalogue import Catalogue, open_catalogue
from scripts._chain import Chain
from scripts._connection import ChainCommand, open_chain
from scripts._decision import Decision, carry_out
from scripts._deployments import DEPLOYMENTS, Deployments
from scripts._screen import Screen
from scripts._signing import sign_text

FOLDER: click.Path = click.Path(path_type=Path)
SIGN_IN = "the sign-in"
BACKEND = "http://127.0.0.1:8000"
backend_option = click.option(
    "--backend", default=BACKEND, envvar="BACKEND_URL", show_default=True, help="The label's web address."
)


@dataclass(frozen=True)
class Desk:
    """A label's records, its catalogue on chain, and an account that acts for it."""

    chain: Chain
    deployments: Deployments
    catalogue: Catalogue
    screen: Screen

    def sign_in(self, backend: Backend) -> None:
        """Open a session with a server that follows this chain, for the account."""
        account, chain_id = self.chain.account, self.chain.network.chain_id
        backend.check_chain(chain_id)
        backend.sign_in(account.address, chain_id, lambda text: sign_text(account, text, SIGN_IN))

    def carry_out(self, decision: Decision) -> None:
        """Make a decision: one transaction, or a refusal in words."""
        carry_out(decision, self.chain, self.screen)


def open_desk(provider: ProviderAPI, account: AccountAPI, deployments: Path, *, yes: bool) -> Desk:
    """Return the desk of the label recorded in `deployments`; with `yes` nobody is asked."""
    chain = open_chain(provider, account, deployments)
    records = Deployments(deployments, chain.network)
    return Desk(chain, records, open_catalogue(records, chain), Screen(is_hurried=yes))


def desk_command(group: click.Group, name: str | None = None) -> Callable[[Callable[..., None]], click.Command]:
    """Return a decorator that makes a command of a function whose first parameter is a desk, named like it."""

    def decorate(act: Callable[..., None]) -> click.Command:
        def run(
            provider: ProviderAPI,
            account: AccountAPI,
            deployments: Path,
            yes: bool,
            **arguments: Any,  # noqa: ANN401 - what the command itself asks for
        ) -> None:
            act(open_desk(provider, account, deployments, yes=yes), **arguments)

        run.__name__, run.__doc__ = act.__name__, act.__doc__
        run.__click_params__ = getattr(act, "__click_params__", [])  # type: ignore[attr-defined]
        for option in (
            network_option(),
            account_option(),
            click.option("--deployments", type=FOLDER, default=DEPLOYMENTS, help="Folder of the records."),
            click.option("-y", "--yes", is_flag=True, help="Do not ask."),
        ):
            option(run)
        return group.command(name, cls=ChainCommand)(run)

    return decorate
