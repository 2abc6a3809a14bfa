"""Say what is kept, where, and whether all of it is safe."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from scripts._words import say_age, say_count, say_size

OWN = "embedded"
GAP = "  "

Fields = dict[str, Any]


def write_status(storage: Fields, now: float) -> str:
    """Return the whole table and what follows from it; `now` is in Unix seconds."""
    named = sorted((entry for entry in storage["objects"] if entry["name"]), key=lambda entry: str(entry["name"]))
    forgotten = [entry for entry in storage["objects"] if not entry["name"]]
    parts = (
        _write_places(storage["places"]),
        _write_table(named, [OWN, *(place["name"] for place in storage["places"])], now),
        _write_problems(named),
        _write_forgotten(forgotten),
        _write_audit(storage["audit"], now),
        [_judge(storage, named)],
    )
    return "\n\n".join("\n".join(part) for part in parts if part)


def is_safe(storage: Fields) -> bool:
    """Tell whether every object that is needed has all its copies."""
    return all(entry["is_safe"] for entry in storage["objects"] if entry["name"])


def say_copies(objects: Sequence[Fields]) -> str | None:
    """Say how many copies of a release are made beside the server's own; `None` when there are to be none."""
    copies = [copy for entry in objects for copy in entry["copies"] if copy["place"] != OWN]
    made = sum(copy["status"] == "pinned" for copy in copies)
    if not copies:
        return None
    return f"Copies elsewhere: {made} of {len(copies)} are made; `ape run storage status` shows how far all are."


def _write_places(places: Sequence[Fields]) -> list[str]:
    lines = [f"{OWN}: this server's own store"]
    for place in places:
        moving = f", everything moves to {place['moving_to']}" if place["moving_to"] else ""
        trouble = f" - {place['problem']}" if place["problem"] else ""
        lines.append(f"{place['name']}: {place['kind']}{moving}{trouble}")
    return lines


def _write_table(objects: Sequence[Fields], places: Sequence[str], now: float) -> list[str]:
    rows: list[list[str]] = [["", "size", *places]]
    for release, entries in groupby(objects, key=lambda entry: str(entry["name"]).partition("/")[0]):
        rows.append([release])
        rows.extend(_write_row(entry, places, now) for entry in entries)
    if len(rows) == 1:
        return ["Nothing is kept yet."]
    widths = [max(len(row[column]) for row in rows if len(row) > column) for column in range(len(rows[0]))]
    return [_line_up(row, widths) for row in rows]


def _write_row(entry: Fields, places: Sequence[str], now: float) -> list[str]:
    copies = {copy["place"]: copy for copy in entry["copies"]}
    name = str(entry["name"]).partition("/")[2] or entry["name"]
    words = [_say_copy(copies[place], now) if place in copies else "no copy" for place in places]
    return [f"{GAP}{name}", say_size(entry["size"]), *words]


def _line_up(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        text.rjust(width) if column == 1 else text.ljust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=False))
    ]
    return GAP.join(cells).rstrip()


def _say_copy(copy: Fields, now: float) -> str:
    if copy["status"] != "pinned":
        return f"{copy['status']} for {say_age(copy['since'], now)}"
    return f"pinned, proven {say_age(copy['proven_at'], now)} ago" if copy["proven_at"] else "pinned, not proven yet"


def _write_problems(objects: Sequence[Fields]) -> list[str]:
    """Say what is wrong with copies; a place that is down would say the same of each."""
    concerned: dict[tuple[str, str], list[str]] = {}
    for entry in objects:
        for copy in entry["copies"]:
            if copy["problem"]:
                concerned.setdefault((copy["place"], copy["problem"]), []).append(entry["name"])
    return [f"{_name_some(names)} at {place}: {problem}" for (place, problem), names in concerned.items()]


def _name_some(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1:,} more"


def _write_forgotten(objects: Sequence[Fields]) -> list[str]:
    if not objects:
        return []
    listed = (f"{GAP}{entry['cid']}{GAP}{say_size(entry['size'])}" for entry in objects)
    return ["No release needs these; `ape run storage unpin` removes one:", *listed]


def _write_audit(audit: Fields | None, now: float) -> list[str]:
    if audit is None:
        return ["There was no audit yet: `ape run storage audit` starts one."]
    if audit["finished_at"] is None:
        return [f"An audit runs for {say_age(audit['started_at'], now)}: {say_count(audit['proofs'], 'proof')} so far."]
    return [f"Last audit {say_age(audit['finished_at'], now)} ago: {say_findings(audit)}", *_list_problems(audit)]


def say_findings(audit: Fields) -> str:
    """Say what an audit found."""
    found = f"{say_count(audit['proofs'], 'proof')}, {say_count(audit['lost'], 'copy')} lost"
    return f"{found}, {audit['healed']:,} healed."


def _list_problems(audit: Fields) -> Iterator[str]:
    return (f"{GAP}{problem}" for problem in audit["problems"])


def _judge(storage: Fields, objects: Sequence[Fields]) -> str:
    lacking, needed = [entry for entry in objects if not entry["is_safe"]], storage["required_copies"]
    place = f"here and at {say_count(needed, 'other place')}"
    if lacking:
        return (
            f"NOT SAFE: {len(lacking)} of {say_count(len(objects), 'object')} lacking copies. Each should be {place}."
        )
    if needed == 0:
        return "SAFE here, but no copy elsewhere is asked for: set PINNING_PLACES and PINNING_COPIES."
    return f"SAFE: {say_count(len(objects), 'object')}, each {place}."
