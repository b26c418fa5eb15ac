"""The exception tree. A problem in the data is a row (a finding); an exception is for what stops the work.

::

    EjournalError                what, where, value, remedy          exit 1
     ├─ ConfigError              ejournal.toml or EJOURNAL_* are off exit 2
     ├─ ParameterError           a parameters/ file or a run's parameter is off   exit 2
     ├─ RegistryError            the registry workbook has problems; .problems lists all of them
     ├─ EntryError               a file of points has problems; .problems lists all of them
     ├─ WorkbookError            a workbook cannot be read; .code says why
     ├─ StoreError               the dataset cannot be opened or is of another version
     │   └─ StoreBusy            another writer holds it             exit 75
     ├─ ReportError              a notebook or its print failed
     ├─ ArchiveError             the archive's chain does not hold
     └─ BackupError              a backup cannot be made, or is not what its manifest says
"""

from collections.abc import Sequence


class EjournalError(Exception):
    """What went wrong, where, on which value, and what to do about it; the same are attributes."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", value: object = None, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.value = value
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        value = "" if self.value is None else f" ({self.value!r})"
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{value}{remedy}"


class ConfigError(EjournalError):
    """The workspace's settings cannot be used."""

    exit_code = 2


class ParameterError(EjournalError):
    """A parameters file, or a parameter given to a run, is unknown, missing or mistyped."""

    exit_code = 2


class RegistryError(EjournalError):
    """The registry workbook has problems; nothing of it was taken over."""

    def __init__(self, what: str, *, problems: Sequence[object] = (), **place: object) -> None:
        super().__init__(what, **place)  # type: ignore[arg-type]
        self.problems = list(problems)


class EntryError(EjournalError):
    """A file of points has problems; nothing of it was taken over."""

    def __init__(self, what: str, *, problems: Sequence[object] = (), **place: object) -> None:
        super().__init__(what, **place)  # type: ignore[arg-type]
        self.problems = list(problems)


class WorkbookError(EjournalError):
    """A workbook cannot be read; ``code`` is one of columns.QUARANTINE's ``workbook_*`` codes."""

    def __init__(self, what: str, *, code: str, **place: object) -> None:
        super().__init__(what, **place)  # type: ignore[arg-type]
        self.code = code


class StoreError(EjournalError):
    """The dataset cannot be opened, or is of a version that this program does not know."""


class StoreBusy(StoreError):
    """Another process is writing and did not finish in time."""

    exit_code = 75


class ReportError(EjournalError):
    """A notebook or its typesetting failed; the partial output was kept."""


class ArchiveError(EjournalError):
    """A file of the archive is missing or not what its manifest says."""


class BackupError(EjournalError):
    """A backup cannot be made or restored; nothing was overwritten."""
