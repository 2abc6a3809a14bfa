"""A label without a chain: the real pages over values a test may change, and the answers they ask for."""

import io
import math
import struct
import wave
from dataclasses import dataclass, field, replace
from itertools import pairwise

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse
from PIL import Image, ImageDraw

from backend.core.errors import HecticError, NotFound
from backend.drops.schemas import DropDetails, Entry, PhaseDetails
from backend.identity.dependencies import get_viewer
from backend.pages.offers import Sale
from backend.pages.rendering import render_problem, wants_page
from backend.pages.routes import mount_pages
from backend.pages.views import ChainPlace, Credit, DropCard, DropPage, PayeeShare, Sound
from tests.backend.pages.assembly_desk import AssemblyDesk
from tests.backend.pages.ballot_box import BallotBox, add_ballots
from tests.backend.pages.membership import Membership, add_membership, create_wallet
from tests.backend.pages.royalty_desk import Desk, add_royalties
from tests.backend.pages.till import Till
from tests.backend.pages.turntable import Plays, add_plays

CHAIN = 31337
NOON = 1_780_315_200  # 1 June 2026, 12:00 UTC
CONTRACT = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
SPLIT = "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512"
PRICE = 5 * 10**18
PREVIEW_SECONDS = 3
MIX_SECONDS = 9
RATE = 8_000
TONE_HERTZ = 220


def draw_hills(count=400):
    heights = [round(8 + 80 * abs(math.sin(index / 9) * math.cos(index / 31))) for index in range(count)]
    top = "".join(f"l1 {before - after}" for before, after in pairwise(heights))
    bottom = "".join(f"l-1 {before - after}" for before, after in pairwise(reversed(heights)))
    return f"M0 {100 - heights[0]}{top}v{2 * heights[-1]}{bottom}z"


def sound_of(seconds):
    frames = (round(9_000 * math.sin(2 * math.pi * TONE_HERTZ * index / RATE)) for index in range(seconds * RATE))
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", frame) for frame in frames))
    return sink.getvalue()


def draw_cover():
    image = Image.new("RGB", (900, 900), "#20302c")
    draw = ImageDraw.Draw(image)
    for step in range(9):
        draw.ellipse((90 * step, 90 * step, 900, 900), fill=(220 - 12 * step, 110 + 9 * step, 60 + 4 * step))
    sink = io.BytesIO()
    image.save(sink, "PNG")
    return sink.getvalue()


def create_phase(**changes):
    terms = {
        "number": 0,
        "name": "Public sale",
        "audience": "public",
        "price": PRICE,
        "in_currency": False,
        "tier": 0,
        "opens": NOON,
        "closes": 0,
        "wallet_cap": 2,
        "state": "open",
        "yours": None,
    }
    return PhaseDetails(**(terms | changes))


def create_drop(*phases, **changes):
    terms = {
        "slug": "last-tram",
        "address": CONTRACT,
        "split": SPLIT,
        "chain_id": CHAIN,
        "state": "open",
        "minted": 12,
        "supply": 100,
        "least_supply": 0,
        "cut_off": 0,
        "is_closed": False,
        "currency": None,
        "referral_bps": 0,
        "royalty_bps": 750,
        "platform_bps": 0,
        "is_soulbound": False,
        "validator": None,
        "golden": None,
        "tiers": [],
        "phases": phases or (create_phase(),),
        "serials_of_viewer": [],
    }
    return DropDetails(**(terms | changes))


def create_page(**changes):
    parts = {
        "slug": "last-tram",
        "title": "Last Tram Before Sunrise",
        "artist": "Ondine Quartz",
        "description": "Recorded in one take on the rear seat of line 9.\n\nGet on, face backwards.",
        "genre": "Dub techno",
        "credits": (Credit("Written and mixed by", "Ondine Quartz"), Credit("Cover", "Night Shift Print Room")),
        "cover_url": "/cover.png",
        "share_image_url": "http://label.test/cover.png",
        "page_url": "http://label.test/drops/last-tram",
        "accent": "#fc5c1e",
        "sound": Sound("/preview.wav", 2.0, PREVIEW_SECONDS, draw_hills(), MIX_SECONDS, draw_hills(), 124.2),
        "sale": Sale(create_drop(), "POL"),
        "place": ChainPlace(CHAIN, "Local chain", CONTRACT, SPLIT, "https://explorer.test"),
        "payees": (PayeeShare(SPLIT, 375_000), PayeeShare(CONTRACT, 625_000, "Ondine Quartz")),
    }
    return DropPage(**(parts | changes))


def create_access(state, sentence, *serials, needs=()):
    return {"state": state, "sentence": sentence, "serials": list(serials), "needs": list(needs)}


@dataclass
class Label:
    """What the pages are told; `mint` is the answer about every transaction, `refusal` one about preparing it."""

    page: DropPage = field(default_factory=create_page)
    viewer: str | None = None
    mint: dict = field(default_factory=lambda: {"state": "pending", "confirmations": 0, "needed": 2, "serials": []})
    access: dict = field(default_factory=lambda: create_access("stranger", "You hold no edition."))
    membership: Membership = field(default_factory=Membership)
    others: list = field(default_factory=list)
    plays: Plays = field(default_factory=Plays)
    refusal: str | None = None
    told: list = field(default_factory=list)
    entries: dict = field(default_factory=dict)
    till: Till = field(default_factory=Till)
    desk: Desk = field(default_factory=Desk)
    fans: AssemblyDesk = field(default_factory=AssemblyDesk)
    box: BallotBox = field(default_factory=BallotBox)

    async def drop_page(self, slug, viewer):
        if slug != self.page.slug:
            sentence = f"There is no drop called {slug}."
            raise NotFound(sentence)
        return self.page

    async def list_pages(self):
        pages = [self.page, *self.others]
        return [DropCard(page.slug, page.title, page.artist, page.cover_url, page.sale) for page in pages]

    def adds(self, slug, title):
        """Release something else beside the drop."""
        self.others.append(create_page(slug=slug, title=title))

    @property
    def drop(self):
        return self.page.sale.drop

    def sell(self, drop):
        """Sell something else from now on."""
        self.page = replace(self.page, sale=Sale(drop, "POL"))

    def offers(self, *phases, **changes):
        """Sell in these phases from now on."""
        self.sell(create_drop(*phases, **changes))

    def sells(self, state=None, **changes):
        """Change the drop, or its only phase, as it stands."""
        terms = {name: value for name, value in changes.items() if name in PhaseDetails.model_fields}
        whole = {name: value for name, value in changes.items() if name in DropDetails.model_fields}
        if state:
            terms["state"], whole["state"] = "open" if state == "paused" else state, state
        drop = self.drop.model_dump() | whole
        drop["phases"] = [phase | terms for phase in drop["phases"]]
        self.sell(DropDetails(**drop))

    def lists(self, phase, wallet, quantity, price):
        """Put a wallet on a phase's list."""
        self.entries[phase, wallet.lower()] = Entry(quantity=quantity, price=price)

    def answer(self, wallet):
        """Describe the drop to a wallet."""
        phases = [
            phase.model_copy(update={"yours": self.entries.get((phase.number, wallet.lower()))})
            for phase in self.drop.phases
        ]
        return self.drop.model_copy(update={"phases": phases}).model_dump(mode="json")

    def confirms(self, *serials):
        self.mint = {"state": "confirmed", "confirmations": 2, "needed": 2, "serials": list(serials)}
        self.sells(minted=self.drop.minted + len(serials))

    def grants(self, *serials):
        self.access = create_access("holder", "You hold an edition.", *serials)

    def revokes(self):
        self.access = create_access("stranger", "Your edition was passed on.")


@dataclass
class Named:
    label_name: str = "Hectic"
    explorer_url: str = "https://explorer.test"


def create_label_app(label, files):
    app = FastAPI()
    app.state.settings, app.state.pages, app.state.governance_pages = Named(), label, label.fans
    app.state.contracts = label.fans.contracts
    app.dependency_overrides[get_viewer] = lambda: label.viewer
    mount_pages(app)
    add_errors(app)
    add_files(app, label, files)
    add_sales(app, label)
    add_identity(app, label)
    add_plays(app, label, files / "mix.wav")
    add_membership(app, label)
    add_royalties(app, label.desk)
    add_ballots(app, label)
    return app


def add_errors(app):
    @app.exception_handler(HecticError)
    async def answer(request: Request, error: HecticError):
        if wants_page(request):
            return render_problem(request, error)
        return JSONResponse({"detail": error.sentence}, error.status)


def add_files(app, label, directory):
    for name, content in (
        ("cover.png", draw_cover()),
        ("preview.wav", sound_of(PREVIEW_SECONDS)),
        ("mix.wav", sound_of(MIX_SECONDS)),
    ):
        if not (directory / name).exists():
            (directory / name).write_bytes(content)

    @app.get("/cover.png")
    async def cover():
        return FileResponse(directory / "cover.png")

    @app.get("/preview.wav")
    async def preview():
        return FileResponse(directory / "preview.wav")


def add_sales(app, label):
    @app.get("/api/network")
    async def network():
        coin = {"name": "POL", "symbol": "POL", "decimals": 18}
        return {
            "chainId": hex(CHAIN),
            "chainName": "Local chain",
            "nativeCurrency": coin,
            "rpcUrls": ["http://127.0.0.1:1"],
        }

    @app.get("/api/drops/{slug}")
    async def drop(wallet: str = ""):
        return label.answer(wallet)

    @app.post("/api/drops/{slug}/mints")
    async def prepare(body: dict):
        if label.refusal:
            return JSONResponse({"detail": label.refusal}, 409)
        return label.till.prepare(label.drop, label.answer(body["account"]), body)

    @app.post("/api/drops/{slug}/mints/{transaction}", status_code=204)
    async def remember(transaction: str, body: dict):
        label.told.append((transaction, body["account"]))

    @app.get("/api/drops/{slug}/mints/{transaction}")
    async def watch(transaction: str):
        return label.mint | {"explorer_url": f"https://explorer.test/tx/{transaction}"}


def add_identity(app, label):
    @app.post("/api/sign-in/challenge")
    async def challenge(body: dict):
        return {"message": f"label.test wants you to sign in with {body['address']}"}

    @app.post("/api/sign-in")
    async def sign_in(body: dict):
        label.viewer = body["message"].split()[-1]
        label.membership.wallets.append(create_wallet(label.viewer))
        return {"address": label.viewer}

    @app.delete("/api/session", status_code=204)
    async def sign_out():
        label.viewer = None

    @app.get("/api/releases/{slug}/access")
    async def access():
        if label.viewer is None:
            return create_access("anonymous", "Sign in first.", needs=label.access["needs"])
        return label.access
