"""An explanation of points as elements: sentences with the formula filled in, and tables of the cells behind it."""

from fractions import Fraction

import pandas as pd

from ejournal.dataset.explanation import ComponentLine, Explanation, LessonLine, Place
from ejournal.i18n import CONTROLS, KINDS
from ejournal.reports import explain_words as say
from ejournal.reports.elements import ColumnSpec, Element, Heading, Note, Table
from ejournal.reports.formats import MISSING, half_up, number
from ejournal.reports.words import day
from ejournal.scoring.words import COMPONENTS, REASONS


def explanation(found: Explanation, language: str) -> list[Element]:
    """Who and by what scheme, each checkpoint's components with their cells, the sum, and what was assumed."""
    control = CONTROLS[found.control][language] if found.control in CONTROLS else found.control
    about = say.ABOUT.format(
        language,
        name=found.name,
        number=found.number,
        discipline=found.discipline,
        group=found.group,
        semester=found.semester,
        control=control,
    )
    by = say.BY.format(language, today=day(found.today), scheme=found.scheme, revision=found.revision)
    elements: list[Element] = [Note(f"{about}\n{by}")]
    for checkpoint in found.checkpoints:
        elements.append(Heading(say.CHECKPOINT.format(language, checkpoint=checkpoint.checkpoint), 2))
        if not checkpoint.components:
            elements.append(Note(say.NOBODY[language]))
        for component in checkpoint.components:
            elements += _component(component, language)
    elements.append(
        Note(say.TOTAL.format(language, points=_short(found.points, language), most=_short(found.most, language)))
    )
    assumed = [text[language] for text in found.assumptions]
    return [*elements, Note(say.ASSUMPTIONS.format(language, scheme=found.scheme), "plain", assumed)]


def formula(line: ComponentLine, language: str) -> str:
    """The sentence that makes the points, with the numbers put in: ``6 / 8 × 8 = 6,00``."""
    component = COMPONENTS[line.component][language] if line.component in COMPONENTS else line.component
    component = component[:1].upper() + component[1:]
    points = MISSING if line.points is None else number(line.points, line.decimals, language)
    if line.reason is not None or not line.denominator:
        code = str(line.reason)
        reason = REASONS[code][language] if code in REASONS else code
        return say.NO_POINTS.format(language, component=component, points=points, reason=reason)
    if line.measure == "entered":
        return say.ENTERED.format(language, component=component, points=points, cap=_short(line.cap, language))
    exact = Fraction(round(line.cap * 100), 100) * int(line.numerator or 0) / int(line.denominator)
    mean = Fraction(int(line.numerator or 0), int(line.denominator))
    words = say.ATTENDANCE if line.measure == "attendance" else say.MEAN_MARK
    exact = exact / line.scale if line.measure == "mean_mark" else exact
    return words.format(
        language,
        component=component,
        numerator=int(line.numerator or 0),
        denominator=int(line.denominator),
        cap=_short(line.cap, language),
        scale=line.scale,
        mean=_exact(mean, 2, language),
        points=points if exact == Fraction(str(line.points)) else f"{_exact(exact, 4, language)} ≈ {points}",
    )


def _exact(value: Fraction, decimals: int, language: str) -> str:
    """The number with these decimals; with an ellipsis where it goes on."""
    rounded = half_up(float(value), decimals)
    text = number(float(value), decimals, language)
    return text if Fraction(str(rounded)) == value else f"{_cut(value, decimals, language)}…"


def _cut(value: Fraction, decimals: int, language: str) -> str:
    steps = value * 10**decimals
    return number(int(steps) / 10**decimals, decimals, language)


def _component(line: ComponentLine, language: str) -> list[Element]:
    clause = say.CLAUSE.format(language, clause=line.clause) if line.clause else say.ASSUMED[language]
    cap = say.CAP.format(language, cap=_short(line.cap, language), founded=clause, decimals=line.decimals)
    items = [cap]
    if line.posted is not None:
        items.append(say.POSTED.format(language, points=number(line.posted, line.decimals, language)))
    elements: list[Element] = [Note(formula(line, language), "plain", items)]
    if line.lessons:
        elements.append(_lessons(line, language))
    if line.marks:
        elements.append(_marks(line, language))
    return elements


def _lessons(line: ComponentLine, language: str) -> Table:
    rows = pd.DataFrame(
        [
            {
                "date": day(each.date),
                "pair": each.pair,
                "kind": KINDS[each.kind][language] if each.kind in KINDS else each.kind,
                "group": each.group,
                "status": say.STATUSES[each.status][language],
                "counts": _counts(each, language),
                "cell": where(each.place),
            }
            for each in sorted(line.lessons, key=lambda each: (each.date, each.pair))
        ]
    )
    several = rows["group"].nunique() > 1
    names = ("date", "pair", "kind", *(("group",) if several else ()), "status", "counts", "cell")
    return Table(rows, _columns(names, language), say.LESSONS[language], language=language)


def _marks(line: ComponentLine, language: str) -> Table:
    rows = pd.DataFrame(
        [
            {
                "date": day(each.date) if each.date else MISSING,
                "pair": each.pair,
                "source": say.SOURCES[each.source].format(language, item=each.item),
                "mark": each.value,
                "cell": where(each.place),
            }
            for each in sorted(line.marks, key=lambda each: (str(each.date), each.pair or 0))
        ]
    ).astype(object)
    names = ("date", "pair", "source", "mark", "cell")
    return Table(rows, _columns(names, language), say.MARKS[language], language=language)


_TITLES = {
    "date": say.DATE,
    "pair": say.PAIR,
    "kind": say.KIND,
    "group": say.GROUP,
    "status": say.STATUS,
    "counts": say.COUNTS,
    "source": say.SOURCE,
    "mark": say.MARK,
    "cell": say.CELL,
}


def _columns(names: tuple[str, ...], language: str) -> list[ColumnSpec]:
    right = ("pair", "mark")
    return [ColumnSpec(name, _TITLES[name][language], align="right" if name in right else "left") for name in names]


def _counts(line: LessonLine, language: str) -> str:
    if line.held:
        return (say.ATTENDED if line.attended else say.MISSED)[language]
    return say.OUTSIDE.format(language, why=say.WHY[line.why][language] if line.why in say.WHY else line.why)


def where(place: Place) -> str:
    """The cell as people look for it: ``БД лк!F9``; a dash where nothing stands in a workbook."""
    return f"{place.tab}!{place.cell}" if place.tab and place.cell else MISSING


def _short(value: float, language: str) -> str:
    return str(int(value)) if float(value).is_integer() else number(value, 2, language)
