"""The instruction that stands in every workbook (7.1): short, for somebody who has a minute."""

from collections.abc import Iterable

from ejournal.i18n import Text
from ejournal.parameters import Parameters

INSTRUCTION = Text(
    ru="""
# Занятие за три шага
1. Найдите столбец занятия: дата, пара и вид стоят по расписанию. Сегодняшний столбец синий, к нему ведёт ссылка \
«→ сегодня».
2. Отметьте студентов: {absent} - не был, {excused} - не был по уважительной причине, {values} - оценка, 5/4 - \
две оценки за одно занятие. Кто был и без оценки, у того клетка остаётся пустой (или {present}).
3. В шапке выберите «Вид работы» и впишите в строку «Нет», сколько студентов не было: {absent} и {excused} \
вместе. Были все - 0.
# Что говорит цвет шапки
Зелёная: столбец заполнен - вид работы назван, а «Нет» совпало с «Отмечено». Только теперь пустая клетка значит «был».
Жёлтая: занятие прошло, а столбец ещё не заполнен. В баллы он не входит, студентам это вредит.
Красная строка «Нет»: число не сходится с отметками. Чаще всего забыт чей-то {absent} или он стоит не в той строке.
Серая клетка: в этот день студент не числился в группе или подгруппе, ставить ничего не нужно.
# Занятия не было
Выберите в конце списка видов работы: {not_held}. Больше ничего заполнять не нужно, заведующий кафедрой это \
подтвердит.
Столбец с пометкой «отм.» отменён по расписанию, его не заполняют.
# Когда заполнять
В день занятия. Столбец, впервые заполненный позже, - опоздание, и оно видно в отчёте за месяц (3.5, 4.3).
Исправлять отметки до выставления баллов проверки можно и нужно: исправление опозданием не бывает (4.3).
# КТП и СРС
Во вкладке «КТП» впишите темы, виды работы, самостоятельную работу и её срок. Тема сама встанет в шапку занятия, \
вид работы - первым в список.
У каждой самостоятельной работы свой столбец справа от занятий. Пустая клетка там значит «ещё не оценено».
Столбцы «Заметки» - ваши, система их не читает.
# Проверка и Баллы
Эти две вкладки пишет система: замечания со ссылкой на клетку и баллы с объяснением. Ваши записи в них пропадут.
# Чего не делать
Не меняйте имена, даты и пары. Нового студента не вписывайте сами: его внесёт директорат, и он появится в списке.
Не удаляйте и не копируйте строки, столбцы и вкладки; лишнюю вкладку лучше скрыть.
Сортируйте кнопкой в шапке имён: она двигает всю строку. Не выделяйте для сортировки одни имена.
Сохраняйте в xlsx, без пароля и под тем же именем. Закончив, закройте книгу: в открытую система не может ничего \
вписать.
""",
    ky="""
# Сабак үч кадамда
1. Сабактын мамычасын табыңыз: күнү, пары жана түрү жадыбал боюнча турат. Бүгүнкү мамыча көк, ага «→ бүгүн» \
шилтемеси алып барат.
2. Студенттерди белгилеңиз: {absent} - келген жок, {excused} - жүйөлүү себеп менен келген жок, {values} - баа, \
5/4 - бир сабакка эки баа. Келип, баа албаган студенттин уячасы бош калат (же {present}).
3. Мамычанын башынан «Иштин түрүн» тандап, «Жок» сабына канча студент келбегенин жазыңыз: {absent} менен \
{excused} чогуу. Баары келсе - 0.
# Мамычанын башынын түсү эмнени билдирет
Жашыл: мамыча толтурулган - иштин түрү аталган, «Жок» саны «Белгиленди» менен дал келди. Эми гана бош уяча \
«келди» дегенди билдирет.
Сары: сабак өттү, мамыча толтурула элек. Ал упайга кирбейт, бул студенттерге зыян.
Кызыл «Жок» сабы: сан белгилерге дал келбейт. Көбүнчө бирөөнүн {absent} белгиси унутулат же башка сапта турат.
Боз уяча: бул күнү студент топто же топчодо болгон эмес, эч нерсе коюлбайт.
# Сабак болгон жок
Иштин түрлөрүнүн тизмесинин аягынан тандаңыз: {not_held}. Башка эч нерсе толтурулбайт, муну кафедра башчысы ырастайт.
«өтпөйт» деген мамыча жадыбал боюнча жокко чыгарылган, ал толтурулбайт.
# Качан толтуруу керек
Сабак болгон күнү. Биринчи жолу кийин толтурулган мамыча - кечигүү, ал айлык отчётто көрүнөт (3.5, 4.3).
Текшерүүнүн упайлары коюлганга чейин белгилерди оңдоого болот жана оңдоо керек: оңдоо кечигүү эмес (4.3).
# КТП жана СӨАИ
«КТП» барагына темаларды, иштин түрлөрүн, өз алдынча ишти жана анын мөөнөтүн жазыңыз. Тема сабактын башына өзү \
түшөт, иштин түрү тизмеде биринчи турат.
Ар бир өз алдынча иштин сабактардан оң жакта өз мамычасы бар. Ал жерде бош уяча «баалана элек» дегенди билдирет.
«Эскертмелер» мамычалары сиздики, тутум аларды окубайт.
# Текшерүү жана Упайлар
Бул эки баракты тутум жазат: уячага шилтемеси бар эскертүүлөр жана түшүндүрмөсү менен упайлар. Ал жакка \
жазганыңыз сакталбайт.
# Эмне кылбоо керек
Аттарды, күндөрдү жана парларды өзгөртпөңүз. Жаңы студентти өзүңүз жазбаңыз: аны директорат киргизет, ал тизмеде \
пайда болот.
Саптарды, мамычаларды жана барактарды өчүрбөңүз, көчүрбөңүз; ашыкча баракты жашырып койгон жакшы.
Аттардын башындагы баскыч менен иреттеңиз: ал сапты бүт жылдырат. Аттарды гана белгилеп иреттебеңиз.
xlsx түрүндө, сырсөзсүз жана ошол эле ат менен сактаңыз. Бүткөндө китепти жабыңыз: ачык китепке тутум эч нерсе \
жаза албайт.
""",
    en="""
# A lesson in three steps
1. Find the lesson's column: date, pair and kind stand there by the timetable. Today's column is blue, the link \
"→ today" leads to it.
2. Mark the students: {absent} - was not here, {excused} - was not here for a good reason, {values} - a mark, \
5/4 - two marks in one lesson. Who was here without a mark keeps a blank cell (or {present}).
3. In the head choose the work type and type into the row "Absent" how many students were not here: {absent} and \
{excused} together. All were here - 0.
# What the colour of the head says
Green: the column is complete - a work type is named, and "Absent" equals "Counted". Only now does a blank cell \
mean "was here".
Yellow: the lesson is over and the column is not complete. It does not count in the points, which harms the students.
Red row "Absent": the number differs from the marks. Mostly somebody's {absent} was forgotten or stands in the \
wrong row.
Grey cell: that day the student was not in the group or subgroup; nothing is to be entered.
# The lesson did not take place
Choose at the end of the work types: {not_held}. Nothing else is to be filled in; the head of department confirms it.
A column marked "off" was cancelled by the timetable and is not filled in.
# When to fill it in
On the day of the lesson. A column first completed later is late, and the monthly report shows it (3.5, 4.3).
Until the points of the checkpoint are posted, correcting marks is a duty: a correction is never late (4.3).
# Plan and independent work
In the tab "Plan" enter topics, work types, independent work and its due date. The topic appears in the lesson's \
head by itself, the work type first in its list.
Each piece of independent work has its own column right of the lessons. A blank cell there means "not marked yet".
The columns "Notes" are yours; the system does not read them.
# Check and Points
The system writes these two tabs: remarks with a link to the cell, and points with how they came about. What you \
type there is lost.
# What not to do
Do not change names, dates or pairs. Do not enter a new student yourself: the directorate does, and the name \
appears in the list.
Do not delete or copy rows, columns or tabs; hide a tab that you do not need.
Sort by the button in the head of the names: it moves whole rows. Do not select the names alone to sort them.
Save as xlsx, without a password, under the same name. Close the workbook when you are done: the system cannot \
write into an open one.
""",
)


def instruction(parameters: Parameters, language: str) -> str:
    """The instruction with the university's own words for marks and for lessons that were not held."""
    marks = parameters.marks
    return INSTRUCTION.format(
        language,
        absent=marks.absent[0],
        excused=marks.excused[0],
        present=marks.present[0],
        values=_joined(str(value) for value in sorted(marks.values, reverse=True)),
        not_held=_joined(f"«{name}»" if language != "en" else f'"{name}"' for name in parameters.work_types.not_held),
    )


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)
