"""What every `ape run governance propose ...` has: a title, a text, and the questions before it is sent."""

from collections.abc import Callable
from typing import Any

import click

from scripts._desk import Desk, backend_option, desk_command
from scripts._forum import open_forum
from scripts._proposing import Draft, Wish, decide_proposal

Write = Callable[..., Wish]


def propose_command(group: click.Group, name: str | None = None) -> Callable[[Write], click.Command]:
    """Return a decorator that makes a command of a function from a forum, and its own arguments, to a wish."""

    def decorate(write: Write) -> click.Command:
        def run(
            desk: Desk,
            title: str,
            text: str,
            backend: str,
            *,
            only_me: bool,
            **arguments: Any,  # noqa: ANN401 - what the command itself asks for
        ) -> None:
            account = desk.chain.account.address
            with open_forum(desk.chain, desk.deployments, backend) as forum:
                draft = Draft(write(forum, **arguments), title, text, account if only_me else None)
                desk.carry_out(decide_proposal(forum, draft, account))

        run.__name__, run.__doc__ = write.__name__, write.__doc__
        run.__click_params__ = getattr(write, "__click_params__", [])  # type: ignore[attr-defined]
        for option in (
            backend_option,
            click.option("--only-me", is_flag=True, help="Let nobody else propose the same before --account does."),
            click.option("--text", default="", help="Why, for everybody to read; lines of Markdown."),
            click.option("--title", required=True, help="What it is about, in one line."),
        ):
            option(run)
        return desk_command(group, name)(run)

    return decorate
