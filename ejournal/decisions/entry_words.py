"""What can be wrong with a file of points, in three languages: the place, the sentence and the remedy."""

from dataclasses import dataclass

from ejournal.i18n import LANGUAGES, Text


@dataclass(frozen=True)
class EntryProblem:
    """One problem at one line of the file (from 1, the heads are line 1); ``column`` is empty for a whole line."""

    line: int
    column: str
    value: str
    code: str
    text: Text
    remedy: Text

    def as_dict(self, language: str) -> dict[str, object]:
        """The problem for people and other programs, in this language."""
        return {
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "text": self.text[language],
            "remedy": self.remedy[language],
        }


@dataclass(frozen=True)
class _Sentences:
    text: Text
    remedy: Text


def problem(code: str, line: int, column: str, value: object, /, **words: object) -> EntryProblem:
    """The problem of this code; KeyError for an unknown one."""
    said = PROBLEMS[code]
    filled = [Text(*(each[language].format(**words) for language in LANGUAGES)) for each in (said.text, said.remedy)]
    return EntryProblem(line, column, str(value), code, filled[0], filled[1])


PROBLEMS = {
    "no_column": _Sentences(
        Text("нет столбца «{column}»", "«{column}» мамычасы жок", "there is no column {column}"),
        Text(
            "В первой строке нужны: студент, баллы и (без --course) дисциплина",
            "Биринчи сапта болушу керек: студент, упай жана (--course жок болсо) дисциплина",
            "The first line needs: student, points and (without --course) course",
        ),
    ),
    "unknown_student": _Sentences(
        Text("такого студента нет в группе", "группада мындай студент жок", "no such student in the group"),
        Text(
            "Укажите номер зачётной книжки или код S…",
            "Сынак китепчесинин номерин же S… кодун жазыңыз",
            "Give the record-book number or the id S...",
        ),
    ),
    "two_students": _Sentences(
        Text(
            "это имя носят несколько студентов", "мындай аты бар студент бир нечөө", "several students have this name"
        ),
        Text(
            "Вместо имени укажите номер зачётной книжки",
            "Аттын ордуна сынак китепчесинин номерин жазыңыз",
            "Give the record-book number instead of the name",
        ),
    ),
    "unknown_course": _Sentences(
        Text("у студента нет такой дисциплины", "студентте мындай дисциплина жок", "the student has no such course"),
        Text(
            "Укажите код C… или название дисциплины этого семестра",
            "C… кодун же ушул семестрдин дисциплинасынын атын жазыңыз",
            "Give the id C... or the name of a discipline of this semester",
        ),
    ),
    "no_such_control": _Sentences(
        Text(
            "в этой дисциплине нет контроля «{control}»",
            "бул дисциплинада «{control}» көзөмөлү жок",
            "this course has no control {control}",
        ),
        Text(
            "Проверьте --control и форму контроля в учебном плане",
            "--control менен окуу пландагы көзөмөл түрүн текшериңиз",
            "Check --control, and the form of control in the curriculum",
        ),
    ),
    "not_points": _Sentences(
        Text("это не баллы", "бул упай эмес", "these are no points"),
        Text(
            "Число до двух знаков после запятой; не явился — н/я",
            "Үтүрдөн кийин эки белгиге чейинки сан; келбесе — н/я",
            "A number with at most two decimals; absent = did not come",
        ),
    ),
    "above_cap": _Sentences(
        Text("больше предела: {cap}", "чектен ашык: {cap}", "above the most that it can give: {cap}"),
        Text("Впишите от 0 до {cap}", "0дон {cap} чейин жазыңыз", "Write 0 to {cap}"),
    ),
    "twice": _Sentences(
        Text("эта строка повторяет строку {line}", "бул сап {line}-сапты кайталайт", "this repeats line {line}"),
        Text("Оставьте одну из двух", "Экөөнүн бирин калтырыңыз", "Keep one of the two"),
    ),
    "window": _Sentences(
        Text(
            "баллы вносятся с {opens} по {closes}",
            "упайлар {opens} – {closes} аралыгында киргизилет",
            "points are entered from {opens} to {closes}",
        ),
        Text(
            "По документу — с --document НОМЕР",
            "Документ боюнча болсо — --document НОМЕР менен",
            "By a document: with --document NUMBER",
        ),
    ),
    "posted": _Sentences(
        Text(
            "баллы проверки уже выставлены",
            "текшерүүнүн упайлары коюлган",
            "the points of this checkpoint are posted",
        ),
        Text(
            "Откройте журнал: ejournal checkpoint reopen",
            "Журналды ачыңыз: ejournal checkpoint reopen",
            "Reopen the journal: ejournal checkpoint reopen",
        ),
    ),
    "signed": _Sentences(
        Text("ведомость уже утверждена", "ведомость бекитилген", "the grade sheet is approved already"),
        Text(
            "Сначала исправление: ejournal sheet correct",
            "Алгач оңдоо: ejournal sheet correct",
            "Begin a correction first: ejournal sheet correct",
        ),
    ),
    "not_admitted": _Sentences(
        Text("студент не допущен к экзамену", "студент экзаменге киргизилген эмес", "the student is not admitted"),
        Text(
            "За проверки набрано {points}, нужно {needed}",
            "Текшерүүлөрдөн {points} топтолгон, {needed} керек",
            "The checkpoints gave {points}, {needed} are needed",
        ),
    ),
    "nothing_to_retake": _Sentences(
        Text("пересдавать нечего", "кайра тапшыра турган эч нерсе жок", "there is nothing to retake"),
        Text(
            "Пересдают FX и неявку; F — в летнем семестре, после первой пересдачи — вторая",
            "FX жана келбей калуу кайра тапшырылат; F — жайкы семестрде, экинчиси биринчиден кийин",
            "FX and absence are retaken, F in the summer semester; the second retake follows the first",
        ),
    ),
}
