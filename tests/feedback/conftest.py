"""The tiny university's workbooks, filled and evaluated."""

import pytest
from feedback_world import evaluate, fill

from ejournal.config import Config


@pytest.fixture
def evaluated(workspace: Config) -> Config:
    """A workspace with one workbook filled in, synced, validated and scored."""
    fill(workspace)
    evaluate(workspace)
    return workspace
