"""What can go wrong with a request to the gateway."""

from backend.core.errors import HecticError, Invalid


class MalformedPath(Invalid):
    """A path names something no directory can hold."""

    status = 400

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"'{text}' cannot be followed: {reason}. Write the names of entries between single slashes.")


class MalformedQuery(Invalid):
    """A parameter of a gateway request has a value it cannot have."""

    status = 400

    def __init__(self, parameter: str, value: str, remedy: str) -> None:
        super().__init__(f"'{value}' is no value of {parameter}. {remedy}", field=parameter)


class NotServed(HecticError):
    """The content is asked for in a form this gateway does not make."""

    status = 406

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"This gateway does not make {wanted}. Ask for the file itself, for format=raw or for format=car."
        )


class NotCached(HecticError):
    """`only-if-cached` asks for what the label does not keep (IPFS Path Gateway §2.1.3)."""

    status = 412

    def __init__(self, cid: object) -> None:
        super().__init__(f"This label does not keep {cid} and fetches nothing. Ask another IPFS gateway.")
