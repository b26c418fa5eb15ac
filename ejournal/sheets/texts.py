"""The words that stand in a journal workbook, in its three languages."""

from ejournal.i18n import Text
from ejournal.sheets import layout
from ejournal.sheets.layout import FINDINGS, HELP, LISTS, PLAN, POINTS

TITLES = {
    PLAN: Text("КТП", "КТП", "Plan"),
    FINDINGS: Text("Проверка", "Текшерүү", "Check"),
    POINTS: Text("Баллы", "Упайлар", "Points"),
    HELP: Text("Инструкция", "Нускама", "Instructions"),
    LISTS: Text("Списки", "Тизмелер", "Lists"),
}
"""Kind of tab -> its title; a plan's title is this and the journal's."""

ROW_LABELS = {
    layout.ROW_DATE: Text("Дата", "Күнү", "Date"),
    layout.ROW_PAIR: Text("Пара", "Пара", "Pair"),
    layout.ROW_KIND: Text("Вид занятия", "Сабактын түрү", "Kind"),
    layout.ROW_TOPIC: Text("Тема", "Тема", "Topic"),
    layout.ROW_WORK_TYPE: Text("Вид работы", "Иштин түрү", "Work type"),
    layout.ROW_CONTROL: Text("Нет", "Жок", "Absent"),
    layout.ROW_COUNTED: Text("Отмечено", "Белгиленди", "Counted"),
}
"""Header row -> its label in the name column; the words by which sync finds the rows again."""

NUMBER = Text("№", "№", "No.")
INDEPENDENT = Text("СРС", "СӨАИ", "IW")
CANCELLED = Text("отм.", "өтпөйт", "off")
"""What stands in place of the kind of class where the lesson was cancelled after the column had been made."""
NOTES = Text("Заметки", "Эскертмелер", "Notes")
TO_TODAY = Text("→ сегодня", "→ бүгүн", "→ today")
NO_DATA = Text("ещё нет данных", "азырынча маалымат жок", "no data yet")
HEADINGS = {
    FINDINGS: Text("Замечания по этой тетради", "Бул журнал боюнча эскертүүлөр", "Remarks on this workbook"),
    POINTS: Text("Баллы студентов", "Студенттердин упайлары", "Students' points"),
    HELP: Text("Как вести журнал", "Журналды кантип жүргүзүү керек", "How to keep the journal"),
}

PLAN_HEADS = {
    "id": Text("id", "id", "id"),
    "number": Text("№", "№", "No."),
    "week": Text("Неделя", "Жума", "Week"),
    "date": Text("Дата", "Күнү", "Date"),
    "kind": Text("Вид", "Түрү", "Kind"),
    "hours": Text("Часы", "Саат", "Hours"),
    "topic": Text("Тема", "Темасы", "Topic"),
    "work_type": Text("Вид работы", "Иштин түрү", "Work type"),
    "independent_work": Text("СРС", "СӨАИ", "Independent work"),
    "due": Text("Срок СРС", "СӨАИ мөөнөтү", "Due"),
    "literature": Text("Литература", "Адабият", "Literature"),
    "control_form": Text("Форма контроля", "Текшерүү формасы", "Form of control"),
}

CONTROL_PROMPT = Text(
    "Сколько студентов не было: кж и у вместе. 0 - были все.",
    "Канча студент жок болду: кж менен у чогуу. 0 - баары келди.",
    "How many students were not here: кж and у together. 0 - all were.",
)
CONTROL_WRONG = Text("Здесь стоит число от 0 до 60.", "Бул жерге 0дон 60ка чейинки сан жазылат.", "A number, 0 to 60.")
MARK_WRONG = Text(
    "Такой отметки нет в списке: {values}. Две оценки пишутся через черту: 5/4.",
    "Тизмеде мындай белги жок: {values}. Эки баа сызык менен жазылат: 5/4.",
    "This mark is not in the list: {values}. Two marks are written with a stroke: 5/4.",
)
WORK_TYPE_WRONG = Text(
    "Такого вида работы нет в списке.", "Тизмеде мындай иштин түрү жок.", "This work type is not in the list."
)
KIND_WRONG = Text("Такого вида занятия нет.", "Мындай сабактын түрү жок.", "There is no such kind of class.")
PAGE = Text("стр. &P из &N", "&P-бет, баары &N", "page &P of &N")
