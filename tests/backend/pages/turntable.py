"""Plays without a ledger: who asked for a mix, what was answered, and its sound while it lasts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fastapi.responses import FileResponse, JSONResponse, Response

LEASE = timedelta(seconds=120)


@dataclass
class Plays:
    """What was asked; `refusal` is (status, sentence) for whoever goes on, and their sound stops."""

    asked: list = field(default_factory=list)
    ended: list = field(default_factory=list)
    refusal: tuple[int, str] | None = None
    lease: timedelta = LEASE
    renew_after_seconds: int = 60
    number: int = 1
    listeners: int = 0
    playlist_url: str | None = None

    def refuses(self, status, sentence):
        self.refusal = (status, sentence)

    def moves(self):
        """Put the sound at another address: the play before has lapsed."""
        self.number += 1

    def answer(self, slug, body):
        self.asked.append((slug, body.get("renews")))
        return {
            "play": f"play-{slug}-{self.number}",
            "url": f"/hear/{slug}-{self.number}/mix",
            "playlist_url": self.playlist_url,
            "expires_at": (datetime.now(UTC) + self.lease).isoformat(),
            "renew_after_seconds": self.renew_after_seconds,
            "serial": 42,
            "sentence": "You hold an edition.",
        }


def add_plays(app, label, sound):
    plays = label.plays

    @app.post("/api/releases/{slug}/play")
    async def play(slug: str, body: dict):
        if label.viewer is None:
            return JSONResponse({"detail": "Sign in first."}, 401)
        if label.access["state"] != "holder":
            return JSONResponse({"detail": label.access["sentence"]}, 403)
        if plays.refusal and body.get("renews"):
            status, sentence = plays.refusal
            return JSONResponse({"detail": sentence}, status)
        return plays.answer(slug, body)

    @app.get("/api/drops/{slug}/listeners")
    async def listeners(slug: str):
        # One event and the end; the page asks again only after a while.
        event = f'retry: 60000\ndata: {{"listeners": {plays.listeners}}}\n\n'
        return Response(event, media_type="text/event-stream")

    @app.delete("/api/plays/{play_id}", status_code=204)
    async def stop(play_id: str):
        plays.ended.append(play_id)

    @app.api_route("/hear/{ticket}/mix", methods=["GET", "HEAD"])
    async def hear(ticket: str):
        is_on = label.access["state"] == "holder" and not plays.refusal and ticket.endswith(f"-{plays.number}")
        return FileResponse(sound, headers={"Cache-Control": "no-store"}) if is_on else Response(status_code=403)
