"""A run that dies at a chosen moment, as kill -9 would: python -m tests.scripts.crashing MOMENT WHAT ..."""

import os
import sys
from pathlib import Path

from ape import accounts, networks

from scripts._catalogue import open_catalogue
from scripts._chain import Chain
from scripts._charter import load_charter
from scripts._deployments import Deployments
from scripts._desk import Desk
from scripts._drop_decisions import decide_airdrop
from scripts._gates import GateBackend
from scripts._governance_deployment import GovernanceDeployment
from scripts._journal import Journal
from scripts._label_decisions import allow_token
from scripts._label_deployment import LabelDeployment
from scripts._live_drop import open_drop
from scripts._manifest import load_manifest
from scripts._networks import network_of
from scripts._phase_addition import PhaseAddition
from scripts._publication import Publication
from scripts._screen import Screen

DEATH = 9
SCREEN = Screen(is_hurried=True)


class DiesBeforeBroadcast(Chain):
    """The journal is written, the network knows nothing."""

    def _broadcast(self, purpose, raw):
        os._exit(DEATH)


class DiesAfterBroadcast(Chain):
    """The network knows of it, nobody waits for it."""

    def _broadcast(self, purpose, raw):
        super()._broadcast(purpose, raw)
        os._exit(DEATH)


class DiesBeforeRecord(Chain):
    """It is in a block, and not in the records."""

    def _wait(self, purpose, entry):
        super()._wait(purpose, entry)
        os._exit(DEATH)


class DiesAfterLabel(Chain):
    """The third of three transactions is broadcast, the first two are recorded."""

    def _broadcast(self, purpose, raw):
        super()._broadcast(purpose, raw)
        if purpose.startswith("Label"):
            os._exit(DEATH)


class DiesAfterToken(Chain):
    """Governor and token are broadcast, neither is recorded."""

    def _broadcast(self, purpose, raw):
        super()._broadcast(purpose, raw)
        if purpose.startswith("FanToken"):
            os._exit(DEATH)


def main(moment, what, node, directory, *rest):
    network = network_of(31337)
    with networks.parse_network_choice(node) as provider:
        journal = Journal(Path(directory), network)
        chain = globals()[moment](provider, accounts.test_accounts[0], network, journal)
        deployments = Deployments(Path(directory), network)
        globals()[what](chain, deployments, *rest)


def deploy(chain, deployments):
    LabelDeployment(chain, deployments, SCREEN).run()


def found(chain, deployments, path):
    GovernanceDeployment(load_charter(Path(path), 0), chain, deployments, SCREEN).run()


def allow(chain, deployments, token):
    allow_token(Desk(chain, deployments, open_catalogue(deployments, chain), SCREEN), token, is_allowed=True)


def airdrop(chain, deployments, slug, wallet):
    desk = Desk(chain, deployments, open_catalogue(deployments, chain), SCREEN)
    desk.carry_out(decide_airdrop(desk, open_drop(desk.catalogue, slug), (wallet,), 0))


def add_phase(chain, deployments, url, release):
    with GateBackend(url) as backend:
        desk = Desk(chain, deployments, open_catalogue(deployments, chain), SCREEN)
        PhaseAddition(desk, load_manifest(Path(release)), backend).run()


def publish(chain, deployments, url, release):
    with GateBackend(url) as backend:
        manifest = load_manifest(Path(release))
        Publication(manifest, chain, open_catalogue(deployments, chain), backend, deployments, SCREEN).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
