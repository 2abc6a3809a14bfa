"""Play the first drop on this machine: python -m scripts.demo [--once]."""

import fcntl
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from scripts._clock import Clock
from scripts._demo_label import DemoLabel
from scripts._demo_node import DemoNode, start_node
from scripts._demo_programs import ROOT, Program, base_environment, choose_port
from scripts._demo_story import play_story
from scripts._demo_vote import play_vote
from scripts._deployments import DEPLOYMENTS

WATCH_SECONDS = 0.5


class DemoRuns(click.ClickException):
    """Another demo uses the same folder."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"A demo is running in {directory} already: stop it, or give another --directory.")


@click.command()
@click.option("--once", is_flag=True, help="Play the story without a browser, then stop.")
@click.option("--port", default=8000, show_default=True, help="Port of the pages; another is taken if it is in use.")
@click.option(
    "--directory", type=click.Path(path_type=Path), default=ROOT / ".demo", help="Folder of chain and database."
)
@click.option("--deployments", type=click.Path(path_type=Path), default=DEPLOYMENTS, help="Folder of the records.")
def demo(port: int, directory: Path, deployments: Path, *, once: bool) -> None:
    """Start a chain, a label and a server, publish the sample release, and stay until Ctrl-C."""
    directory = directory.resolve()
    directory.mkdir(parents=True, exist_ok=True)
    # Being asked to end is the same as Ctrl-C: everything that was started is stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _only_demo(directory), ExitStack() as running:
            programs, node, label = _open(directory, deployments.resolve(), port, running)
            click.echo(f"fans decide on {label.votes_page}")
            click.echo(f"ready {label.page}")
            if once:
                play_story(label.url, node)
                play_vote(label.url, node)
            else:
                _stay(programs)
    except KeyboardInterrupt:
        click.echo("stopped")


def _open(
    directory: Path, deployments: Path, port: int, running: ExitStack
) -> tuple[list[Program], DemoNode, DemoLabel]:
    """Bring up chain, label, server and drop; what is there from last time is used."""
    click.echo("starting the local chain")
    chain, node = start_node(directory, base_environment(directory))
    running.callback(chain.stop)
    label = DemoLabel(directory, deployments, node, choose_port(port))
    if not label.is_deployed():
        click.echo("deploying the label")
        label.deploy()
    if not label.is_founded():
        click.echo("founding the fans' governor")
        label.found()
    click.echo("starting the backend")
    server = label.start_server()
    running.callback(server.stop)
    if not label.is_published():
        click.echo("publishing the sample release")
        label.publish()
    return [chain, server], node, label


def _stay(programs: list[Program]) -> None:
    while True:
        for program in programs:
            program.check()
        Clock().pause(WATCH_SECONDS)


@contextmanager
def _only_demo(directory: Path) -> Iterator[None]:
    with (directory / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DemoRuns(directory) from error
        yield


if __name__ == "__main__":
    demo()
