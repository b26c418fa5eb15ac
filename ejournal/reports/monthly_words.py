"""The words of the monthly report, in the three languages."""

from collections.abc import Mapping

from ejournal.i18n import Text

DUE = Text("По расписанию", "Жадыбал боюнча", "Due by the timetable")
FILLED = Text("Заполнено", "Толтурулган", "Filled")
EMPTY = Text("Не заполнено", "Толтурулбаган", "Not filled")
ON_TIME = Text("В день занятия", "Сабак күнү", "On the lesson's day")
LATE = Text("Позже", "Кечигип", "Late")
UNDETERMINED = Text("Срок не определён", "Мөөнөтү аныкталган жок", "Time not determined")
FILLED_SHARE = Text("Заполнено, %", "Толтурулганы, %", "Filled, %")
ON_TIME_SHARE = Text("В день занятия, %", "Сабак күнү толтурулганы, %", "On the lesson's day, %")
SHARES = Text("Доля, %", "Үлүшү, %", "Share, %")
LESSONS_HEAD = Text("Занятий", "Сабактардын саны", "Lessons")
JOURNALS = Text("Журналов", "Журналдардын саны", "Journals")
HELD = Text("Проведено, чел.-занятий", "Өткөрүлгөнү, студент-сабак", "Held, student-lessons")
ATTENDED = Text("Посещено", "Катышканы", "Attended")
ABSENT = Text("Пропущено (кж)", "Себепсиз калтырган (кж)", "Absent (кж)")
EXCUSED = Text("По уважит. причине (у)", "Жүйөлүү себеп менен (у)", "Excused (у)")
ATTENDANCE = Text("Посещаемость, %", "Катышуу, %", "Attendance, %")
ATTENDANCE_LABEL = Text("Посещаемость", "Сабакка катышуу", "Attendance")
MEMBERS = Text("Студентов", "Студенттердин саны", "Students")
NOT_ATTESTED = Text("н/а", "баасы жок", "not attested")
MARKS = Text("Оценок", "Баалардын саны", "Marks")
MEAN = Text("Средний балл", "Орточо баа", "Mean mark")
MARKS_OF_MONTH = Text("Оценка за месяц: студентов", "Айлык баа: студенттер", "Mark of the month: students")
PERFORMANCE_SHARES = Text("Успеваемость, %", "Жетишүү, %", "Performance, %")
ABSOLUTE = Text("абсолютная", "абсолюттук", "absolute")
QUALITY = Text("качественная", "сапаттык", "qualitative")
DEGREE = Text("СОУ", "окугандык (СОУ)", "degree of learning (СОУ)")
MISSED_HEAD = Text("Пропущено часов", "Калтырылган саат", "Hours missed")
BY_DISCIPLINE = Text("По дисциплинам", "Окуу сабактары боюнча", "By discipline")
MISSED = Text("всего", "жалпы", "all")
MISSED_ABSENT = Text("кж", "кж (себепсиз)", "кж (absent)")
MISSED_EXCUSED = Text("у", "у (жүйөлүү)", "у (excused)")
WEEK = Text("Учебная неделя", "Окуу жумасы", "Teaching week")
MARK = Text("Оценка", "Баа", "Mark")
OF_UNKNOWN = Text(
    "{part} из {whole}, срок не определён у {unknown}",
    "{whole} ичинен {part}, {unknown} сабактын мөөнөтү белгисиз",
    "{part} of {whole}, time not determined for {unknown}",
)
OF = Text("{part} из {whole}", "{whole} ичинен {part}", "{part} of {whole}")
FILLING_CAPTION = Text("Заполнение по журналам", "Журналдар боюнча толтуруу", "Filling by journal")
FILLING_CHART = Text(
    "Когда заполнены журналы, занятий",
    "Журналдар качан толтурулган, сабактардын саны",
    "When the journals were filled in, lessons",
)
TEACHER_CAPTION = Text("Заполнение по преподавателям", "Окутуучулар боюнча толтуруу", "Filling by teacher")
ATTENDANCE_CAPTION = Text("Посещаемость по дисциплинам", "Окуу сабактары боюнча катышуу", "Attendance by discipline")
PERFORMANCE_CAPTION = Text("Успеваемость по дисциплинам", "Окуу сабактары боюнча жетишүү", "Performance by discipline")
ABSENCES_CAPTION = Text(
    "Пропуски по студентам и дисциплинам, академические часы",
    "Студенттер жана окуу сабактары боюнча калтырылган академиялык сааттар",
    "Absences by student and discipline, academic hours",
)
WEEKS_CAPTION = Text("Посещаемость по неделям, %", "Жумалар боюнча катышуу, %", "Attendance by week, %")
DISTRIBUTION_CAPTION = Text("Распределение оценок", "Баалардын бөлүштүрүлүшү", "Distribution of marks")
UNFILLED_CAPTION = Text("Незаполненные занятия", "Толтурулбаган сабактар", "Lessons not filled in")
DATE = Text("Дата", "Күнү", "Date")
PAIR = Text("Пара", "Пара №", "Pair")
REASON = Text("Чего не хватает", "Эмнеси жетишпейт", "What is missing")
ALL_FILLED = Text(
    "Все занятия месяца заполнены.", "Айдын бардык сабактары толтурулган.", "All lessons of the month are filled in."
)
NO_LESSONS = Text(
    "Занятий по расписанию в этом месяце до указанного дня нет.",
    "Бул айда көрсөтүлгөн күнгө чейин жадыбал боюнча сабак жок.",
    "No lesson was due by the timetable in this month up to the day named.",
)
NO_HELD = Text(
    "Заполненных занятий ещё нет, посещаемость не определена.",
    "Толтурулган сабак азырынча жок, катышуу аныкталган жок.",
    "No lesson is complete yet, so attendance is not determined.",
)
NO_MARKS = Text("Оценок за месяц нет.", "Бул айда баа коюлган жок.", "No mark was given in this month.")
NO_MEMBERS = Text("В группе нет студентов.", "Топто студент жок.", "The group has no members.")
FILLING = Text("Заполнение журналов", "Журналдарды толтуруу", "Filling of the journals")
PERFORMANCE = Text("Успеваемость", "Окуудагы жетишүү", "Performance")
ABSENCES = Text("Пропуски", "Калтырылган сабактар", "Absences")
READING_HEAD = Text("Как посчитано", "Кантип эсептелди", "How it was counted")
READINGS = (
    Text(
        "По расписанию — занятия месяца по указанный день, кроме отменённых. Заполнено — назван вид работы и «Нет» "
        "совпадает с отметками; занятие, отмеченное как непроведённое, тоже считается заполненным.",
        "Жадыбал боюнча — айдын көрсөтүлгөн күнгө чейинки сабактары, жокко чыгарылгандардан башкасы. Толтурулган — "
        "иштин түрү аталып, «Нет» саны белгилерге дал келет; өткөрүлбөдү деп белгиленген сабак да толтурулган болуп "
        "саналат.",
        "Due are the month's lessons up to the day named, except cancelled ones. Filled: a work type is named and "
        "the control number agrees with the marks; a lesson reported as not held counts as filled too.",
    ),
    Text(
        "Позже — занятие впервые заполнено после своего дня и не во время сбоя; исправления не считаются опозданием.",
        "Кечигип — сабак өз күнүнөн кийин, үзгүлтүк болбогон учурда биринчи жолу толтурулган; оңдоолор кечигүү эмес.",
        "Late means first filled after the lesson's own day and outside an outage; corrections are never late.",
    ),
    Text(
        "Срок не определён — по времени чтения и сохранения файла нельзя сказать, заполнен ли журнал в день занятия. "
        "По преподавателям занятие отнесено к тому, кто вёл его по нагрузке или замещению.",
        "Мөөнөтү аныкталган жок — файл окулган жана сакталган убакыт боюнча журнал сабак күнү толтурулганын айтууга "
        "болбойт. Окутуучулар боюнча сабак жүктөм же алмаштыруу менен аны өткөн окутуучуга жазылат.",
        "Time not determined: from the times the file was read and saved it cannot be told whether the journal was "
        "filled in on the lesson's day. By teacher, a lesson belongs to who held it by load or substitution.",
    ),
    Text(
        "Посещаемость = посещено / (проведённые занятия × студенты), только по заполненным занятиям; у — тоже пропуск. "
        "В ней учтены и дни учёбы тех, кто за месяц выбыл; в таблице пропусков — только нынешние студенты.",
        "Катышуу = катышканы / (өткөрүлгөн сабактар × студенттер), толтурулган сабактар боюнча гана; у дагы калтыруу. "
        "Ага ай ичинде чыгып кеткендердин окуган күндөрү да кирет; калтыруулар таблицасында азыркы студенттер гана.",
        "Attendance = attended / (lessons held x members), over complete lessons only; у counts as not attended. "
        "It counts the days of those who left during the month too; the table of absences has present members only.",
    ),
    Text(
        "Оценка студента за месяц — средний балл его оценок, округлённый (половина вверх), не ниже 2; без оценок "
        "— н/а. Доли берутся от числа нынешних студентов группы. Это допущение: положение месячной оценки не "
        "устанавливает.",
        "Студенттин айлык баасы — коюлган баалардын тегеректелген орточосу (жарымы жогору), 2ден төмөн эмес; баасы "
        "жок студент өзүнчө саналат. Үлүштөр топтун азыркы студенттеринен алынат. Бул божомол: жободо айлык баа "
        "белгиленген эмес.",
        "A student's mark of the month is the rounded mean of the marks given (half up), not below 2; without marks "
        "the student is not attested. Shares are of the group's present members. This is assumed: the regulation fixes "
        "no monthly mark.",
    ),
)
TIMELINESS: Mapping[str, Text] = {"on_time": ON_TIME, "late": LATE, "undetermined": UNDETERMINED}
