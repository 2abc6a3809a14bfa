"""What a server would answer a fan who votes, on a chain that is none; a test may bend the answers."""

from dataclasses import dataclass, field

from eth_account import Account
from eth_account.messages import encode_typed_data
from fastapi.responses import JSONResponse

from backend.chain.contracts import Contracts, load_interfaces
from backend.core.keccak import write_checksum
from backend.governance.drafts import (
    ActionWriter,
    compute_proposal_id,
    hash_description,
    list_columns,
    write_description,
)
from backend.governance.wishes import ProposalDraft
from backend.holdings.balances import NOBODY
from backend.relay.messages import Domain, write_typed_data
from backend.relay.models import Relay, RelayKind
from tests.backend.pages.assembly_desk import CHAIN, FAN_TOKEN, GOVERNOR, NOON, SINGER, UNIT

PENDING = {"state": "pending", "confirmations": 0, "needed": 2, "is_counted": False, "place": None}
DIGEST = "0x" + "d1" * 32
WAITING = {"state": "waiting", "sentence": "It waits to be sent.", "is_counted": False}


@dataclass
class BallotBox:
    """One fan's votes; `bend` changes what is prepared, `bend_draft` what is to be signed."""

    balance: int = 120 * UNIT
    delegate: str | None = "self"
    trusted: int = 0
    weight: int | None = 120 * UNIT
    can_propose: bool = True
    ballot: dict | None = None
    is_open: bool = True
    reason: str = ""
    refusals: dict = field(default_factory=dict)
    bend: dict = field(default_factory=dict)
    bend_draft: object = None
    wishes: list = field(default_factory=list)
    previews: list = field(default_factory=list)
    signers: list = field(default_factory=list)
    progress: dict = field(default_factory=lambda: PENDING)
    relayed: dict = field(default_factory=lambda: WAITING)
    outcome: str | None = None
    treasury: list = field(default_factory=list)

    def describe_voter(self, account):
        """Say what an account has."""
        delegate = account if self.delegate == "self" else self.delegate
        votes = self.trusted * 10 * UNIT + (self.balance if delegate == account else 0)
        told = {"account": account, "balance": str(self.balance), "delegate": delegate, "votes": str(votes)}
        return told | {"delegators": self.trusted, "can_propose": self.can_propose, "ballots": [], "is_stale": False}

    def describe_standing(self, account):
        """Say what an account can vote on a proposal, or has voted."""
        votes = None if self.weight is None else str(self.weight)
        return {"account": account, "votes": votes, "ballot": self.ballot}

    def prepare(self, kind, body, contract, function, *arguments):
        """Answer a wish as a server does."""
        self.wishes.append((kind, body))
        name = "FanToken" if contract == FAN_TOKEN else "FanGovernor"
        call = Contracts(None, load_interfaces()).encode(name, function, *arguments)
        prepared = {"chain_id": hex(CHAIN), "from": body["account"], "to": contract, "data": call, "value": "0x0"}
        more = {"gas": "0x30d40", "gas_price": hex(30 * 10**9), "sentence": "This does what you chose."}
        return prepared | more | self.bend

    def draft(self, kind, body):
        """Write what is to be signed."""
        typed = write_typed_data(_relay(kind, body), _domain(kind))
        if self.bend_draft:
            self.bend_draft(typed)
        return {"typed_data": typed}

    def take(self, kind, body):
        """Take what was signed, from whom it says only."""
        relay = _relay(kind, body)
        signable = encode_typed_data(full_message=write_typed_data(relay, _domain(kind)))
        assert Account.recover_message(signable, signature=body["signature"]).lower() == body["account"].lower()
        self.wishes.append((kind, body))
        return {"id": DIGEST, "transaction": None, "transaction_url": None} | self.relayed

    def preview(self, body, account=None):
        """Say what would come of a proposal."""
        draft = ProposalDraft.model_validate(body)
        actions = _write_actions(draft)
        description = write_description(draft.title, draft.text, account if body.get("only_proposer") else None)
        told = [
            {
                "target": target,
                "value_wei": value,
                "calldata": call,
                "sentence": f"do {wish.kind}",
                "outcome": self.outcome,
            }
            for wish, (target, value, call) in zip(draft.actions, actions, strict=True)
        ]
        number = compute_proposal_id(actions, hash_description(description))
        return {"id": str(number), "description": description, "actions": told}

    def propose(self, body):
        """Prepare a proposal."""
        told = self.preview(body, write_checksum(body["account"]))
        columns = list_columns(_write_actions(ProposalDraft.model_validate(body)))
        prepared = self.prepare("propose", body, GOVERNOR, "propose", *columns, told["description"])
        return told | prepared | {"begins_at": NOON, "ends_at": NOON}

    def confirms(self, **changes):
        """Have what was sent confirmed and counted."""
        self.progress = PENDING | {"state": "confirmed", "confirmations": 2, "is_counted": True}
        self.relayed = {"state": "confirmed", "sentence": "It is on the network.", "is_counted": True}
        for name, value in changes.items():
            setattr(self, name, value)


def create_own_ballot(support=1, weight=120 * UNIT):
    return {"support": support, "weight": str(weight), "reason": "", "voter": SINGER}


def _write_actions(draft):
    writer = ActionWriter(Contracts(None, load_interfaces()), GOVERNOR)
    return [writer.write(wish) for wish in draft.actions]


def _relay(kind, body):
    if kind == "delegations":
        return Relay(kind=RelayKind.DELEGATION, account=body["account"], nonce=0, delegate=body["delegate"], expiry=9)
    ballot = {"proposal": int(body["proposal"]), "support": body["support"], "reason": body["reason"]}
    return Relay(kind=RelayKind.BALLOT, account=body["account"], nonce=0, **ballot)


def _domain(kind):
    return Domain("Night Shift", CHAIN, FAN_TOKEN if kind == "delegations" else GOVERNOR)


def add_ballots(app, label):
    add_reading(app, label)
    add_relay(app, label.box)
    add_deeds(app, label)


def add_reading(app, label):
    box = label.box

    @app.get("/api/governance/proposals")
    async def proposals():
        return {"proposals": [each.model_dump(mode="json") for each in label.fans.proposals], "next": None}

    @app.get("/api/governance/proposals/{proposal_id}")
    async def proposal(proposal_id: int):
        return (await label.fans.proposal_sheet(proposal_id, None)).proposal

    @app.get("/api/governance/treasury")
    async def treasury():
        return [{"currency": None, "amount": "1", "text": text} for text in box.treasury]

    @app.get("/api/governance/voters/{account}")
    async def voter(account: str):
        return box.describe_voter(account)

    @app.get("/api/governance/proposals/{proposal_id}/voters/{account}")
    async def standing(proposal_id: int, account: str):
        return box.describe_standing(account)

    @app.get("/api/governance/proposals/{proposal_id}/simulation")
    async def simulation(proposal_id: int):
        actions = (await proposal(proposal_id)).actions
        return [{"sentence": action.sentence, "outcome": box.outcome} for action in actions]

    @app.get("/api/governance/transactions/{transaction}")
    async def watch(transaction: str):
        return box.progress | {"explorer_url": f"https://explorer.test/tx/{transaction}"}


def add_relay(app, box):
    @app.get("/api/governance/relay")
    async def relay():
        return {"is_open": box.is_open, "reason": box.reason}

    @app.post("/api/governance/relay/{kind}/draft")
    async def draft(kind: str, body: dict):
        return refuse(box, "draft") or box.draft(kind, body)

    @app.post("/api/governance/relay/{kind}", status_code=202)
    async def bring(kind: str, body: dict):
        return refuse(box, "bring") or box.take(kind, body)

    @app.get("/api/governance/relay/{relay_id}")
    async def watch(relay_id: str):
        return {"id": relay_id, "transaction": None, "transaction_url": None} | box.relayed


def add_deeds(app, label):
    box = label.box

    @app.post("/api/governance/vote")
    async def vote(body: dict):
        ballot = (int(body["proposal"]), body["support"])
        if body["reason"]:
            return box.prepare("vote", body, GOVERNOR, "castVoteWithReason", *ballot, body["reason"])
        return refuse(box, "vote") or box.prepare("vote", body, GOVERNOR, "castVote", *ballot)

    @app.post("/api/governance/delegate")
    async def delegate(body: dict):
        return refuse(box, "delegate") or box.prepare(
            "delegate", body, FAN_TOKEN, "delegate", body["delegate"] or NOBODY
        )

    @app.post("/api/governance/proposals/preview")
    async def preview(body: dict):
        box.previews.append(body)
        return refuse(box, "preview") or box.preview(body)

    @app.post("/api/governance/proposals")
    async def propose(body: dict):
        return refuse(box, "propose") or box.propose(body)

    @app.post("/api/governance/proposals/{proposal_id}/{deed}")
    async def move(proposal_id: int, deed: str, body: dict):
        proposal = (await label.fans.proposal_sheet(proposal_id, None)).proposal
        columns = zip(*((each.target, each.value_wei, each.calldata) for each in proposal.actions), strict=True)
        return refuse(box, deed) or box.prepare(
            deed, body, GOVERNOR, deed, *map(list, columns), proposal.description_hash
        )


def refuse(box, kind):
    """Return a refusal, if one is meant for this."""
    return JSONResponse({"detail": box.refusals[kind]}, 409) if kind in box.refusals else None
