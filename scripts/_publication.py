"""Publish a release: upload, prepare, agree, one transaction. Run again, it goes on where it stopped."""

from dataclasses import dataclass, field
from typing import Any

from scripts._backend import needs_upload
from scripts._catalogue import Catalogue, Drop
from scripts._chain import Chain, Mined
from scripts._chain_refusals import TransactionFailed
from scripts._clock import Clock
from scripts._deployments import Deployments
from scripts._gates import GateBackend
from scripts._manifest import Manifest
from scripts._media import check_media
from scripts._plan import write_plan
from scripts._preparation import await_preparation
from scripts._refusal import Refusal
from scripts._screen import Screen
from scripts._signing import sign_text
from scripts._storage_status import say_copies
from scripts._timeliness import check_times

POLL_SECONDS = 0.5
INDEXING_SECONDS = 120
SIGN_IN = "the sign-in"


class NotShownYet(Refusal):
    """The drop exists, and the backend has not seen it."""

    def __init__(self, address: str, url: str) -> None:
        super().__init__(
            f"The drop is on chain at {address}, but {url} does not show it yet: check that the backend follows this "
            "chain and this label, then run this again."
        )


class ValidatorMissing(Refusal):
    """No contract could decide about transfers."""

    def __init__(self, address: str, network: str) -> None:
        super().__init__(f"validator is {address}, and there is no contract on {network}: correct it, or --network.")


@dataclass(frozen=True)
class Publication:
    """One release on its way to being a drop."""

    manifest: Manifest
    chain: Chain
    catalogue: Catalogue
    backend: GateBackend
    deployments: Deployments
    screen: Screen
    clock: Clock = field(default_factory=Clock)

    def run(self) -> str:
        """Publish the release and return its page's address; what is done already is not done again."""
        self.backend.check_chain(self.chain.network.chain_id)
        mined = self._settle()
        drop = self.catalogue.find_drop(self.manifest.slug)
        if drop:
            self.screen.say(f"“{self.manifest.slug}” is at {drop.address} on {self.chain.network.title} already.")
            self._hand_in()
            return self._finish(drop, mined)
        mined = self._create_drop(self._prepare())
        page = self._finish(self.catalogue.get_drop(self.manifest.slug), mined)
        self._tell_copies()
        return page

    @property
    def _step(self) -> str:
        return f"publish {self.manifest.slug}"

    def _settle(self) -> Mined | None:
        """Return the outcome of a transaction that an earlier run sent and did not get to record."""
        mined = self.chain.settle(self._step, f"the drop of “{self.manifest.slug}”")
        return None if mined and mined.has_failed else mined

    def _prepare(self) -> str:
        """Bring the backend to the metadata digest of the release."""
        self._check()
        self._sign_in()
        release = self.backend.describe(self.manifest)
        self._set_gates()
        self._upload("cover", release)
        self._upload("audio", release)
        return await_preparation(self.backend, self.manifest.slug, self.screen, self.clock)

    def _hand_in(self) -> None:
        """Tell the backend the lists and gates of a drop that exists: it may be another than created it."""
        if self.manifest.gates or any(phase.allowlist for phase in self.manifest.phases):
            self._sign_in()
            self._keep_allowlists()
            self._set_gates()

    def _sign_in(self) -> None:
        account = self.chain.account
        self.screen.say(f"Signing in to {self.backend.url} as {account.address}.")
        self.backend.sign_in(
            account.address, self.chain.network.chain_id, lambda text: sign_text(account, text, SIGN_IN)
        )

    def _check(self) -> None:
        """Refuse what the chain or the backend would refuse later, before anything is half-made."""
        self.catalogue.check_may_create(self.chain.account.address)
        self.catalogue.check_currency(self.manifest.currency)
        check_media(self.manifest)
        check_times(self.manifest, self.clock.now())
        validator = self.manifest.validator
        if validator and not self.chain.has_code(validator):
            raise ValidatorMissing(validator, self.chain.network.title)

    def _upload(self, kind: str, release: dict[str, Any]) -> None:
        path = {"audio": self.manifest.audio, "cover": self.manifest.cover}[kind]
        if not needs_upload(path, release[kind]):
            self.screen.say(f"The backend has {path.name} already.")
            return
        with self.screen.progress(f"Uploading {path.name}", path.stat().st_size) as advance:
            self.backend.upload(self.manifest.slug, kind, path, advance)

    def _keep_allowlists(self) -> dict[str, bytes]:
        """Return the root of each list by its phase; the backend keeps the entries to prove them to the drop."""
        roots: dict[str, bytes] = {}
        for phase in self.manifest.phases:
            if phase.allowlist:
                self.screen.say(f"Handing in {phase.allowlist.path.name}, {len(phase.allowlist.entries):,} wallets.")
                roots[phase.name] = self.backend.keep_allowlist(phase.allowlist)
        return roots

    def _set_gates(self) -> None:
        """Tell the backend who may hear what; it plays nothing before there is a drop."""
        for recording, tree in self.manifest.gates.items():
            self.screen.say(f"Setting who may hear the {recording}.")
            self.backend.set_gate(self.manifest.slug, recording, tree)

    def _create_drop(self, metadata_digest: str) -> Mined:
        """Show the plan, ask, and send the one transaction."""
        request = self.catalogue.request_drop(self.manifest, metadata_digest, self._keep_allowlists())
        quote = self.chain.quote(request)
        self.chain.check_funds(quote.most_wei)
        self.screen.say(write_plan(self.manifest, self.chain.network, self.chain.account.address, quote))
        self.screen.ask("Create it?")
        mined = self.chain.send(self._step, request, quote)
        if mined.has_failed:
            self.chain.journal.strike(self._step)
            raise TransactionFailed(request.purpose, mined.transaction)
        return mined

    def _finish(self, drop: Drop, mined: Mined | None) -> str:
        """Record the drop, wait until its page shows it, and return the page's address."""
        known = self.deployments.find_drop(self.manifest.slug)
        if known is None or known["address"] != drop.address:
            record: dict[str, Any] = {"address": drop.address, "split": drop.split}
            if mined:
                record |= {"block": mined.block, "transaction": mined.transaction}
            self.deployments.record_drop(self.manifest.slug, record)
        self.chain.journal.strike(self._step)
        self._await_page(drop)
        return self.backend.page_of(self.manifest.slug)

    def _tell_copies(self) -> None:
        copies = say_copies(self.backend.list_copies(self.manifest.slug))
        if copies:
            self.screen.say(copies)

    def _await_page(self, drop: Drop) -> None:
        deadline = self.clock.now() + INDEXING_SECONDS
        while (shown := self.backend.find_drop(self.manifest.slug)) is None or shown["address"] != drop.address:
            if self.clock.now() > deadline:
                raise NotShownYet(drop.address, self.backend.url)
            self.clock.pause(POLL_SECONDS)
