"""Why a gate cannot be asked, or be set."""

from backend.core.errors import Invalid, NotFound


class MixMissing(NotFound):
    """There is no drop, or nothing sealed to play."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"There is no mix to play at “{slug}”. Check the address, or publish it first.")


class GateWrong(Invalid):
    """A gate breaks a rule of the schema; `path` says where."""

    def __init__(self, path: str, wrong: str) -> None:
        super().__init__(f"{path or 'The gate'}: {wrong}.", field=path or None)
