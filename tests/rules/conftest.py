"""A clean world of one journal, into which each test plants one defect."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from planted import TODAY, journals_frame, lesson_frame, marks_frame

from ejournal import columns
from ejournal.parameters import Parameters, load_parameters, share_folder
from ejournal.rules import Inputs, run


@pytest.fixture
def clean() -> Inputs:
    """A journal without any finding: one complete lesson with one mark."""
    frames = {name: columns.FRAMES[name].empty() for name in Inputs.__dataclass_fields__}
    return replace(Inputs(**frames), lessons=lesson_frame(), marks=marks_frame({}), journals=journals_frame())


@pytest.fixture(scope="session")
def parameters() -> Parameters:
    """The shipped parameters."""
    return load_parameters(share_folder("parameters"))


@pytest.fixture
def found(clean: Inputs, parameters: Parameters) -> Callable[..., pd.DataFrame]:
    """Run every rule over the clean world with some frames replaced."""

    def apply(**frames: pd.DataFrame) -> pd.DataFrame:
        return run(replace(clean, **frames), TODAY, parameters)

    return apply
