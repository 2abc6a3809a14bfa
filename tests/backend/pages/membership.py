"""Members without a ledger: what an account has, what a label may see, and what was done about it."""

from dataclasses import dataclass, field

from fastapi.responses import JSONResponse

FAN = "0xf1f1f1F1f1f1F1F1f1f1F1F1F1F1F1F1f1F1f1F1"
SAFE = "0x5252525252525252525252525252525252525252"
VAULT = "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512"
CONTRACT = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
MORNING = "2026-06-01T09:00:00Z"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


def create_wallet(address, **changes):
    return {"address": address, "is_contract": False, "proven_at": MORNING} | changes


def create_session(name, agent, **changes):
    times = {"created_at": MORNING, "seen_at": MORNING, "expires_at": "2026-06-08T09:00:00Z"}
    return {"id": name, "agent": agent, "address": FAN, "is_current": False} | times | changes


def create_play(name, **changes):
    play = {
        "id": name,
        "slug": "last-tram",
        "recording": "mix",
        "wallet": FAN,
        "address": FAN,
        "contract": CONTRACT,
        "token_id": "42",
        "started_at": MORNING,
        "expires_at": MORNING,
        "ended_at": MORNING,
        "end_reason": "stopped",
        "bytes_sent": 3 * 2**20,
        "ripping_at": None,
    }
    return play | changes


def create_holding(*serials, **changes):
    holding = {
        "slug": "last-tram",
        "title": "Last Tram Before Sunrise",
        "artist": "Ondine Quartz",
        "cover_url": "/cover.png",
        "serials": list(serials),
        "pending_serials": [],
        "wallet": FAN,
        "is_vault": False,
    }
    return holding | changes


@dataclass
class Membership:
    """What a signed-in fan has; `owns_label` lets them see every play."""

    wallets: list = field(default_factory=lambda: [create_wallet(FAN), create_wallet(SAFE, is_contract=True)])
    sessions: list = field(
        default_factory=lambda: [create_session("here", CHROME, is_current=True), create_session("phone", IPHONE)]
    )
    vaults: list = field(default_factory=lambda: [{"vault": VAULT, "delegate": FAN, "kind": "all", "is_settled": True}])
    plays: list = field(default_factory=lambda: [create_play("one")])
    holdings: list = field(default_factory=lambda: [create_holding(42)])
    owns_label: bool = True
    page_size: int = 50
    asked: list = field(default_factory=list)


def add_membership(app, label):
    add_account(app, label.membership)
    add_record(app, label.membership)


def add_account(app, membership):
    @app.get("/api/account")
    async def account():
        return {"address": FAN, "wallets": membership.wallets, "sessions": membership.sessions}

    @app.delete("/api/account/wallets/{address}", status_code=204)
    async def remove_wallet(address: str):
        membership.wallets = [wallet for wallet in membership.wallets if wallet["address"] != address]

    @app.delete("/api/account/sessions/{name}", status_code=204)
    async def end_session(name: str):
        membership.sessions = [session for session in membership.sessions if session["id"] != name]

    @app.delete("/api/account/sessions", status_code=204)
    async def end_others():
        membership.sessions = [session for session in membership.sessions if session["is_current"]]

    @app.get("/api/account/vaults")
    async def vaults():
        return membership.vaults

    @app.get("/api/account/plays")
    async def plays():
        return {"plays": membership.plays, "next": None}

    @app.get("/api/collection")
    async def collection():
        return membership.holdings


def add_record(app, membership):
    @app.get("/api/plays")
    async def record(slug: str = "", wallet: str = "", day: str = "", before: str = ""):
        if not membership.owns_label:
            return JSONResponse({"detail": "Only the label's owner sees who listened."}, 403)
        membership.asked.append((slug, wallet, day, before))
        found = [play for play in membership.plays if not slug or play["slug"] == slug]
        first = next((index + 1 for index, play in enumerate(found) if play["id"] == before), 0)
        page = found[first : first + membership.page_size]
        has_more = first + len(page) < len(found)
        return {"plays": page, "next": page[-1]["id"] if has_more else None}
