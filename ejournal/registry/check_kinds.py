"""Kinds of problems that the check finds in what was read; each with what to do about it."""

from ejournal.i18n import Text
from ejournal.registry.problems import Kind

MISSING_VALUE = Kind(
    "missing_value",
    Text("не заполнено: «{title}»", "толтурулган эмес: «{title}»", "not filled in: «{title}»"),
    Text(
        "Заполните ячейку или очистите всю строку",
        "Уячаны толтуруңуз же бүт сапты тазалаңыз",
        "Fill the cell, or clear the whole row",
    ),
)
DOUBLED_KEY = Kind(
    "doubled_key",
    Text("повторяет строку {row}", "{row}-сапты кайталайт", "repeats row {row}"),
    Text(
        "Должно быть своё у каждой строки: {fields}. Исправьте или удалите одну из строк",
        "Ар бир сапта өзүнчө болушу керек: {fields}. Бирин оңдоңуз же өчүрүңүз",
        "Each row needs its own: {fields}. Correct or delete one of the rows",
    ),
)
OUT_OF_RANGE = Kind(
    "out_of_range",
    Text("значение вне пределов", "маани чектен тышкары", "the value is out of range"),
    Text("Ожидается: {expected}", "Күтүлөт: {expected}", "Expected: {expected}"),
)
DANGLING = Kind(
    "dangling",
    Text("такого нет на вкладке «{target}»", "«{target}» барагында мындай жок", "not found on the tab «{target}»"),
    Text(
        "Исправьте значение или добавьте строку на вкладку «{target}»",
        "Маанини оңдоңуз же «{target}» барагына сап кошуңуз",
        "Correct the value, or add a row to the tab «{target}»",
    ),
)
MISSPELT = Kind(
    "dangling",
    DANGLING.text,
    Text(
        "Напишите точно так, как там: «{near}»",
        "Ал жердегидей так жазыңыз: «{near}»",
        "Write it exactly as it stands there: «{near}»",
    ),
)
ENDS_BEFORE_START = Kind(
    "ends_before_start",
    Text("конец раньше начала: {start}", "аягы башталышынан эрте: {start}", "ends before its start: {start}"),
    Text("Исправьте одно из двух", "Экөөнүн бирин оңдоңуз", "Correct one of the two"),
)
BELLS_OVERLAP = Kind(
    "bells_overlap",
    Text(
        "пара начинается раньше, чем кончилась пара {pair}: {end}",
        "пара {pair}-пара бүткөнгө чейин башталат: {end}",
        "the pair starts before pair {pair} ends: {end}",
    ),
    Text("Исправьте время звонков", "Коңгуроолордун убактысын оңдоңуз", "Correct the times of the bells"),
)
CHECKPOINT_OUTSIDE = Kind(
    "checkpoint_outside",
    Text(
        "проверка вне своего места: семестр {start} - {end}, проверка 1 раньше проверки 2",
        "текшерүү өз ордунда эмес: семестр {start} - {end}, 1-текшерүү 2-ден мурда",
        "the checkpoint is out of place: the semester is {start} - {end}, checkpoint 1 before 2",
    ),
    Text("Исправьте дату проверки", "Текшерүүнүн күнүн оңдоңуз", "Correct the checkpoint's date"),
)
YEAR_DISAGREES = Kind(
    "year_disagrees",
    Text(
        "код, учебный год и начало семестра говорят о разных годах",
        "код, окуу жылы жана семестрдин башталышы ар башка жылдарды айтат",
        "code, academic year and start speak of different years",
    ),
    Text(
        "Код начинается с первого года учебного года: 2026-1 и 2026-2 у 2026-2027",
        "Код окуу жылынын биринчи жылынан башталат: 2026-2027 үчүн 2026-1 жана 2026-2",
        "The code begins with the academic year's first year: 2026-1 and 2026-2 of 2026-2027",
    ),
)
OUTSIDE_SEMESTER = Kind(
    "outside_semester",
    Text(
        "вне семестра {semester}: {start} - {end}",
        "{semester} семестринен тышкары: {start} - {end}",
        "outside the semester {semester}: {start} - {end}",
    ),
    Text(
        "Исправьте дату или строку нагрузки", "Күндү же жүктөмдүн сабын оңдоңуз", "Correct the date or the load's line"
    ),
)
MEMBERSHIPS_OVERLAP = Kind(
    "memberships_overlap",
    Text(
        "студент в это время уже числится: строка {row}, {group}, {start} - {end}",
        "студент бул убакта мурунтан эле катталган: {row}-сап, {group}, {start} - {end}",
        "the student is a member already at that time: row {row}, {group}, {start} - {end}",
    ),
    Text(
        "Закончите прежнее членство датой «По» или исправьте дату «С»",
        "Мурунку мүчөлүктү «По» күнү менен бүтүрүңүз же «С» күнүн оңдоңуз",
        "End the earlier membership with the date «По», or correct the date «С»",
    ),
)
LEFT_WITHOUT_DATE = Kind(
    "left_without_date",
    Text(
        "«{reason}», а последнего дня в группе нет",
        "«{reason}» деп турат, бирок топтогу акыркы күнү жок",
        "{reason}, but there is no last day in the group",
    ),
    Text("Впишите дату «По»", "«По» күнүн жазыңыз", "Write the date «По»"),
)
NOT_READMITTED = Kind(
    "not_readmitted",
    Text(
        "студент выбыл ({reason}, строка {row}) и снова числится без восстановления",
        "студент кеткен ({reason}, {row}-сап), кайра калыбына келтирилбей эле катталган",
        "the student left ({reason}, row {row}) and is a member again without being readmitted",
    ),
    Text(
        "Впишите основание «восстановлен» или исправьте прежнюю строку",
        "«восстановлен» негизин жазыңыз же мурунку сапты оңдоңуз",
        "Write «восстановлен» as the reason, or correct the earlier row",
    ),
)
SUBGROUP_EMPTY = Kind(
    "subgroup_empty",
    Text(
        "в подгруппе {subgroup} группы {group} никого нет",
        "{group} тобунун {subgroup}-чакан тобунда эч ким жок",
        "nobody is in subgroup {subgroup} of the group {group}",
    ),
    Text(
        "Исправьте номер или укажите подгруппу в «Составе групп»",
        "Номерди оңдоңуз же «Состав групп» барагында чакан топту көрсөтүңүз",
        "Correct the number, or name the subgroup in «Состав групп»",
    ),
)
TIMETABLE_HOURS = Kind(
    "timetable_hours",
    Text(
        "в расписании {planned} ч, в нагрузке {hours} ч (пара - 2 ч, по чётности и датам, праздники не вычтены)",
        "жадыбалда {planned} саат, жүктөмдө {hours} саат (пара - 2 саат, жуп-так жана күн боюнча, майрамдар менен)",
        "{planned} h in the timetable, {hours} h in the load (a pair is 2 h, by parity and dates, holidays included)",
    ),
    Text(
        "Исправьте часы нагрузки или строки расписания",
        "Жүктөмдүн саатын же жадыбалдын саптарын оңдоңуз",
        "Correct the load's hours or the timetable's rows",
    ),
)
CURRICULUM_HOURS = Kind(
    "curriculum_hours",
    Text(
        "{kinds}: в нагрузке {hours} ч, в учебном плане {planned} ч",
        "{kinds}: жүктөмдө {hours} саат, окуу планда {planned} саат",
        "{kinds}: {hours} h in the load, {planned} h in the curriculum",
    ),
    Text(
        "Исправьте часы нагрузки или учебного плана (п. 2.10)",
        "Жүктөмдүн же окуу пландын саатын оңдоңуз (2.10-пункт)",
        "Correct the hours of the load or of the curriculum (2.10)",
    ),
)
NO_CURRICULUM = Kind(
    "no_curriculum",
    Text(
        "нет строки учебного плана: {group}, {semester}",
        "окуу пландын сабы жок: {group}, {semester}",
        "no row of the curriculum: {group}, {semester}",
    ),
    Text(
        "Добавьте дисциплину в «Учебный план»: без неё не известна форма контроля",
        "Дисциплинаны «Учебный план» барагына кошуңуз: ансыз контролдун формасы белгисиз",
        "Add the discipline to «Учебный план»: without it the form of control is not known",
    ),
)
KIND_OUTSIDE_LOAD = Kind(
    "kind_outside_load",
    Text(
        "такого вида занятий нет в нагрузке: там {kinds}",
        "жүктөмдө мындай сабактын түрү жок: анда {kinds}",
        "the load has no such kind of class, only {kinds}",
    ),
    Text(
        "Исправьте вид занятия или виды в строке нагрузки",
        "Сабактын түрүн же жүктөмдөгү түрлөрдү оңдоңуз",
        "Correct the kind of class, or the kinds in the load's line",
    ),
)
TWICE_REMEDY = Text(
    "Перенесите одно из занятий. Общее занятие нескольких групп: одинаковые «Поток», пара и аудитория",
    "Сабактын бирин жылдырыңыз. Бир нече топтун жалпы сабагы: бирдей «Поток», пара жана аудитория",
    "Move one of the lessons. A lesson shared by several groups: the same «Поток», pair and room",
)
ROOM_TWICE = Kind(
    "room_twice",
    Text(
        "аудитория {who} занята: {day}, пара {pair} ({other}); таких дней: {days}",
        "{who} аудиториясы бош эмес: {day}, {pair}-пара ({other}); мындай күндөр: {days}",
        "the room {who} is taken: {day}, pair {pair} ({other}); such days: {days}",
    ),
    TWICE_REMEDY,
)
TEACHER_TWICE = Kind(
    "teacher_twice",
    Text(
        "{who} ведёт в это время другое занятие: {day}, пара {pair} ({other}); таких дней: {days}",
        "{who} бул убакта башка сабак өтөт: {day}, {pair}-пара ({other}); мындай күндөр: {days}",
        "{who} teaches another lesson then: {day}, pair {pair} ({other}); such days: {days}",
    ),
    TWICE_REMEDY,
)
GROUP_TWICE = Kind(
    "group_twice",
    Text(
        "у группы {who} в это время другое занятие: {day}, пара {pair} ({other}); таких дней: {days}",
        "{who} тобунун бул убакта башка сабагы бар: {day}, {pair}-пара ({other}); мындай күндөр: {days}",
        "the group {who} has another lesson then: {day}, pair {pair} ({other}); such days: {days}",
    ),
    TWICE_REMEDY,
)
NO_LESSON = Kind(
    "no_lesson",
    Text(
        "в этот день и эту пару такого занятия нет",
        "бул күнү, бул парада мындай сабак жок",
        "there is no such lesson on this day and pair",
    ),
    Text(
        "Укажите дату и пару, которые стоят в расписании (или в более раннем приказе)",
        "Жадыбалда (же мурунку буйрукта) турган күндү жана параны көрсөтүңүз",
        "Name the date and pair as they stand in the timetable (or in an earlier order)",
    ),
)
EXTRA_INCOMPLETE = Kind(
    "extra_incomplete",
    Text(
        "дополнительному занятию не хватает даты, пары или вида занятия",
        "кошумча сабакка күнү, парасы же сабактын түрү жетишпейт",
        "the extra lesson lacks its date, pair or kind of class",
    ),
    Text(
        "Заполните «Новая дата», «Новая пара», «Вид занятия»",
        "«Новая дата», «Новая пара», «Вид занятия» мамычаларын толтуруңуз",
        "Fill «Новая дата», «Новая пара», «Вид занятия»",
    ),
)
MOVES_NOWHERE = Kind(
    "moves_nowhere",
    Text("не сказано, куда перенести", "кайда жылдыруу керектиги айтылган эмес", "it is not said where to move it"),
    Text(
        "Заполните новую дату, пару или аудиторию",
        "Жаңы күндү, параны же аудиторияны толтуруңуз",
        "Fill in the new date, pair or room",
    ),
)
ON_HOLIDAY = Kind(
    "on_holiday",
    Text("занятие в праздничный день", "сабак майрам күнү", "a lesson on a holiday"),
    Text(
        "Выберите другой день или уберите день с вкладки «Праздники»",
        "Башка күндү тандаңыз же күндү «Праздники» барагынан алыңыз",
        "Choose another day, or take the day off the tab «Праздники»",
    ),
)
