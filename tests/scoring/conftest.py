"""The scheme that the scoring tests stand on."""

import pytest

from ejournal.parameters import RatingScheme, load_parameters, share_folder


@pytest.fixture(scope="session")
def scheme() -> RatingScheme:
    """The shipped scheme of 2026-2027."""
    return load_parameters(share_folder("parameters")).rating("2026-2027")
