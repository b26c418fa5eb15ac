"""The registry in the dataset: dated, in one transaction or not at all, on both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from ejournal.registry import LoadSummary, read_registry, write_ids, write_registry
from ejournal.store import Store, is_public_id, public_id, schema
from ejournal.store.entities import current, open_rows, public_ids

Rows = dict[str, list[dict[str, object]]]
Load = Callable[..., LoadSummary]
TUESDAY = date(2026, 9, 8)
LECTURE = "ИТ-1-26 БД лк"


def rows_of(store: Store, table: sa.Table, as_of: int | None = None) -> list[dict[str, Any]]:
    """The rows of a table that hold now, or as of a revision."""
    with store.read() as connection:
        statement = sa.select(table).where(current(table, as_of))
        return [dict(row) for row in connection.execute(statement).mappings()]


def registry_rows(store: Store, tab: str, as_of: int | None = None) -> list[dict[str, Any]]:
    """The rows of a registry tab that hold."""
    return rows_of(store, schema.registry[tab], as_of)


def count(store: Store, table: sa.Table) -> int:
    """All rows of a table, also closed ones."""
    with store.read() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


@pytest.fixture
def loaded(registry: Path, small_rows: Rows, load: Load) -> LoadSummary:
    """The tiny university loaded, with its hidden ids in the workbook."""
    write_registry(registry, small_rows)
    data = read_registry(registry)
    summary = load(registry)
    write_ids(registry, summary.ids, data.sha256)
    return summary


def edit(path: Path, tab: str, **cells: object) -> None:
    """A person types into cells of a tab."""
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[tab][cell] = value
    book.save(path)


def test_a_first_load_takes_everything(loaded: LoadSummary, store: Store) -> None:
    """Rows, courses and dated lessons: 16 + 8 + 16 + 8 of them, each with one fact."""
    assert loaded.revision == 1
    assert (loaded.added["students"], loaded.added["timetable"], loaded.changed, loaded.retired) == (6, 4, {}, {})
    assert loaded.lessons_added == 48
    assert count(store, schema.courses) == 2
    facts = rows_of(store, schema.lesson_facts)
    assert len(facts) == 48
    assert {fact["date"].isoweekday() for fact in facts} == {2, 3, 4, 5}


def test_values_are_stored_as_the_model_says(loaded: LoadSummary, store: Store) -> None:
    """References as keys, kinds joined, times as text, an outage's local time as an instant in UTC."""
    with store.read() as connection:
        texts = public_ids(connection)
    (group,) = registry_rows(store, "groups")
    load = {row["code"]: row for row in registry_rows(store, "load")}
    assert load["ИТ-1-26 ФИЗ"]["group_id"] == group["id"]
    assert texts[group["id"]].startswith("G")
    assert load["ИТ-1-26 ФИЗ"]["kinds"] == "lecture,practice"
    assert registry_rows(store, "bells")[0]["start"] == "08:00"
    (outage,) = registry_rows(store, "outages")
    assert outage["start"] == datetime(2026, 10, 6, 2, 0, tzinfo=UTC)


def test_a_holiday_has_no_lesson(registry: Path, small_rows: Rows, load: Load, store: Store) -> None:
    """Neither a public one nor one of the registry's own tab."""
    small_rows["holidays"] = [{"date": date(2026, 9, 10)}]
    write_registry(registry, small_rows)
    assert load(registry, holidays=[TUESDAY]).lessons_added == 46
    assert not {TUESDAY, date(2026, 9, 10)} & {fact["date"] for fact in rows_of(store, schema.lesson_facts)}


def test_ids_stand_in_the_hidden_column(loaded: LoadSummary, registry: Path, small_rows: Rows) -> None:
    """Every row has the id of its entity, and nothing else in the workbook changed."""
    data = read_registry(registry)
    assert sum(len(cells) for cells in loaded.ids.values()) == sum(len(rows) for rows in small_rows.values())
    for tab, rows in data.tabs.items():
        assert all(is_public_id(str(row.row_id)) for row in rows), tab
        written = [{k: v for k, v in row.items() if v is not None} for row in small_rows.get(tab, [])]
        assert [row.values for row in rows] == written
    assert data.problems == []
    assert openpyxl.load_workbook(registry)["Студенты"].column_dimensions["A"].hidden


def test_a_reload_without_a_change_is_no_revision(
    loaded: LoadSummary, registry: Path, load: Load, store: Store
) -> None:
    """No row, no id, no revision; also where the workbook has no ids."""
    before = {table.name: count(store, table) for table in schema.metadata.sorted_tables}
    again = load(registry)
    assert again == LoadSummary()
    edit(registry, "Студенты", **{f"A{row}": None for row in range(3, 9)})
    without_ids = load(registry)
    assert without_ids.revision is None
    assert list(without_ids.ids) == ["Студенты"]
    assert {table.name: count(store, table) for table in schema.metadata.sorted_tables} == before


def test_a_rename_keeps_the_entity(loaded: LoadSummary, registry: Path, load: Load, store: Store) -> None:
    """The group's new code is a new version of the same group; its members and journals are still its own."""
    (before,) = registry_rows(store, "groups")
    book = openpyxl.load_workbook(registry)
    for tab in ("Группы", "Состав групп", "Учебный план", "Нагрузка", "Сбои"):
        for row in book[tab].iter_rows(min_row=3):
            for cell in row:
                cell.value = "ИТ-1-26к" if cell.value == "ИТ-1-26" else cell.value
    book.save(registry)
    summary = load(registry)
    (after,) = registry_rows(store, "groups")
    assert (after["id"], after["code"]) == (before["id"], "ИТ-1-26к")
    assert (summary.changed, summary.added) == ({"groups": 1, "outages": 1}, {})
    (old,) = registry_rows(store, "groups", as_of=1)
    assert old["code"] == "ИТ-1-26"


def test_a_new_row_may_take_a_renamed_rows_old_key(
    loaded: LoadSummary, registry: Path, load: Load, store: Store
) -> None:
    """The hidden id goes before the key, wherever the new row stands."""
    before = {row["code"]: row["id"] for row in registry_rows(store, "rooms")}
    edit(
        registry, "Аудитории", A3=None, B3="Л-2", A4=openpyxl.load_workbook(registry)["Аудитории"]["A4"].value, B4="Л-3"
    )
    edit(registry, "Расписание", G3=None, G4="Л-3", G5=None, G6=None)
    load(registry)
    after = {row["code"]: row["id"] for row in registry_rows(store, "rooms")}
    assert after["Л-3"] == before["Л-2"]
    assert after["Л-2"] not in before.values()


def test_who_left_in_october_was_there_in_september(
    loaded: LoadSummary, registry: Path, load: Load, store: Store
) -> None:
    """By the valid dates now, and by the revision as it was known then."""
    edit(registry, "Состав групп", F3=date(2026, 10, 9), G3="пр. 40")
    summary = load(registry)
    assert summary.changed == {"memberships": 1}
    key = {row["number"]: row["id"] for row in registry_rows(store, "students")}["26-001"]
    (now,) = [row for row in registry_rows(store, "memberships") if row["student_id"] == key]
    assert (now["valid_from"], now["valid_to"]) == (date(2026, 9, 1), date(2026, 10, 9))
    (then,) = [row for row in registry_rows(store, "memberships", as_of=1) if row["student_id"] == key]
    assert (then["id"], then["valid_to"]) == (now["id"], None)
    assert (then["from_revision"], then["to_revision"]) == (1, 2)


def test_a_deleted_row_is_retired_and_comes_back_as_it_was(
    loaded: LoadSummary, registry: Path, small_rows: Rows, load: Load, store: Store
) -> None:
    """A tab wiped by mistake and typed anew, without ids, names the same people and journals."""
    before = {row["number"]: row["id"] for row in registry_rows(store, "students")}
    rows = {tab: [dict(row) for row in each] for tab, each in small_rows.items()}
    rows["students"], rows["memberships"] = rows["students"][1:], rows["memberships"][1:]
    write_registry(registry, rows)
    assert load(registry).retired == {"students": 1, "memberships": 1}
    assert len(registry_rows(store, "students")) == 5
    write_registry(registry, small_rows)
    summary = load(registry)
    assert summary.added == {"students": 1, "memberships": 1}
    assert {row["number"]: row["id"] for row in registry_rows(store, "students")} == before


def test_orders_that_leave_the_workbook_stay(registry: Path, small_rows: Rows, load: Load, store: Store) -> None:
    """Deleting an order's row does not undo it; a later order does."""
    cancel = {"journal": LECTURE, "kind": "cancelled", "date": TUESDAY, "pair": 1}
    write_registry(registry, small_rows | {"changes": [cancel]})
    load(registry)
    write_registry(registry, small_rows | {"outages": []})
    summary = load(registry)
    assert summary.kept_orders == {"changes": 1, "outages": 1}
    assert (summary.revision, summary.retired) == (None, {})
    assert status_on(store, TUESDAY) == "cancelled"
    back = {"journal": LECTURE, "kind": "moved", "date": TUESDAY, "pair": 1, "new_room": "Л-2"}
    write_registry(registry, small_rows | {"changes": [back]})
    assert load(registry).lessons_changed == 1
    assert status_on(store, TUESDAY) == "moved"


def status_on(store: Store, day: date) -> str:
    """What the one lesson of this day is."""
    (fact,) = [fact for fact in rows_of(store, schema.lesson_facts) if fact["date"] == day]
    return str(fact["status"])


def test_lessons_keep_their_ids_when_the_timetable_changes(
    loaded: LoadSummary, registry: Path, load: Load, store: Store
) -> None:
    """Another day, pair and room are new facts of the same lessons, and the old ones stand as of the old revision."""
    before = {fact["lesson_id"]: fact["date"] for fact in rows_of(store, schema.lesson_facts)}
    edit(registry, "Расписание", C3="Пн", D3=2, G3="Л-2")
    summary = load(registry)
    assert (summary.lessons_added, summary.lessons_changed) == (0, 15)
    assert summary.lessons_retired == 1  # the Monday before the semester's start
    mondays = {fact["lesson_id"]: fact for fact in rows_of(store, schema.lesson_facts) if fact["from_revision"] == 2}
    assert mondays.keys() < before.keys()
    for key, fact in mondays.items():
        assert (before[key] - fact["date"]).days == 1
        assert (fact["pair"], fact["room"]) == (2, "Л-2")
    assert {fact["lesson_id"]: fact["date"] for fact in rows_of(store, schema.lesson_facts, as_of=1)} == before


def test_a_timetable_for_the_rest_of_the_semester(
    loaded: LoadSummary, registry: Path, load: Load, store: Store
) -> None:
    """The old row ends, a new one begins: lessons held before keep id and facts."""
    held = {f["lesson_id"] for f in rows_of(store, schema.lesson_facts) if f["date"] < date(2026, 10, 26)}
    edit(registry, "Расписание", J3=date(2026, 10, 25))
    line = {"B7": LECTURE, "C7": "Ср", "D7": 1, "E7": "каждая", "F7": "лк", "G7": "305", "I7": date(2026, 10, 26)}
    edit(registry, "Расписание", **line)
    summary = load(registry)
    assert (summary.lessons_added, summary.lessons_retired) == (8, 8)
    kept = {f["lesson_id"] for f in rows_of(store, schema.lesson_facts) if f["from_revision"] == 1}
    assert held <= kept


def test_a_load_that_fails_leaves_nothing(registry: Path, small_rows: Rows, load: Load, store: Store) -> None:
    """What breaks in the last tabs undoes the first ones, too."""
    small_rows["timetable"][3]["journal"] = "нет такого"
    write_registry(registry, small_rows)
    with pytest.raises(KeyError):
        load(registry)
    assert count(store, schema.revisions) == 0
    assert count(store, schema.entities) == 0
    assert registry_rows(store, "institutes") == []


@pytest.fixture
def workbooks(loaded: LoadSummary, store: Store) -> None:
    """A workbook read before for each journal, named by the journal's code."""
    with store.write("provision", actor="test", at=datetime(2026, 8, 30, tzinfo=UTC)) as writer:
        for number, row in enumerate(open_rows(writer.connection, schema.registry["load"]), 1):
            book = {"id": number, "path": row["code"], "size": 1, "mtime_ns": 1, "sha256": "x"}
            writer.connection.execute(schema.workbooks.insert().values(book))
            tab = {"journal_id": row["id"], "workbook_id": number, "title": row["code"]}
            writer.connection.execute(schema.tabs.insert().values(tab))


@pytest.mark.parametrize(
    ("tab", "cells", "stale"),
    [
        ("Аудитории", {"D3": 80}, set()),
        ("Преподаватели", {"E3": "a@example.org"}, set()),
        ("Нагрузка", {"I3": "Петрова Ольга Ивановна"}, {LECTURE}),
        ("Расписание", {"D4": 3}, {"ИТ-1-26 БД лб 1"}),
        ("Состав групп", {"F3": date(2026, 10, 9)}, {LECTURE, "ИТ-1-26 БД лб 1", "ИТ-1-26 ФИЗ"}),
        ("Студенты", {"C3": "Абдыкеримова-Асанова Айгүл"}, {LECTURE, "ИТ-1-26 БД лб 1", "ИТ-1-26 ФИЗ"}),
        ("Студенты", {"B9": "26-007", "C9": "Новый Студент"}, set()),
    ],
)
def test_only_workbooks_that_would_read_differently_are_read_again(
    tab: str, cells: dict[str, object], stale: set[str], registry: Path, load: Load, store: Store, workbooks: None
) -> None:
    """A room's seats concern no workbook, a lesson's pair its own, a student's name those of the group."""
    edit(registry, tab, **cells)
    load(registry)
    with store.read() as connection:
        table = schema.workbooks
        forgotten = connection.scalars(sa.select(table.c.path).where(table.c.sha256.is_(None), table.c.size.is_(None)))
        assert set(forgotten) == stale


def test_an_unknown_id_falls_back_on_the_key(loaded: LoadSummary, registry: Path, load: Load) -> None:
    """A workbook from another dataset carries ids that mean nothing here; its rows are known by their keys."""
    own = loaded.ids["Студенты"]["A3"]
    edit(registry, "Студенты", A3=public_id("S", 999_999))
    summary = load(registry)
    assert (summary.revision, summary.ids) == (None, {"Студенты": {"A3": own}})


def test_rows_sorted_without_their_ids_are_known_by_what_they_say(
    loaded: LoadSummary, registry: Path, load: Load, store: Store
) -> None:
    """Sorting the visible columns leaves the hidden ids behind: nobody becomes somebody else, and the ids follow."""
    book = openpyxl.load_workbook(registry)
    sheet = book["Студенты"]
    names = [[sheet.cell(row, column).value for column in (2, 3)] for row in range(3, 9)]
    for row, values in enumerate(reversed(names), 3):
        sheet.cell(row, 2).value, sheet.cell(row, 3).value = values
    sheet["C8"] = "Абдыкеримова-Асанова Айгүл"  # and one of them is renamed at the same time
    book.save(registry)
    before = {row["number"]: row["id"] for row in registry_rows(store, "students")}
    summary = load(registry)
    assert {row["number"]: row["id"] for row in registry_rows(store, "students")} == before
    assert summary.changed == {"students": 1}
    assert {cell: loaded.ids["Студенты"][f"A{11 - int(cell[1:])}"] for cell in summary.ids["Студенты"]} == summary.ids[
        "Студенты"
    ]
    assert len(summary.ids["Студенты"]) == 6
