"""Words of the two tabs that feedback writes into a teacher's workbook."""

from ejournal.i18n import Text

SEVERITIES = {
    "error": Text("ошибка", "ката", "error"),
    "warning": Text("внимание", "көңүл буруңуз", "warning"),
    "notice": Text("к сведению", "маалымат үчүн", "notice"),
}
FINDING_HEADS = (
    Text("Важность", "Маанилүүлүгү", "Severity"),
    Text("Где", "Кайда", "Where"),
    Text("Что не так", "Эмнеси туура эмес", "What is wrong"),
    Text("Что сделать", "Эмне кылуу керек", "What to do"),
    Text("Пункт положения", "Жобонун пункту", "Clause"),
)
CHECKS = Text(
    "Замечания по ведению журнала", "Журналдын жүргүзүлүшү боюнча эскертүүлөр", "Remarks on the keeping of the journal"
)
CHECK_HEADS = (
    Text("Дата", "Күнү", "Date"),
    Text("Кто проверил", "Ким текшерди", "Checked by"),
    Text("Замечания", "Эскертүүлөр", "Remarks"),
    Text("Какие журналы", "Кайсы журналдар", "Which journals"),
    Text("№ проверки", "Текшерүүнүн №", "No. of the check"),
)
NO_REMARKS = Text("без замечаний", "эскертүүсүз", "no remarks")
NOTHING = Text(
    "Замечаний нет: всё, что прочитано, заполнено верно.",
    "Эскертүү жок: окулгандын баары туура толтурулган.",
    "No remarks: all that was read is filled in right.",
)
WHOLE_WORKBOOK = Text("вся книга", "бүт китеп", "the whole workbook")
STAMP = Text(
    "Прочитано и проверено {moment}, ревизия {revision}. Что исправлено после этого, исчезнет при следующей проверке.",
    "{moment} окулуп текшерилген, {revision}-ревизия. Андан кийин оңдолгону кийинки текшерүүдө жоголот.",
    "Read and checked on {moment}, revision {revision}. What you mended since then goes with the next check.",
)
POINTS_STAMP = Text(
    "Посчитано {moment}, ревизия {revision}. Писать здесь не нужно: вкладка заменяется целиком.",
    "{moment} эсептелген, {revision}-ревизия. Бул жерге жазбаңыз: барак бүт бойдон алмаштырылат.",
    "Computed on {moment}, revision {revision}. Do not write here: the tab is replaced as a whole.",
)
NO_POINTS = Text("Баллов ещё нет.", "Упайлар азырынча эсептеле элек.", "No points were computed yet.")
COURSE = Text(
    "{discipline} · {control} · {group}", "{discipline} · {control} · {group} тобу", "{discipline}, {control}, {group}"
)
HOW = {
    "participation": Text(
        "участие = {cap} × посещено / проведено",
        "катышуу = {cap} × катышты / өттү",
        "participation = {cap} × attended / held",
    ),
    "performance": Text(
        "успеваемость = {cap} × (сумма оценок / их число) / {scale}",
        "жетишүү = {cap} × (баалардын суммасы / саны) / {scale}",
        "performance = {cap} × (sum of marks / their number) / {scale}",
    ),
}
NOT_INCLUDED = Text(
    "Тест проверки и экзамен сюда не входят.",
    "Текшерүүнүн тести менен экзамен бул жакка кирбейт.",
    "The checkpoint's test and the exam are not part of this.",
)
COUNTED = Text(
    "Проверка {checkpoint}: по расписанию прошло занятий {due}, в баллы вошло {counted}.",
    "{checkpoint}-текшерүү: жадыбал боюнча {due} сабак өттү, упайга {counted} сабак кирди.",
    "Checkpoint {checkpoint}: {due} lessons are over by the timetable, {counted} count in the points.",
)
LEFT_OUT = Text(
    "Не вошли, потому что столбец не заполнен: {lessons}.",
    "Мамычасы толтурулбагандыктан кирген жок: {lessons}.",
    "Left out because the column is not complete: {lessons}.",
)
LESSON = Text("{date} пара {pair} ({kind})", "{date} {pair}-пара ({kind})", "{date} pair {pair} ({kind})")
AND_MORE = Text("и ещё {count}", "дагы {count}", "and {count} more")
NUMBER = Text("№", "№", "No.")
STUDENT = Text("Студент", "Студент", "Student")
CHECKPOINT = Text("Проверка {number}", "{number}-текшерүү", "Checkpoint {number}")
OF_CAP = Text("{component}, до {cap}", "{component}, {cap} чейин", "{component}, of {cap}")
PARTS = {
    "participation": Text("посещено / проведено", "катышты / өттү", "attended / held"),
    "performance": Text("сумма оценок / число", "баалардын суммасы / саны", "sum of marks / number"),
}
PART = Text("числитель / знаменатель", "алым / бөлүм", "numerator / denominator")
TOGETHER = Text("вместе", "жалпысы", "together")
MISSING = Text("Чего нет и почему", "Эмнеси жок жана эмнеге", "What is missing and why")
BECAUSE = Text("{component}: {reason}", "{component} жок: {reason}", "{component} - {reason}")
IN_CHECKPOINT = Text("проверка {number}, {what}", "{number}-текшерүү, {what}", "checkpoint {number}, {what}")
SCHEME = Text("Схема баллов: {scheme}.", "Упай схемасы: {scheme}.", "Rating scheme: {scheme}.")
ASSUMED = Text(
    "Положение не устанавливает следующего, так принято в университете:",
    "Төмөнкүлөр жободо көрсөтүлгөн эмес, университетте ушундай кабыл алынган:",
    "The regulation does not fix the following; the university assumes it:",
)
SKIPPED = {
    "open": Text("книга у кого-то открыта", "китеп бирөөдө ачык", "somebody has the workbook open"),
    "changed": Text(
        "книга изменилась после последнего чтения",
        "китеп акыркы окуудан кийин өзгөргөн",
        "the workbook changed after it was last read",
    ),
    "unread": Text("книга ещё не прочитана", "китеп окула элек", "the workbook has not been read yet"),
    "gone": Text("файла нет на месте", "файл ордунда жок", "the file is gone"),
    "unreadable": Text("книга не читается", "китеп окулбайт", "the workbook cannot be read"),
    "no_tabs": Text(
        "вкладки «Проверка» и «Баллы» удалены",
        "«Текшерүү» менен «Упайлар» барактары өчүрүлгөн",
        "the tabs of remarks and points were deleted",
    ),
}
"""Why a workbook was passed over this time."""
