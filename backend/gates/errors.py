"""Why a gate cannot be asked, or be set."""

from backend.core.errors import Invalid, NotFound, TooLarge


class MixMissing(NotFound):
    """There is no drop, or nothing sealed to play."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"There is no mix to play at “{slug}”. Check the address, or publish it first.")


class GateWrong(Invalid):
    """A gate breaks a rule of the schema; `path` says where."""

    def __init__(self, path: str, wrong: str) -> None:
        super().__init__(f"{path or 'The gate'}: {wrong}.", field=path or None)


class DropUnknown(Invalid):
    """A gate names a drop that this label does not have."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"The gate names the drop “{slug}”, and no release is called that. Correct it.", field="drop")


class ListUnknown(Invalid):
    """A gate names a list that was not handed in."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The gate names the list “{name}”, which is not here yet. Hand it in first, then set the gate again.",
            field="allow_list",
        )


class ListUnreadable(Invalid):
    """A line of a list cannot be taken."""

    def __init__(self, line: int, wrong: str) -> None:
        super().__init__(f"Line {line} of the list {wrong}.", field="list")


class ListTooLarge(TooLarge):
    """A list is longer than gates ask."""

    def __init__(self, limit_bytes: int, most_wallets: int) -> None:
        super().__init__(
            f"A list is at most {limit_bytes // 1024**2} MB for {most_wallets:,} wallets. Spread it over two lists."
        )


class GatesTooLarge(TooLarge):
    """The lists of a release's gates are more than is taken at once."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(
            f"The gates of a release are at most {limit_bytes // 1024**2} MB with their lists. Hand each list in by "
            "itself, then set the gates again."
        )


class EntitlementMissing(NotFound):
    """Nothing was given by this name."""

    def __init__(self, source: str) -> None:
        super().__init__(f"Nothing was given as “{source}”. Load the list of what was given again.")
