"""A directory as a page that people can read: plain HTML that runs nothing."""

import hashlib
from base64 import b64encode
from html import escape
from string import Template
from urllib.parse import quote, unquote

from backend.gateway.content_path import ContentPath
from backend.ipfs.cid import Cid
from backend.ipfs.dag_pb import Link
from backend.ipfs.listing import Listing

MAX_ENTRIES = 1000
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "h1{font-size:1.25rem;overflow-wrap:anywhere}"
    "table{width:100%;border-collapse:collapse}td,th{padding:.25rem .5rem;text-align:left;overflow-wrap:anywhere}"
    "td+td,th+th{text-align:right;white-space:nowrap}"
)
PAGE = Template(
    "<!doctype html>\n"
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>$path</title><style>$style</style></head>\n"
    "<body><h1>$path</h1>\n$parent<table>\n"
    '<thead><tr><th scope="col">Name</th><th scope="col">Size</th></tr></thead>\n<tbody>\n$rows</tbody></table>\n'
    "$note</body></html>\n"
)
ROW = '<tr><td><a href="./{link}">{name}</a></td><td>{size}</td></tr>\n'
PARENT = '<p><a href="../">One directory up</a></p>\n'
CUT_OFF = (
    "<p>Only {count} of its entries are shown. Add the name of a file to the address to read any of the others.</p>\n"
)
POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# The page of one directory changes when its looks do.
VERSION = hashlib.sha256(f"{PAGE.template}{STYLE}{ROW}{PARENT}{CUT_OFF}".encode()).hexdigest()[:16]
STEP = 1000
UNITS = ("kB", "MB", "GB", "TB")


def render(path: ContentPath, listing: Listing) -> str:
    """Write the page of the directory at `path`."""
    return PAGE.substitute(
        path=escape(unquote(str(path))),
        style=STYLE,
        parent=PARENT if path.names else "",
        rows="".join(_render_row(entry) for entry in listing.entries),
        note="" if listing.is_complete else CUT_OFF.format(count=f"{len(listing.entries):,}"),
    )


def etag(directory: Cid) -> str:
    """Return the validator that the specification gives to generated pages."""
    return f'"DirIndex-{VERSION}_CID-{directory}"'


def _render_row(entry: Link) -> str:
    return ROW.format(link=quote(entry.name, safe=""), name=escape(entry.name), size=format_size(entry.total_size))


def format_size(size: int) -> str:
    """Write a number of bytes the way people read it."""
    amount, unit = float(size), "B"
    for larger in UNITS:
        if round(amount, 1) < STEP:
            break
        amount, unit = amount / STEP, larger
    return f"{amount:.0f} B" if unit == "B" else f"{amount:.1f} {unit}"
