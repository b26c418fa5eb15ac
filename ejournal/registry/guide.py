"""What the registry workbook says about itself: its instruction and a note above each tab."""

from ejournal.i18n import Text

GUIDE_TITLE = Text("Реестр: как его заполнять", "Реестр: аны кантип толтуруу керек", "The registry: how to fill it in")
GUIDE_TAB = "Инструкция"

GUIDE = Text(
    ru="""
# Что это за книга
Здесь университет описан один раз: кто учится, кто и что ведёт, где и когда. Из неё программа делает журналы.
Заполняет администратор (ОЦИТО) в последнюю неделю августа (п. 3.1, 4.1); в течение года он вносит сюда изменения.

# Правила
Тёмный заголовок - столбец обязателен: пустая ячейка в нём краснеет. Светлый - столбец можно не заполнять.
Где ячейка ссылается на другую вкладку, стоит список; программа предупреждает о незнакомом значении, но не мешает.
Даты: 01.09.2026. Время: 08:00. Виды занятий: лк, пр, лб через запятую.
В скрытом столбце A - код строки: по нему программа узнаёт строку, которую переименовали. Не копируйте строку целиком, \
копируйте ячейки от столбца B, а новую строку набирайте под последней. Столбцы можно добавлять и переставлять.

# Последняя неделя августа, по порядку
1. Институты, Кафедры, Преподаватели.
2. Группы, Студенты, Состав групп: у каждого студента строка с группой, подгруппой и датой «С».
3. Дисциплины, Семестры, Праздники (переходящие и объявленные; постоянные программа знает сама).
4. Учебный план: часы по видам, кредиты, форма контроля. Нагрузка: строка - это журнал.
5. Аудитории, Звонки, Расписание.
6. Проверка: ejournal registry check. Она называет все ошибки сразу, с вкладкой и ячейкой.
7. Загрузка: ejournal registry load. Загружается всё или ничего. Затем журналы: ejournal journals provision.

# Изменения в течение года
Студент ушёл или перешёл: в «Составе групп» поставьте дату «По», для новой группы добавьте строку. Строку не удаляйте: \
кто вышел из группы в октябре, в сентябре в ней был.
Новая фамилия, новое название: исправьте в той же строке.
Расписание изменилось до конца семестра: у старой строки дата «По», ниже новая строка с датой «С».
Закройте книгу перед загрузкой: открытую книгу программа читает, но скрытых кодов в неё не пишет.

# Приказы
«Смена преподавателя», «Изменения расписания», «Замещения», «Сбои»: строка - это приказ или акт. Загруженный приказ \
остаётся в силе, даже если строку удалить. Ошибку исправляют в той же строке, отменяют новой строкой.
Отмена и «дистанционно»: дата и пара занятия. Перенос: ещё новая дата, пара или аудитория.
Объединение: занятие проходит вместе с другим, у того же преподавателя и в той же аудитории.
Дополнительное: новая дата, новая пара и вид занятия.
Замещение (п. 3.5) даёт право вести журнал с даты «С» по дату «По».

# Часы
Пара - 2 академических часа. Часы нагрузки равны числу учебных недель, умноженному на пары в неделю и на 2; \
праздники не вычитаются: такие занятия отрабатывают. По каждому виду они равны часам учебного плана.
""",
    ky="""
# Бул кандай китеп
Бул жерде университет бир жолу жазылат: ким окуйт, ким эмнени, кайда, качан өтөт. Журналдар ушундан түзүлөт.
Администратор (ОЦИТО) августтун акыркы жумасында толтурат (3.1, 4.1-пункттар) жана жыл бою өзгөртүүлөрдү киргизет.

# Эрежелер
Кочкул баш аталыш - мамыча милдеттүү: андагы бош уяча кызарат. Ачык баш аталыш - мамычаны толтурбай койсо болот.
Уяча башка баракка шилтеме кылса, тизме бар; программа белгисиз маани жөнүндө эскертет, бирок тоскоол болбойт.
Күнү: 01.09.2026. Убактысы: 08:00. Сабактын түрлөрү: лк, пр, лб, үтүр менен.
Жашырылган A мамычасында саптын коду турат: аталышы өзгөргөн сапты программа ошол боюнча тааныйт. Сапты бүтүндөй \
көчүрбөңүз, уячаларды B мамычасынан баштап көчүрүңүз, жаңы сапты акыркысынын астына жазыңыз. Мамыча кошсо болот.

# Августтун акыркы жумасы, ирети менен
1. Институттар, кафедралар, окутуучулар: «Институты», «Кафедры», «Преподаватели».
2. «Группы», «Студенты», «Состав групп»: ар бир студентке топ, чакан топ жана «С» күнү менен сап.
3. «Дисциплины», «Семестры», «Праздники» (жылуучу жана жарыяланган майрамдар; туруктууларын программа өзү билет).
4. «Учебный план»: түрлөр боюнча сааттар, кредиттер, контролдун формасы. «Нагрузка»: сап - бул журнал.
5. «Аудитории», «Звонки», «Расписание».
6. Текшерүү: ejournal registry check. Ал бардык катаны дароо, барагы жана уячасы менен атайт.
7. Жүктөө: ejournal registry load. Баары жүктөлөт же эч нерсе. Андан кийин журналдар: ejournal journals provision.

# Жыл ичиндеги өзгөртүүлөр
Студент кетсе же которулса: «Состав групп» барагында «По» күнүн коюп, жаңы топко жаңы сап кошуңуз. Сапты өчүрбөңүз: \
топтон октябрда чыккан студент сентябрда ошол топто болгон.
Жаңы фамилия, жаңы аталыш: ошол эле сапта оңдоңуз.
Жадыбал семестрдин аягына чейин өзгөрсө: эски сапка «По» күнү, астына «С» күнү менен жаңы сап.
Жүктөөнүн алдында китепти жабыңыз: ачык китепти программа окуйт, бирок жашыруун коддорду жазбайт.

# Буйруктар
«Смена преподавателя», «Изменения расписания», «Замещения», «Сбои»: сап - бул буйрук же акт. Жүктөлгөн буйрук сап \
өчүрүлсө да күчүндө калат. Ката ошол эле сапта оңдолот, жаңы сап менен жокко чыгарылат.
Жокко чыгаруу жана аралыктан: сабактын күнү жана парасы. Жылдыруу: дагы жаңы күн, пара же аудитория.
Бириктирүү: сабак башка сабак менен бирге, ошол эле окутуучуда, ошол эле аудиторияда өтөт.
Кошумча: жаңы күн, жаңы пара жана сабактын түрү.
Орун басуу (3.5-пункт) журналды «С» күнүнөн «По» күнүнө чейин толтуруу укугун берет.

# Сааттар
Пара - 2 академиялык саат. Жүктөмдүн сааты окуу жумаларынын санын жумадагы парага жана 2ге көбөйткөнгө барабар; \
майрамдар кемитилбейт: андай сабактар толукталат. Ар бир түр боюнча алар окуу пландын саатына барабар.
""",
    en="""
# What this workbook is
The university is described here once: who studies, who teaches what, where and when. The journals are made from it.
The administrator fills it in the last week of August (3.1, 4.1) and enters every change here during the year.

# Rules
A dark header marks a required column: a blank cell in it turns red. A light header marks a column that may stay blank.
Where a cell refers to another tab there is a list; an unknown value is warned of, not forbidden.
Dates: 01.09.2026. Times: 08:00. Kinds of class: лк, пр, лб with commas between.
The hidden column A holds a row's id, by which a renamed row is known. Do not copy whole rows: copy cells from column \
B on, and type a new row below the last one. Columns may be added and moved.

# The last week of August, in this order
1. Institutes, departments, teachers: «Институты», «Кафедры», «Преподаватели».
2. «Группы», «Студенты», «Состав групп»: a row for each student with group, subgroup and the date «С».
3. «Дисциплины», «Семестры», «Праздники» (movable and announced holidays; the fixed ones are known).
4. «Учебный план»: hours by kind, credits, form of control. «Нагрузка»: a row is a journal.
5. «Аудитории», «Звонки», «Расписание».
6. Check: ejournal registry check. It names all problems at once, with tab and cell.
7. Load: ejournal registry load. All of it is loaded, or nothing. Then the journals: ejournal journals provision.

# Changes during the year
A student left or moved: set the date «По» in «Состав групп» and add a row for the new group. Do not delete the row: \
who left a group in October was in it in September.
A new surname, a new title: correct it in the same row.
The timetable changed for the rest of the semester: the date «По» in the old row, a new row with the date «С» below.
Close the workbook before loading: an open one is read, but no hidden ids are written into it.

# Orders
«Смена преподавателя», «Изменения расписания», «Замещения», «Сбои»: a row is an order or an act. An order once loaded \
stands even when its row is deleted. A slip is corrected in the same row; an order is undone by a new row.
Cancelled and remote: date and pair of the lesson. Moved: the new date, pair or room besides.
Merged: the lesson is held together with another one, by the same teacher in the same room.
Extra: new date, new pair and kind of class.
A substitution (3.5) gives the right to fill the journal from the date «С» to the date «По».

# Hours
A pair is 2 academic hours. A load's hours are the teaching weeks times the pairs a week times 2; holidays are not \
subtracted, because those lessons are made up. By kind of class they equal the hours of the curriculum.
""",
)
"""A line a row of the instruction's tab; a line that begins with ``# `` is a heading."""

TAB_NOTES: dict[str, Text] = {
    "institutes": Text(
        "Институты и колледжи университета.",
        "Университеттин институттары жана колледждери.",
        "The university's institutes and colleges.",
    ),
    "departments": Text(
        "Кафедры и ПЦК; за преподавателями и дисциплинами.",
        "Кафедралар жана ПЦКлар; окутуучулар менен дисциплиналар үчүн.",
        "Departments, to which teachers and disciplines belong.",
    ),
    "teachers": Text(
        "ФИО полностью, у каждого своё; однофамильцев различайте отчеством или кафедрой в скобках.",
        "Аты-жөнү толук, ар биринде өзүнчө; окшош аттарды атасынын аты же кашаадагы кафедра менен айырмалаңыз.",
        "Full names, each one only once; tell namesakes apart by patronymic or by the department in brackets.",
    ),
    "groups": Text(
        "Учебные группы этого года. Куратор - из вкладки «Преподаватели».",
        "Ушул жылдагы окуу топтору. Куратор «Преподаватели» барагынан.",
        "This year's groups. The curator comes from «Преподаватели».",
    ),
    "students": Text(
        "Студент стоит здесь один раз; группа - на вкладке «Состав групп».",
        "Студент бул жерде бир жолу турат; тобу «Состав групп» барагында.",
        "A student stands here once; the group stands in «Состав групп».",
    ),
    "memberships": Text(
        "Кто с какого дня в какой группе и подгруппе. Ушёл или перешёл - дата «По», строку не удалять.",
        "Ким кайсы күндөн тартып кайсы топто жана чакан топто. Кетсе же которулса «По» күнү, сап өчүрүлбөйт.",
        "Who is in which group and subgroup from which day. Left or moved: the date «По»; do not delete the row.",
    ),
    "disciplines": Text(
        "Дисциплины и кафедры, которые их ведут.",
        "Дисциплиналар жана аларды окуткан кафедралар.",
        "Disciplines and the departments that teach them.",
    ),
    "semesters": Text(
        "Код - год начала учебного года и номер: 2026-1. Проверка 1 и 2 - последние дни двух контрольных периодов.",
        "Код - окуу жылы башталган жыл жана номер: 2026-1. Проверка 1 жана 2 - эки текшерүү мезгилинин акыркы күндөрү.",
        "The code: the academic year's first year and a number, 2026-1. Проверка 1 and 2: the checkpoints' last days.",
    ),
    "holidays": Text(
        "Переходящие и объявленные праздники; постоянные (1 января, 8 марта и другие) программа знает.",
        "Жылуучу жана жарыяланган майрамдар; туруктуу майрамдарды (1-январь, 8-март ж.б.) программа билет.",
        "Movable and announced holidays; the fixed ones (1 January, 8 March and others) are known.",
    ),
    "curriculum": Text(
        "Часы дисциплины у группы в семестре по видам, кредиты и форма контроля (п. 2.10).",
        "Топтун семестрдеги дисциплинасынын түрлөр боюнча сааттары, кредиттери жана контролдун формасы (2.10-пункт).",
        "A discipline's hours by kind for a group in a semester, credits and form of control (2.10).",
    ),
    "load": Text(
        "Строка - это журнал: кто ведёт у группы или подгруппы какие виды занятий. Подгруппа пуста - вся группа.",
        "Сап - бул журнал: топто же чакан топто ким кайсы түрдөгү сабакты өтөт. Чакан топ бош болсо - бүт топ.",
        "A row is a journal: who teaches which kinds of class to a group or subgroup. No subgroup: the whole group.",
    ),
    "teacher_changes": Text(
        "Журнал с даты «С» ведёт другой преподаватель, до следующей смены. Временно - вкладка «Замещения».",
        "Журналды «С» күнүнөн тартып, кийинки алмашууга чейин башка окутуучу жүргүзөт. Убактылуу - «Замещения».",
        "From the date «С» another teacher keeps the journal, until the next change. For some days: «Замещения».",
    ),
    "rooms": Text("Аудитории.", "Аудиториялар.", "Rooms."),
    "bells": Text(
        "Звонки: номер пары, начало и конец.",
        "Коңгуроолор: паранын номери, башталышы жана аягы.",
        "Bells: number of the pair, start and end.",
    ),
    "timetable": Text(
        "Строка - одна пара в неделю. Общая лекция: у всех её групп одинаковые «Поток», пара и аудитория.",
        "Сап - жумасына бир пара. Жалпы лекция: бардык тобунда «Поток», пара жана аудитория бирдей.",
        "A row is one pair a week. A shared lecture: the same «Поток», pair and room for all its groups.",
    ),
    "changes": Text(
        "Приказ об одном занятии: дата и пара по расписанию; при переносе и дополнительном - новые дата и пара.",
        "Бир сабак жөнүндө буйрук: жадыбалдагы күнү жана парасы; жылдырууда жана кошумчада - жаңы күнү жана парасы.",
        "An order about one lesson: its date and pair; moved and extra ones with the new date and pair.",
    ),
    "substitutions": Text(
        "Кого назначил заведующий кафедрой вместо преподавателя и с какого по какой день (п. 3.5, 4.3).",
        "Кафедра башчысы окутуучунун ордуна кимди жана кайсы күндөн кайсы күнгө чейин дайындады (3.5, 4.3-пункттар).",
        "Whom the head of department appointed in a teacher's place, and from which day to which (3.5, 4.3).",
    ),
    "outages": Text(
        "Когда система не работала, по акту: заполнение в это время опозданием не считается. Пусто - у всех.",
        "Акт боюнча система качан иштебеди: бул убактагы толтуруу кечигүү эмес. Бош болсо - баарында.",
        "When the system was down, by an act: filling then is not late. A blank scope means everybody.",
    ),
}
"""Tab's name -> the note above its table."""

FIELD_NOTES: dict[tuple[str, str], Text] = {
    ("memberships", "subgroup"): Text(
        "Номер подгруппы; пусто - студент не в подгруппе",
        "Чакан топтун номери; бош - студент чакан топто эмес",
        "Number of the subgroup; blank: the student is in none",
    ),
    ("memberships", "valid_to"): Text("Последний день в группе", "Топтогу акыркы күн", "The last day in the group"),
    ("memberships", "reason"): Text(
        "Почему членство кончилось; «восстановлен» - с чего оно началось",
        "Мүчөлүк эмне үчүн бүттү; «восстановлен» - эмнеден башталды",
        "Why the membership ended; «восстановлен»: how it began",
    ),
    ("semesters", "first_week"): Text(
        "Какой считается первая неделя", "Биринчи жума кандай эсептелет", "What the first week counts as"
    ),
    ("load", "code"): Text(
        "Свой у каждой строки, например: ИТ-1-26 МАТ лк",
        "Ар бир сапта өзүнчө, мисалы: ИТ-1-26 МАТ лк",
        "One for each row, such as: ИТ-1-26 МАТ лк",
    ),
    ("load", "kinds"): Text("Через запятую: лк, пр, лб", "Үтүр менен: лк, пр, лб", "With commas between: лк, пр, лб"),
    ("load", "hours"): Text(
        "Академических часов за семестр; пара - 2 часа",
        "Семестрдеги академиялык сааттар; пара - 2 саат",
        "Academic hours a semester; a pair is 2 hours",
    ),
    ("timetable", "stream"): Text(
        "Одно и то же слово у групп, которые слушают лекцию вместе",
        "Лекцияны чогуу уккан топтордо бирдей сөз",
        "The same word for the groups that hear a lecture together",
    ),
    ("timetable", "valid_from"): Text(
        "Пусто - с начала семестра", "Бош - семестрдин башынан", "Blank: from the semester's start"
    ),
    ("timetable", "valid_to"): Text(
        "Пусто - до конца семестра", "Бош - семестрдин аягына чейин", "Blank: to the semester's end"
    ),
    ("changes", "class_kind"): Text(
        "Нужен дополнительному занятию", "Кошумча сабакка керек", "Needed for an extra lesson"
    ),
    ("outages", "scope"): Text(
        "Код группы или института; пусто - весь университет",
        "Топтун же институттун коду; бош - бүт университет",
        "Code of a group or institute; blank: the whole university",
    ),
}
"""(Tab, field) -> the note on the column's header, where the title does not say enough."""
