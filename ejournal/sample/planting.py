"""A clean university's edits, and mistakes planted in them on request: each for one rule, at a cell that is noted.

A planter is entered under the id of the rule that is to find its mistakes. What the same mistake makes other rules say
is noted too, so that whatever is found beside is nobody's doing.
"""

from collections.abc import Callable, Mapping
from datetime import date

from ejournal.errors import ParameterError
from ejournal.sample.edits import Edit
from ejournal.sample.journals import Journal
from ejournal.sample.keeping import Keeper
from ejournal.sample.planting_ground import Ground, Ordered
from ejournal.sample.planting_refused import REFUSED

Planter = Callable[[Ground, str, int], None]
PLANTERS: dict[str, Planter] = {}
"""Rule -> what plants so many mistakes for it."""
_SCARCE: dict[str, int] = {}
"""Rule -> how scarce the places for its mistakes are; the scarcest are planted first."""


def planter(rule: str, scarce: int = 0) -> Callable[[Planter], Planter]:
    """Enter the decorated function as this rule's planter."""

    def enter(function: Planter) -> Planter:
        PLANTERS[rule] = function
        _SCARCE[rule] = scarce
        return function

    return enter


def check_plants(plants: Mapping[str, int]) -> None:
    """Raises ParameterError for a rule that nothing can be planted for, with the reason, and for a bad count."""
    for rule, count in plants.items():
        if rule not in PLANTERS:
            known = f"Can be planted: {', '.join(sorted(PLANTERS))}"
            reason = REFUSED.get(rule, "no mistake is known that this rule would find")
            raise ParameterError(reason, where="--plant", value=rule, remedy=known)
        if count < 0:
            raise ParameterError(
                "not a number of mistakes", where=f"--plant {rule}", value=count, remedy="Give 1 or so"
            )


def clean_edits(
    journals: list[Journal],
    seed: int,
    start: date,
    until: date,
    plants: Mapping[str, int],
    homes: Mapping[str, int],
    ordered: Ordered | None = None,
) -> list[Edit]:
    """Everything that faultless teachers do, and the mistakes planted in it, in order of time; pure.

    ``plants``: rule -> number of mistakes; ``homes``: journal -> number of its workbook; ``ordered``: what was planted
    in the registry already. Raises ParameterError.
    """
    check_plants(plants)
    ground = Ground([Keeper(journal, seed, until, clean=True) for journal in journals], start, homes, ordered or {})
    for rule in sorted(plants, key=lambda rule: (-_SCARCE[rule], rule)):
        PLANTERS[rule](ground, rule, plants[rule])
    edits = (edit for own in ground.edits.values() for edit in own)
    return sorted((edit for edit in edits if edit.moment <= ground.last), key=lambda edit: edit.moment)
