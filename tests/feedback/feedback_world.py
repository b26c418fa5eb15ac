"""A filled workbook, synced, validated and scored: what feedback writes from."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hands import Hand, run_sync

from ejournal import pipeline
from ejournal.config import Config, load_config
from ejournal.feedback import FeedbackSummary, feedback
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.sheets import Grid, read_workbook

TODAY = date(2026, 9, 30)
AT = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
LECTURES = "2026-1/ИТ-1-26/Асанов Азамат Токтогулович.xlsx"
LABS = "2026-1/ИТ-1-26/Петрова Ольга Ивановна.xlsx"
SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 15), date(2026, 9, 22))


def provisioned(registered: Config) -> Config:
    """The workspace with its settings as the environment has them now, and its workbooks."""
    config = load_config(registered.workspace)
    provision(config, load_parameters(config.parameters), today=date(2026, 8, 28), at=datetime(2026, 8, 28, tzinfo=UTC))
    return config


def fill(config: Config) -> None:
    """Three lectures complete, the fourth with a number that disagrees, the fifth blank."""
    hand = Hand(config)
    hand.fill(SEPTEMBER[0], {"26-001": "5/4", "26-002": "кж"}, 1)
    hand.fill(SEPTEMBER[1], {"26-001": "4", "26-002": "кж", "26-003": "у"}, 2)
    hand.fill(SEPTEMBER[2], {"26-001": "3"}, 0)
    hand.fill(SEPTEMBER[3], {"26-003": "кж"}, 0)
    hand.save()


def evaluate(config: Config, at: datetime = AT) -> None:
    """Sync, validation, and the points of the first checkpoint."""
    run_sync(config, at)
    pipeline.validate(config.workspace, today=TODAY, at=at)
    pipeline.score(config.workspace, semester="2026-1", checkpoint=1, today=TODAY, at=at)


def run(config: Config, **options: Any) -> FeedbackSummary:
    """Feedback of that day."""
    settings = {"today": TODAY, "at": AT} | options
    return feedback(config, load_parameters(config.parameters), **settings)


def tab(path: Path, title: str) -> Grid:
    """One tab of a workbook."""
    return next(grid for grid in read_workbook(path) if grid.title == title)


def texts(grid: Grid) -> list[list[object]]:
    """The filled cells of each row from 2 on."""
    return [[value for value in row if value != ""] for row in grid.rows[1:]]
