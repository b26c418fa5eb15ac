"""Words of the explanation of points, in the three languages."""

from collections.abc import Mapping

from ejournal.i18n import Text

ABOUT = Text(
    "{name}, зачётная книжка {number}. {discipline}, группа {group}, семестр {semester}, {control}.",
    "{name}, зачеттук китепчеси {number}. {discipline}, {group} тобу, {semester} семестри, {control}.",
    "{name}, record book {number}. {discipline}, group {group}, semester {semester}, {control}.",
)
BY = Text(
    "Баллы на {today} по схеме «{scheme}», состояние данных № {revision}.",
    "{today} карата упайлар «{scheme}» схемасы боюнча, маалыматтардын № {revision} абалы.",
    "Points as of {today} by the scheme {scheme}, revision {revision} of the data.",
)
CHECKPOINT = Text("Проверка {checkpoint}", "{checkpoint}-текшерүү", "Checkpoint {checkpoint}")
NOBODY = Text(
    "Баллов нет: в это время студент не состоял в группе с этой дисциплиной.",
    "Упай жок: бул учурда студент бул сабагы бар топто болгон эмес.",
    "No points: the student was in no group with this course then.",
)
ATTENDANCE = Text(
    "{component}: посещено {numerator} из {denominator} проведённых занятий, "
    "{numerator} / {denominator} × {cap} = {points}",
    "{component}: өткөрүлгөн {denominator} сабактын {numerator} сабагына катышкан, "
    "{numerator} / {denominator} × {cap} = {points}",
    "{component}: attended {numerator} of {denominator} lessons held, {numerator} / {denominator} × {cap} = {points}",
)
MEAN_MARK = Text(
    "{component}: сумма {numerator}, оценок {denominator}, средний балл {mean}; {mean} / {scale} × {cap} = {points}",
    "{component}: суммасы {numerator}, баалардын саны {denominator}, орточо баа {mean}; "
    "{mean} / {scale} × {cap} = {points}",
    "{component}: sum {numerator}, number of marks {denominator}, mean {mean}; {mean} / {scale} × {cap} = {points}",
)
ENTERED = Text(
    "{component}: внесено {points} из {cap}",
    "{component}: {cap} упайдан {points} киргизилген",
    "{component}: {points} of {cap} entered",
)
NO_POINTS = Text(
    "{component}: {points} — {reason}", "{component}: {points}, себеби: {reason}", "{component}: {points}: {reason}"
)
CAP = Text(
    "Предел {cap} баллов ({founded}); половина округляется вверх, до {decimals} знаков.",
    "Чеги {cap} упай ({founded}); жарымы жогору карай, {decimals} белгиге чейин тегеректелет.",
    "At most {cap} points ({founded}); halves round up, to {decimals} decimals.",
)
CLAUSE = Text("пункт {clause} положения", "жобонун {clause}-пункту", "clause {clause} of the regulation")
ASSUMED = Text(
    "принято допущение, положение этого не устанавливает",
    "жободо көрсөтүлгөн эмес, болжол",
    "assumed, not fixed by the regulation",
)
POSTED = Text(
    "При закрытии проверки выставлено {points}; эти баллы не меняются.",
    "Текшерүү жабылганда {points} коюлган; бул упайлар өзгөрбөйт.",
    "Posted when the checkpoint was closed: {points}; these points stand.",
)
TOTAL = Text("Всего: {points} из {most}.", "Бардыгы: {most} упайдан {points}.", "So far: {points} of {most}.")
ASSUMPTIONS = Text(
    "Положение этого не устанавливает; принято (схема «{scheme}»):",
    "Жободо көрсөтүлгөн эмес, «{scheme}» схемасында болжолдонгон:",
    "Not fixed by the regulation, assumed by the scheme {scheme}:",
)
LESSONS = Text(
    "Занятия: из чего складывается участие",
    "Сабактар: катышуу эмнеден түзүлөт",
    "Lessons that participation is made of",
)
MARKS = Text(
    "Оценки: из чего складывается успеваемость", "Баалар: жетишүү эмнеден түзүлөт", "Marks that performance is made of"
)
DATE = Text("Дата", "Күнү", "Date")
PAIR = Text("Пара", "Пара №", "Pair")
KIND = Text("Вид", "Түрү", "Kind")
GROUP = Text("Группа", "Тобу", "Group")
STATUS = Text("Отметка", "Белги", "Status")
COUNTS = Text("В расчёте", "Эсепте", "Counts")
MARK = Text("Оценка", "Баа", "Mark")
SOURCE = Text("За что", "Эмне үчүн", "For")
CELL = Text("Ячейка", "Уяча", "Cell")
ATTENDED = Text("проведено, был", "өткөрүлдү, катышты", "held, attended")
MISSED = Text("проведено, не был", "өткөрүлдү, катышкан жок", "held, missed")
OUTSIDE = Text("не считается: {why}", "эсептелбейт: {why}", "not counted: {why}")
STATUSES: Mapping[str, Text] = {
    "present": Text("был", "катышты", "present"),
    "absent": Text("кж", "катышкан жок (кж)", "absent"),
    "excused": Text("у", "жүйөлүү себеп (у)", "excused"),
    "not_entered": Text("не внесено", "киргизилген эмес", "not entered"),
    "not_member": Text("не состоял", "топто эмес", "not a member"),
    "unreadable": Text("не прочитано", "окулбады", "unreadable"),
}
WHY: Mapping[str, Text] = {
    "not_member": Text(
        "не состоял в группе или подгруппе", "топто же топчодо болгон эмес", "not in the group or subgroup"
    ),
    "not_held": Text("занятие не состоялось", "сабак өткөн жок", "the lesson was not held"),
    "empty": Text("столбец пуст", "тилке бош", "the column is empty"),
    "no_work_type": Text("не указан вид работы", "иштин түрү көрсөтүлгөн эмес", "no work type is named"),
    "no_control_number": Text(
        "не указано число «Нет»", "«Жок» саны көрсөтүлгөн эмес", "the number of absent is missing"
    ),
    "disagrees": Text(
        "число «Нет» не сходится с отметками", "«Жок» саны белгилерге дал келбейт", "the number of absent disagrees"
    ),
    "excused_neutral": Text("уважительная причина", "жүйөлүү себеп", "excused"),
    "unreadable": Text("ячейку нельзя прочитать", "уячаны окуу мүмкүн эмес", "the cell cannot be read"),
    "ahead": Text("ещё не наступило", "али боло элек", "not yet"),
}
SOURCES: Mapping[str, Text] = {
    "lesson": Text("занятие", "сабак", "lesson"),
    "work": Text("СРС, тема {item}", "СӨИ, {item}-тема", "independent work, item {item}"),
    "absence": Text("пропуск как 0", "калтыруу 0 катары", "absence as 0"),
}
