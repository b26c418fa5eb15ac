"""The monthly report's charts, each with its numbers in words for those who do not see it."""

import pandas as pd

from ejournal.reports import charts, words
from ejournal.reports import monthly_words as texts
from ejournal.reports.elements import Figure
from ejournal.reports.formats import percent
from ejournal.reports.monthly import attendance


def filling_chart(rows: pd.DataFrame, language: str) -> Figure:
    """Lessons of each journal: filled on time, late, at a time not determined, not filled."""
    classes = words.classes(rows["kinds"], rows["subgroup"], language)
    named = list(zip(rows["discipline_name"], classes, strict=True))
    bars = [f"{charts.short(name)}, {kinds}" for name, kinds in named]
    parts = {text[language]: rows[word].tolist() for word, text in texts.TIMELINESS.items()}
    parts[texts.EMPTY[language]] = rows["empty"].tolist()
    figure = charts.stacked_bars(bars, parts, texts.LESSONS_HEAD[language])
    pairs = zip(rows["filled"], rows["due"], strict=True)
    said = [texts.OF.format(language, part=filled, whole=due) for filled, due in pairs]
    alt = charts.in_words(rows.assign(label=[", ".join(each) for each in named], said=said), "label", "said")
    caption = texts.FILLING_CHART[language]
    return Figure(figure, caption, f"{caption}. {alt}")


def attendance_chart(held: pd.DataFrame, language: str) -> Figure:
    """Attendance by teaching week."""
    rows = attendance(held, "week").sort_values("week")
    labels = [str(week) for week in rows["week"]]
    shares = rows["attended_share"].astype(float).tolist()
    figure = charts.line_of_shares(labels, shares, texts.ATTENDANCE[language], texts.WEEK[language])
    said = rows.assign(said=[percent(value, language) for value in rows["attended_share"]])
    caption = texts.WEEKS_CAPTION[language]
    return Figure(figure, caption, f"{caption}. {charts.in_words(said, 'week', 'said')}")


def distribution_chart(rows: pd.DataFrame, language: str) -> Figure:
    """How often each mark was given, with its share of all."""
    labels = [str(mark) for mark in rows["mark"]]
    shares = [percent(value, language) for value in rows["share"]]
    said = [f"{count} ({part} %)" for count, part in zip(rows["count"], shares, strict=True)]
    figure = charts.bars(labels, rows["count"].tolist(), said, texts.MARKS[language], texts.MARK[language])
    alt = charts.in_words(rows.assign(said=said), "mark", "said")
    caption = texts.DISTRIBUTION_CAPTION[language]
    return Figure(figure, caption, f"{caption}. {alt}")
