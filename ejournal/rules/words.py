"""Words for the codes that stand in a finding's arguments, so that a stored finding reads in every language."""

from ejournal.i18n import Text

REASONS = {
    "empty": Text("столбец пуст", "мамыча бош", "the column is empty"),
    "no_work_type": Text("не назван вид работы", "иштин түрү көрсөтүлгөн эмес", "no work type is named"),
    "no_control_number": Text(
        "не заполнена строка «Нет»", "«Жок» сабы толтурулган эмес", "the row «Absent» is not filled in"
    ),
    "disagrees": Text(
        "число в строке «Нет» не сходится с отметками кж и у",
        "«Жок» сабындагы сан кж жана у белгилерине дал келбейт",
        "the number in the row «Absent» differs from the кж and у in the column",
    ),
}
PROBLEMS = {
    "doubled_row": Text("строка студента повторяется", "студенттин сабы кайталанат", "a student's row stands twice"),
    "doubled_column": Text(
        "столбец занятия повторяется", "сабактын мамычасы кайталанат", "a lesson's column stands twice"
    ),
    "doubled_tab": Text("вкладка журнала повторяется", "журналдын барагы кайталанат", "the journal's tab stands twice"),
    "rebound_row": Text(
        "строки были пересортированы; студент опознан по имени",
        "саптар кайра иреттелген; студент аты боюнча таанылды",
        "rows were sorted; the student was recognised by name",
    ),
    "unbound_row": Text(
        "имя в строке не совпадает с её скрытым кодом",
        "саптагы ат анын жашыруун кодуна дал келбейт",
        "the name in the row differs from its hidden code",
    ),
    "unbound_column": Text(
        "дата и пара столбца не совпадают с его скрытым кодом",
        "мамычанын күнү менен пары анын жашыруун кодуна дал келбейт",
        "the column's date and pair differ from its hidden code",
    ),
    "tab_stopped": Text(
        "строки или столбцы не опознаны, чтение вкладки остановлено",
        "саптар же мамычалар таанылган жок, баракты окуу токтотулду",
        "rows or columns were not recognised, so the tab is not read",
    ),
    "missing_row": Text("исчезла строка студента", "студенттин сабы жоголду", "a student's row has vanished"),
    "missing_column": Text("исчез столбец занятия", "сабактын мамычасы жоголду", "a lesson's column has vanished"),
    "missing_tab": Text("исчезла вкладка журнала", "журналдын барагы жоголду", "the journal's tab has vanished"),
    "workbook_unreadable": Text("файл повреждён", "файл бузулган", "the file is damaged"),
    "workbook_encrypted": Text("файл закрыт паролем", "файл сырсөз менен жабылган", "the file has a password"),
    "workbook_not_xlsx": Text("файл не в формате xlsx", "файл xlsx форматында эмес", "the file is not xlsx"),
    "workbook_empty": Text("файл пуст", "файл бош", "the file is empty"),
    "workbook_missing": Text("файл исчез из папки журналов", "файл журналдар папкасынан жоголду", "the file is gone"),
    "workbook_busy": Text("файл занят другой программой", "файлды башка программа ээлеп турат", "the file is in use"),
}
KINDS = {
    "lecture": Text("лекция", "дарс", "lecture"),
    "practice": Text("практическое занятие", "практикалык сабак", "practical class"),
    "lab": Text("лабораторная работа", "лабораториялык иш", "laboratory class"),
}
CONTROLS = {
    "exam": Text("экзамен", "сынак", "exam"),
    "credit_test": Text("зачёт", "зачет", "credit test"),
    "graded_credit_test": Text("дифференцированный зачёт", "дифференцияланган зачет", "graded credit test"),
    "thesis": Text("защита выпускной работы", "бүтүрүү ишин коргоо", "thesis defence"),
}
OBSTACLES = {
    "before_date": Text("её день ещё не наступил", "анын күнү али келе элек", "its day has not come yet"),
    "quarantined": Text("есть нечитаемые ячейки", "окулбаган уячалар бар", "some cells cannot be read"),
    "disagrees": Text(
        "заполненный столбец больше не сходится", "толтурулган мамыча эми дал келбейт", "a complete column disagrees"
    ),
    "unfilled": Text("заполнены не все занятия", "сабактардын баары толтурулган эмес", "not all lessons are filled in"),
    "no_points": Text("баллов нет", "упайлар жок", "there are no points"),
}
WORDS: dict[str, dict[str, Text]] = {
    "reason": REASONS,
    "problem": PROBLEMS,
    "kind": KINDS,
    "planned_kind": KINDS,
    "control": CONTROLS,
    "obstacle": OBSTACLES,
}
