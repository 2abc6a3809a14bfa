"""What can be wrong with an export, or with where its files shall go."""

from pathlib import Path

from backend.core.errors import Conflict, Invalid, NotFound, Unavailable


class NoExport(Invalid):
    """The folder is something else."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder} is no export of a release ({reason}). Name the folder that `export` wrote.")


class ExportFileMissing(NotFound):
    """The export is not whole."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing. Take it from another copy of the export.")


class ExportFileBroken(Invalid):
    """An archive is not the object its name says."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(f"{path} is broken, take it from another copy of the export. {sentence}")


class KeysClosed(Invalid):
    """The keys do not open: another passphrase, or another file."""

    def __init__(self) -> None:
        super().__init__(
            "keys.age does not open. Type the passphrase it was exported with, or take the file from another copy."
        )


class TargetTaken(Conflict):
    """Nothing is ever replaced."""

    def __init__(self, target: Path) -> None:
        super().__init__(f"{target} is there already and was not touched. Name a new folder with --to.")


class TargetUnwritable(Unavailable):
    """The disk is full, or nobody may write there."""

    def __init__(self, target: Path, reason: str) -> None:
        super().__init__(f"{target} cannot be written ({reason}). Make room for twice the export, or correct --to.")
