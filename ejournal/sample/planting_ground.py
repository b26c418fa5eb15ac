"""The edits of a clean university, and where in them there is still room for a mistake."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from ejournal.errors import ParameterError
from ejournal.sample.character import chance
from ejournal.sample.edits import Action, Column, Defect, Edit, Noted, Plan, Works
from ejournal.sample.entering import Entered
from ejournal.sample.journals import Journal, Lesson, Slot
from ejournal.sample.keeping import Keeper
from ejournal.sample.plans import plan_edits, work_edits
from ejournal.sample.truth import Meant

LAST = time(23, 20)
"""When tables are spoilt: after everybody's last entry was read."""


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

    def pick(self, options: Sequence[str], name: str) -> str:
        """One of these, the same for this lesson and name."""
        return self.keeper.pick(options, name, self.entered.lesson)


Fits = Callable[[Site], bool]
Ordered = Mapping[str, Mapping[str, float]]
"""Rule -> journals that planted orders concern -> hours of the curriculum."""
PlanRows = Mapping[int, Mapping[str, str | float | date]]


class Ground:
    """The edits of a clean university by journal, and where in them there is still room for a mistake."""

    def __init__(self, keepers: list[Keeper], start: date, homes: Mapping[str, int], ordered: Ordered) -> None:
        self.all = {keeper.journal.code: keeper for keeper in keepers}
        self.keepers = dict(self.all)
        self.homes, self.ordered = homes, ordered
        self.seed, self.until = keepers[0].seed, keepers[0].until
        self.last = datetime.combine(self.until, LAST)
        first_day = min(lesson.date for keeper in keepers for lesson in keeper.journal.lessons)
        self.edits = {keeper.journal.code: _clean(keeper, start, first_day) for keeper in keepers}
        self._used: dict[str, set[Slot]] = defaultdict(set)
        self._plants: Counter[str] = Counter()
        self._gaps: Counter[tuple[str, date]] = Counter()
        self._unheld: Counter[tuple[str, date]] = Counter()
        self._rules: dict[str, set[str]] = defaultdict(set)

    def sites(self, rule: str, count: int, fits: Fits = lambda site: True, *, whole: bool = False) -> Iterator[Site]:
        """So many lessons before the last day, each in a journal of its own while there are enough.

        ``whole``: in a journal that holds no mistake yet, and is given no other. Raises ParameterError where there are
        fewer lessons that fit.
        """
        for _ in range(count):
            free = (site for site in self._free(rule) if not whole or self.untouched(site.journal.code))
            site = next((site for site in free if fits(site)), None)
            if site is None:
                raise ParameterError(
                    "this university has no place left for so many",
                    where=f"--plant {rule}",
                    value=count,
                    remedy="Ask for fewer, or for more groups or weeks",
                )
            self._used[site.journal.code].add(site.slot)
            self._plants[site.journal.code] += 1
            self._rules[site.journal.code].add(rule)
            if whole:
                self.close(site.journal.code)
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

    def book(self, site: Site) -> list[str]:
        """The journals of the site's workbook."""
        return [code for code, home in self.homes.items() if home == self.homes[site.journal.code]]

    def untouched(self, journal: str) -> bool:
        """Whether the journal holds no mistake and may hold one."""
        return journal in self.keepers and not self._plants[journal] and not self._used[journal]

    def close(self, journal: str) -> None:
        """Nothing more is planted in the journal."""
        self.keepers.pop(journal, None)

    def has(self, site: Site, rule: str) -> bool:
        """Whether a mistake for this rule is planted in the journal already."""
        return rule in self._rules[site.journal.code]

    def course(self, site: Site) -> list[str]:
        """The journals of the site's group and discipline, in the registry's order."""
        wanted = site.journal.group, site.journal.discipline
        return [code for code, one in self.all.items() if (one.journal.group, one.journal.discipline) == wanted]

    def course_sites(self, site: Site) -> list[Site]:
        """All lessons of the site's course that were entered."""
        return [Site(self.all[code], entered) for code in self.course(site) for entered in self.all[code].clean]

    def close_course(self, site: Site, defect: Defect) -> None:
        """Nothing more is planted in the course; what is wrong with it is noted where rules say it: its first tab."""
        for code in self.course(site):
            self.close(code)
        self.note(Site(self.all[self.course(site)[0]], site.entered), defect)

    def in_last_month(self, day: date) -> bool:
        """Whether the day is in the last whole month, seen from the day after the last."""
        this = (self.until + timedelta(days=1)).replace(day=1)
        return (this - timedelta(days=1)).replace(day=1) <= day < this

    def may_gap(self, site: Site, gap: int = 1, unheld: int = 0) -> bool:
        """Whether the journal stays well filled that month with one more lesson not complete, or not held."""
        month = (site.journal.code, site.slot[0].replace(day=1))
        lessons = sum(one.lesson.date.replace(day=1) == month[1] for one in site.keeper.clean)
        return 5 * (self._gaps[month] + gap) <= lessons - self._unheld[month] - unheld

    def may_be_unheld(self, site: Site) -> bool:
        """The same for one more lesson that was not held."""
        return self.may_gap(site, gap=0, unheld=1)

    def gap(self, site: Site, *, held: bool = True) -> None:
        """One more lesson of the journal is not complete, or not held."""
        (self._gaps if held else self._unheld)[site.journal.code, site.slot[0].replace(day=1)] += 1

    def free(self, site: Site, lessons: Iterable[Lesson]) -> bool:
        """Whether there are such lessons in the site's journal, and nothing is planted in them."""
        slots = {lesson.slot for lesson in lessons}
        entered = {entered.lesson.slot for entered in site.keeper.clean}
        unused = slots <= entered and not slots & self._used[site.journal.code]
        return bool(slots) and unused and site.journal.code in self.keepers

    def reserve(self, site: Site, lessons: Iterable[Lesson]) -> None:
        """Nothing more is planted in these lessons of the site's journal."""
        self._used[site.journal.code] |= {lesson.slot for lesson in lessons}

    def change(
        self,
        site: Site,
        meant: Mapping[str, Meant] | None,
        *defects: Defect,
        held: bool = True,
        **typed: object,
    ) -> None:
        """The site's column is entered otherwise, at the same time."""
        code = site.journal.code
        for place, edit in enumerate(self.edits[code]):
            if isinstance(edit.action, Column) and edit.action.slot == site.slot:
                action = replace(edit.action, defects=defects, **typed)  # type: ignore[arg-type]
                column = site.keeper.edit(edit.moment, action, site.entered.lesson, meant, held)
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

    def note(self, site: Site, *defects: Defect) -> None:
        """What concerns the journal as a whole, and no cell of it."""
        self.add(site, self.last, Noted(defects))

    def note_nowhere(self, site: Site, *defects: Defect) -> None:
        """What concerns people and not a tab."""
        self.add(site, self.last, Noted(defects, nowhere=True))

    def plan(self, site: Site, changed: Callable[[PlanRows], PlanRows]) -> None:
        """The journal's lesson plan is written otherwise, at the same time."""
        code = site.journal.code
        self.edits[code] = [
            replace(edit, action=Plan(changed(edit.action.rows))) if isinstance(edit.action, Plan) else edit
            for edit in self.edits[code]
        ]

    def retype(self, site: Site, number: int, **fields: str | float) -> None:
        """These fields of the plan's row say something else."""
        self.plan(site, lambda rows: {**rows, number: {**rows[number], **fields}})

    def plan_rows(self, site: Site) -> PlanRows:
        """What is typed into the journal's lesson plan."""
        plans = (edit.action.rows for edit in self.edits[site.journal.code] if isinstance(edit.action, Plan))
        return next(plans, {})

    def plan_moment(self, site: Site) -> datetime:
        """Soon after the plan was written."""
        moments = [edit.moment for edit in self.edits[site.journal.code] if isinstance(edit.action, Plan)]
        return min(moments) + timedelta(minutes=4)

    def drop_works(self, site: Site, number: int | None = None) -> None:
        """The independent work of this row of the plan, or all of it, is never marked."""
        code = site.journal.code
        self.edits[code] = [
            edit
            for edit in self.edits[code]
            if not isinstance(edit.action, Works) or number not in (None, edit.action.row)
        ]


def planted(rule: str, where: str = "") -> Defect:
    """The mistake itself, where the rule is to find it."""
    return Defect(rule, where, because=rule)


def implied(other: str, rule: str, where: str = "") -> Defect:
    """What another rule says of the same mistake."""
    return Defect(other, where, because=rule)


def _clean(keeper: Keeper, start: date, first_day: date) -> list[Edit]:
    works = work_edits(keeper.journal, keeper.seed, clean=True)
    plan = plan_edits(keeper.journal, keeper.seed, start, first_day, clean=True)
    night = datetime.combine(keeper.until, time(23, 0))
    return [edit for edit in (*plan, *keeper.edits, *works) if edit.moment <= night]
