"""What a server answers about its storage."""

NOW = 1_800_000_000  # 2027-01-15T08:00:00Z
THREE_HOURS_AGO = "2027-01-15T05:00:00Z"
FIVE_MINUTES_AGO = "2027-01-15T07:55:00+00:00"
CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"


def create_copy(place="embedded", status="pinned", since=THREE_HOURS_AGO, proven_at=THREE_HOURS_AGO, problem=None):
    return {"place": place, "status": status, "since": since, "proven_at": proven_at, "problem": problem}


def create_object(name, *copies, size=52_100_000, is_safe=True, cid=CID):
    return {"cid": cid, "name": name, "size": size, "is_safe": is_safe, "copies": [create_copy(), *copies]}


def create_place(name, kind="service", problem=None, moving_to=None):
    return {"name": name, "kind": kind, "problem": problem, "moving_to": moving_to}


def create_audit(finished_at=THREE_HOURS_AGO, problems=(), **counts):
    counts = {"proofs": 0, "lost": 0, "healed": 0} | counts
    return {"id": "7", "started_at": THREE_HOURS_AGO, "finished_at": finished_at, "problems": list(problems), **counts}


def create_storage(*objects, places=(), required_copies=1, audit=None):
    return {"required_copies": required_copies, "places": list(places), "objects": list(objects), "audit": audit}
