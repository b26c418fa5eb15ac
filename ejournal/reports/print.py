"""Elements -> PDF by Typst: texts go in as data, fonts come from matplotlib, the bytes depend on nothing else."""

import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ejournal.errors import ReportError
from ejournal.i18n import Text
from ejournal.reports.collect import cover_of, elements_of
from ejournal.reports.fit import TALL, Fit, Part, fit_table, row_lines, runs, softened, stays_whole
from ejournal.reports.measure import font_folder, printable, turned_lines

Json = dict[str, Any]
STANDARD: Literal["a-1a"] = "a-1a"  # archival PDF with tags: readable by machines and screen readers, no transparency
TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
PAGE = Text("стр. {page} из {pages}", "{pages} беттин {page}-бети", "page {page} of {pages}")
PART = Text("часть {part} из {parts}", "{parts} бөлүктүн {part}-бөлүгү", "part {part} of {parts}")
ORIGIN = Text(
    "Набор данных: ревизия {revision} · код {code} · параметры {parameters} · тетрадь {notebook} · на {today}",
    "Маалымат топтому: {revision}-ревизия · код {code} · параметрлер {parameters} · дептер {notebook} · {today} абалы",
    "Dataset revision {revision} · code {code} · parameters {parameters} · notebook {notebook} · as of {today}",
)


@dataclass(frozen=True)
class Origin:
    """What a report was made from; the digests are hex, printed by their first 8 digits."""

    revision: int | None
    code: str
    parameters: str
    notebook: str
    today: datetime.date
    language: str = "ru"

    def line(self) -> str:
        """The sentence at the foot of every page."""
        return ORIGIN.format(
            self.language,
            revision="—" if self.revision is None else self.revision,
            code=self.code,
            parameters=self.parameters[:8],
            notebook=self.notebook[:8],
            today=self.today.strftime("%d.%m.%Y"),
        )


def print_notebook(notebook: Json, origin: Origin) -> bytes:
    """The PDF of an executed notebook; raises ReportError when Typst refuses it."""
    return print_elements(elements_of(notebook), origin)


def print_elements(elements: list[Json], origin: Origin) -> bytes:
    """The PDF (PDF/A-1a, A4) of these elements: the same elements and origin give the same bytes."""
    import typst

    midnight = datetime.datetime.combine(origin.today, datetime.time(), datetime.UTC)
    try:
        return typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[font_folder()],
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(_report(elements, origin), ensure_ascii=False)},
            pdf_standards=[STANDARD],
            timestamp=int(midnight.timestamp()),
        )
    except typst.TypstError as error:
        remedy = "Draw its figures without transparency (alpha)" if "transparency" in error.message else ""
        what = f"the PDF could not be set: {error.message}"
        raise ReportError(what, where=str(cover_of(elements)["title"]), remedy=remedy) from error


def _report(elements: list[Json], origin: Origin) -> Json:
    cover = cover_of(elements)
    running = " · ".join(part for part in (cover["title"], cover["scope"], cover["period"]) if part)
    return {
        "cover": _clean(cover),
        "running": printable(running),
        "origin": printable(origin.line()),
        "language": origin.language,
        "today": [origin.today.year, origin.today.month, origin.today.day],
        "words": {"page": PAGE[origin.language]},
        "sections": sections([_prepared(_clean(element), origin.language) for element in elements]),
    }


def _clean(value: Any, name: str = "") -> Any:
    if isinstance(value, str):
        return value if name == "svg" else printable(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item, key) for key, item in value.items()}
    return value


def _prepared(element: Json, language: str) -> Json:
    if element["kind"] == "figure":
        return element | {"svg": opaque(element["svg"])}
    if element["kind"] != "table":
        return element
    table = softened(element)
    fit = fit_table(table)
    parts = [_part(table, part, fit, index, language) for index, part in enumerate(fit.parts)]
    return {"kind": "table", "landscape": fit.landscape, "size": fit.size, "parts": parts}


def opaque(svg: str) -> str:
    """The picture without half-transparent parts, which PDF/A-1 forbids: matplotlib's legend has one by default."""
    unseen = r"(?<=[;\"\s])(?:(fill|stroke)-opacity|opacity)\s*:\s*0(?:\.0*)?(?=\s*[;\"])"
    svg = re.sub(unseen, lambda part: f"{part[1] or 'display'}: none", svg)
    return re.sub(r"""(opacity\s*[:=]\s*["']?\s*)0?\.\d+""", r"\g<1>1", svg)


def _part(table: Json, part: Part, fit: Fit, index: int, language: str) -> Json:
    many, lines = len(fit.parts), row_lines(table, part, fit.size)
    words = [table["caption"], PART.format(language, part=index + 1, parts=many) if many > 1 else ""]
    return {
        "caption": ", ".join(filter(None, words)),
        "widths": part.widths,
        "groups": _groups(table, part),
        "heads": [_head(table["columns"][position], fit.size) for position in part.columns],
        "rows": [[row[position] for position in part.columns] for row in table["rows"]],
        "total": [table["total"][position] for position in part.columns] if table["total"] else [],
        "whole": stays_whole(lines, fit.size),
        "solid": max(lines, default=0) <= TALL,
    }


def _groups(table: Json, part: Part) -> list[Json]:
    """The upper row of a head of two rows: a common head over ``span`` columns, or an empty one over one column."""
    found = [{"title": title, "span": len(columns)} for title, columns in runs(table, part.columns)]
    return found if any(group["title"] for group in found) else []


def _head(column: Json, size: float) -> Json:
    lines = turned_lines(column["title"], size) if column["rotate"] else column["title"].split("\n")
    return {"lines": lines, "rotate": column["rotate"], "align": column["align"]}


def sections(elements: Iterable[Json]) -> list[Json]:
    """Runs of elements on pages of one orientation: what follows a heading stays with it, wide tables turn its page."""
    chapters: list[list[Json]] = [[]]
    previous = ""
    for element in elements:
        if element["kind"] == "heading" and previous != "heading":
            chapters.append([])
        chapters[-1].append(element)
        previous = element["kind"]
    runs: list[Json] = []
    for chapter in filter(None, chapters):
        turned = any(element.get("landscape", False) for element in chapter)
        if runs and runs[-1]["landscape"] == turned:
            runs[-1]["elements"].extend(chapter)
        else:
            runs.append({"landscape": turned, "elements": chapter})
    return runs
