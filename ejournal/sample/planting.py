"""A clean university's edits, and mistakes planted in them on request: each for one rule, at a cell that is noted.

A planter is entered under the id of the rule that is to find its mistakes. What the same mistake makes other rules say
is noted too, so that whatever is found beside is nobody's doing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from ejournal.errors import ParameterError
from ejournal.sample.character import chance
from ejournal.sample.edits import Action, Column, Defect, Edit
from ejournal.sample.entering import Entered
from ejournal.sample.journals import Journal, Slot
from ejournal.sample.keeping import Keeper
from ejournal.sample.plans import plan_edits, work_edits
from ejournal.sample.truth import Meant

LAST = time(23, 20)
"""When tables are spoilt: after everybody's last entry was read."""
REFUSED: dict[str, str] = {}
"""Rule -> why nothing in a workbook or in the registry can be planted for it."""


@dataclass(frozen=True)
class Site:
    """One lesson of a journal, entered rightly, at which a mistake can be planted."""

    keeper: Keeper
    entered: Entered

    @property
    def slot(self) -> Slot:
        """The lesson's date and pair."""
        return self.entered.lesson.slot

    @property
    def journal(self) -> Journal:
        """The lesson's journal."""
        return self.keeper.journal

    def pick(self, options: list[str], name: str) -> str:
        """One of these, the same for this lesson and name."""
        return self.keeper.pick(options, name, self.entered.lesson)


Fits = Callable[[Site], bool]


class Ground:
    """The edits of a clean university by journal, and where in them there is still room for a mistake."""

    def __init__(self, keepers: list[Keeper], start: date, homes: Mapping[str, int]) -> None:
        self.keepers = {keeper.journal.code: keeper for keeper in keepers}
        self.homes = homes
        self.seed, self.until = keepers[0].seed, keepers[0].until
        self.last = datetime.combine(self.until, LAST)
        first_day = min(lesson.date for keeper in keepers for lesson in keeper.journal.lessons)
        self.edits = {keeper.journal.code: _clean(keeper, start, first_day) for keeper in keepers}
        self._used: dict[str, set[Slot]] = defaultdict(set)
        self._plants: Counter[str] = Counter()

    def sites(self, rule: str, count: int, fits: Fits = lambda site: True) -> Iterator[Site]:
        """So many lessons before the last day, each in a journal of its own while there are enough.

        Raises ParameterError where there are fewer lessons that fit.
        """
        for _ in range(count):
            site = next((site for site in self._free(rule) if fits(site)), None)
            if site is None:
                raise ParameterError(
                    "this university has no place left for so many",
                    where=f"--plant {rule}",
                    value=count,
                    remedy="Ask for fewer, or for more groups or weeks",
                )
            self._used[site.journal.code].add(site.slot)
            self._plants[site.journal.code] += 1
            yield site

    def _free(self, rule: str) -> Iterator[Site]:
        """Unused lessons, those first whose journals hold the fewest mistakes."""

        def rank(code: str) -> tuple[int, float]:
            return self._plants[code], chance(self.seed, "plant", rule, code)

        for code in sorted(self.keepers, key=rank):
            keeper = self.keepers[code]
            for entered in sorted(keeper.clean, key=lambda one: keeper.chance(rule, one.lesson)):
                if entered.lesson.date < self.until and entered.lesson.slot not in self._used[code]:
                    yield Site(keeper, entered)

    def alone(self, site: Site) -> bool:
        """Whether the site's workbook holds no mistake yet; it will be given none either."""
        books = {self.homes[code] for code, plants in self._plants.items() if plants}
        return self.homes[site.journal.code] not in books

    def close(self, site: Site) -> None:
        """Nothing more is planted in the site's workbook."""
        for code, home in self.homes.items():
            if home == self.homes[site.journal.code]:
                self.keepers.pop(code, None)

    def change(self, site: Site, meant: Mapping[str, Meant] | None, *defects: Defect, **typed: object) -> None:
        """The site's column is entered otherwise, at the same time."""
        code = site.journal.code
        for place, edit in enumerate(self.edits[code]):
            if isinstance(edit.action, Column) and edit.action.slot == site.slot:
                action = replace(edit.action, defects=defects, **typed)  # type: ignore[arg-type]
                column = site.keeper.edit(edit.moment, action, site.entered.lesson, meant)
                self.edits[code][place] = column

    def move(self, site: Site, moment: datetime) -> None:
        """The site's column is entered at another time."""
        code = site.journal.code
        self.edits[code] = [
            replace(edit, moment=moment) if isinstance(edit.action, Column) and edit.action.slot == site.slot else edit
            for edit in self.edits[code]
        ]

    def add(self, site: Site, moment: datetime, action: Action) -> None:
        """One more thing is done in the site's journal; what its columns mean stays."""
        self.edits[site.journal.code].append(Edit(moment, site.journal.code, action))


Planter = Callable[[Ground, str, int], None]
PLANTERS: dict[str, Planter] = {}
"""Rule -> what plants so many mistakes for it."""
_SCARCE: list[str] = []
"""Rules whose mistakes find a place only in a few lessons: they are planted before all others."""


def planter(rule: str, scarce: bool = False) -> Callable[[Planter], Planter]:
    """Enter the decorated function as this rule's planter."""

    def enter(function: Planter) -> Planter:
        PLANTERS[rule] = function
        _SCARCE.extend([rule] * scarce)
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
    journals: list[Journal], seed: int, start: date, until: date, plants: Mapping[str, int], homes: Mapping[str, int]
) -> list[Edit]:
    """Everything that faultless teachers do, and the mistakes planted in it, in order of time; pure.

    ``plants``: rule -> number of mistakes; ``homes``: journal -> number of its workbook. Raises ParameterError.
    """
    check_plants(plants)
    ground = Ground([Keeper(journal, seed, until, clean=True) for journal in journals], start, homes)
    for rule in sorted(plants, key=lambda rule: (rule not in _SCARCE, rule)):
        PLANTERS[rule](ground, rule, plants[rule])
    edits = (edit for own in ground.edits.values() for edit in own)
    return sorted((edit for edit in edits if edit.moment <= ground.last), key=lambda edit: edit.moment)


def planted(rule: str, where: str = "") -> Defect:
    """The mistake itself, where the rule is to find it."""
    return Defect(rule, where, because=rule)


def implied(other: str, rule: str, where: str) -> Defect:
    """What another rule says of the same mistake."""
    return Defect(other, where, because=rule)


def _clean(keeper: Keeper, start: date, first_day: date) -> list[Edit]:
    works = work_edits(keeper.journal, keeper.seed, clean=True)
    plan = plan_edits(keeper.journal, keeper.seed, start, first_day, clean=True)
    night = datetime.combine(keeper.until, time(23, 0))
    return [edit for edit in (*plan, *keeper.edits, *works) if edit.moment <= night]
