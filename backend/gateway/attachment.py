"""Under which name a browser saves what it gets: `Content-Disposition` (RFC 6266, RFC 8187)."""

import re
from urllib.parse import quote

# What cannot stand in a quoted string, and what file systems take for a path.
UNSAFE = re.compile(r'[^ -~]|["\\/]')
# RFC 5987 `attr-char`, beside letters and digits, which `quote` leaves alone.
SAFE_IN_EXTENDED = "!#$&+-.^_`|~"


def disposition(kind: str, name: str) -> str:
    """Word the header: `kind` is `inline` or `attachment`; old clients read the ASCII name, all others the true one."""
    plain = UNSAFE.sub("_", name)
    true_name = "" if plain == name else f"; filename*=UTF-8''{quote(_without_controls(name), safe=SAFE_IN_EXTENDED)}"
    return f'{kind}; filename="{plain}"{true_name}'


def _without_controls(name: str) -> str:
    return "".join(letter if letter.isprintable() and letter not in "/\\" else "_" for letter in name)
