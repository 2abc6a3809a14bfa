"""Headers that keep browsers from doing with an answer what it is not for."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Header = tuple[bytes, bytes]

ALWAYS: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    # Wallets that live on a site of their own open a window and talk to the page.
    (b"cross-origin-opener-policy", b"same-origin-allow-popups"),
)
SECURE_ONLY: Header = (b"strict-transport-security", b"max-age=31536000")
POLICY = b"content-security-policy"
INERT: Header = (POLICY, b"default-src 'none'; frame-ancestors 'none'; sandbox")
RESOURCE_POLICY = b"cross-origin-resource-policy"
PUBLIC = b"access-control-allow-origin"
# A worker is bound by the policy its script came with.
SCRIPTS = (b"text/javascript", b"application/javascript")


class SecurityHeaders:
    """Completes the headers of every answer; what the application says itself stays."""

    def __init__(self, app: ASGIApp, *, is_secure: bool) -> None:
        self._app = app
        self._always = (*ALWAYS, SECURE_ONLY) if is_secure else ALWAYS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete the headers of its answer."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": self._complete(message.get("headers", ()))}
            await send(message)

        await self._app(scope, receive, complete)

    def _complete(self, headers: Iterable[Header]) -> list[Header]:
        complete = list(headers)
        given = dict(complete)
        complete.extend(header for header in self._always if header[0] not in given)
        if POLICY not in given and not given.get(b"content-type", b"").startswith(SCRIPTS):
            complete.append(INERT)
        if RESOURCE_POLICY not in given:
            complete.append((RESOURCE_POLICY, b"cross-origin" if PUBLIC in given else b"same-origin"))
        return complete
