"""Connect a command to a network by Ape, and put in a sentence what Ape would put in a trace."""

import os
import sys
from pathlib import Path
from typing import Any

import click
from ape.api import AccountAPI, ProviderAPI
from ape.cli import ConnectedProviderCommand
from ape.exceptions import ProviderError
from requests.exceptions import RequestException

from scripts._chain import Chain
from scripts._chain_refusals import NodeDown
from scripts._journal import Journal
from scripts._networks import network_of
from scripts._signing import unlock


class ChainCommand(ConnectedProviderCommand):
    """A command that needs a node, and says so when there is none."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command connected; raises `NodeDown` when the node goes away or never was there."""
        find_compiler()
        try:
            return super().invoke(ctx)
        except (ProviderError, RequestException) as error:
            raise NodeDown(str(error)) from error


def open_chain(provider: ProviderAPI, account: AccountAPI, directory: Path) -> Chain:
    """Return the network `provider` is connected to, as `account` uses it; its journal lies in `directory`."""
    network = network_of(provider.chain_id)
    unlock(account)
    return Chain(provider, account, network, Journal(directory, network))


def find_compiler() -> None:
    """Let Ape find the vyper that is installed beside this Python, also when its environment is not activated."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
