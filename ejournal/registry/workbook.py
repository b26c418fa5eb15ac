"""The workspace's registry workbook as a whole: checked, loaded, and its hidden ids written back."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from ejournal.config import Config
from ejournal.errors import RegistryError, WorkbookError
from ejournal.i18n import Text
from ejournal.parameters import Parameters
from ejournal.registry.check import check_registry
from ejournal.registry.data import RegistryData
from ejournal.registry.load import LoadSummary, load_registry
from ejournal.registry.problems import Problem
from ejournal.registry.read import read_registry
from ejournal.sheets.parts import set_cells
from ejournal.store import Store

IDS_NOT_WRITTEN = Text(
    "Скрытые коды строк не записаны: книга открыта в другой программе или изменилась. Закройте её и загрузите ещё раз.",
    "Саптардын жашыруун коддору жазылган жок: китеп башка программада ачык же өзгөргөн. Аны жаап, кайра жүктөңүз.",
    "The rows' hidden ids were not written: the workbook is open elsewhere or has changed. Close it and load again.",
)


def check_workbook(config: Config, parameters: Parameters) -> tuple[RegistryData, list[Problem]]:
    """The workspace's registry and all its problems. Raises WorkbookError when the file cannot be read."""
    data = read_registry(config.registry)
    return data, check_registry(data, public_holidays(data, parameters))


def load_workbook(config: Config, parameters: Parameters, *, at: datetime, actor: str) -> LoadSummary:
    """Read, check and load the workspace's registry in one transaction, then write the hidden ids into it.

    Raises WorkbookError, StoreBusy, and RegistryError with ``problems``: then nothing was taken over.
    """
    data, problems = check_workbook(config, parameters)
    if problems:
        raise RegistryError(
            f"the registry has problems, and nothing of it was taken over: {len(problems)}",
            problems=problems,
            where=str(config.registry),
            remedy="See them all with: ejournal registry check",
        )
    holidays = public_holidays(data, parameters)
    store = Store.open(config.database_address)
    try:
        summary = load_registry(store, data, zone=config.zone, holidays=holidays, at=at, actor=actor)
    finally:
        store.dispose()
    try:
        write_ids(data.path, summary.ids, data.sha256)
    except WorkbookError:
        summary.notes.append(IDS_NOT_WRITTEN)
    return summary


def write_ids(path: Path, ids: Mapping[str, Mapping[str, str]], expected_sha256: str) -> None:
    """Write hidden ids (tab title -> cell -> id) into the workbook that was read.

    Raises WorkbookError (workbook_busy) where somebody has it open or it is no longer the same.
    """
    if ids:
        set_cells(path, ids, expected_sha256=expected_sha256)


def public_holidays(data: RegistryData, parameters: Parameters) -> frozenset[date]:
    """The fixed public holidays of the years that the registry's semesters touch."""
    days = [day for row in data.tabs.get("semesters", ()) if isinstance(day := row.values.get("start"), date)]
    if not days:
        return frozenset()
    return frozenset(parameters.holidays.holidays_between(min(days), max(days) + timedelta(days=366)))
