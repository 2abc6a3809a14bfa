"""What the gas bench prints: one line an operation, one column a token."""


def write_table(title, ours, bare_tokens, peers=None):
    """Return our figures beside the bare tokens' and, where they are known, the cheapest of the peers'."""
    lines = [_write_line(title, "ours", *bare_tokens) + ("   cheapest drop in production" if peers else "")]
    for operation, gas in ours.items():
        bare = (_find_figure(token, operation) for token in bare_tokens.values())
        lines.append(_write_line(operation, *map(_show, (gas, *bare))) + _name_cheapest(peers or {}, operation))
    return "\n".join([*lines, "", ""])


def _write_line(title, *cells):
    return f"{title:24}{''.join(f'{cell:>14}' for cell in cells)}"


def _show(gas):
    return "-" if gas is None else f"{gas:,}"


def _name_cheapest(peers, operation):
    known = [(gas, name) for name, peer in peers.items() if (gas := _find_figure(peer, operation))]
    return "".join(f"   {gas:,} {name}" for gas, name in sorted(known)[:1])


def _find_figure(token, operation):
    """Return what the operation costs with a token; nobody but us creates the split with the drop."""
    return token.get(operation.replace("_with_split", ""))
