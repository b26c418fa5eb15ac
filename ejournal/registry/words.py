"""The words that people type for a choice, in three languages and in short; folded before they are compared."""

import unicodedata

from ejournal.model import (
    CHANGE_CODES,
    CONTROL_CODES,
    KIND_CODES,
    MOVEMENT_CODES,
    PARITY_CODES,
    WEEKDAYS,
    Field,
)

_LOOK_ALIKES = str.maketrans("abcehkmoptxyё", "авсенкмортхуе")
"""Latin letters that look like Cyrillic ones, as capitals or small: a keyboard left in the wrong layout."""

_WORDS: dict[str, str] = {
    "lecture": "лекция лекции лек lec lect лекциялар",
    "practice": "практика практическое практические прак prac практикалык",
    "lab": "лаб лабораторная лабораторное лабораторные lab лабораториялык",
    "exam": "экз сынак examination",
    "credit_test": "зач credit credittest pass",
    "graded_credit_test": "дифзач дифзачёт диф дифференцированныйзачёт дз graded",
    "thesis": "защита вкр диплом коргоо defence defense",
    "transferred": "перевод переведена перевели которулду transfer",
    "academic_leave": "академ академотпуск отпуск акотпуск академиялыкөргүү leave",
    "expelled": "отчислена отчисление чыгарылды expulsion",
    "readmitted": "восстановлена восстановление калыбынакелтирилди readmission",
    "every": "каждую все любая еженедельно обе арбир аржума weekly all",
    "odd": "нечет нечётную числитель так алым",
    "even": "чет чётную знаменатель жуп бөлүм",
    "cancelled": "отменено отменён canceled жокко жоккочыгаруу",
    "moved": "перенесено перенесён жылдыруу көчүрүү",
    "merged": "объединено объединена бириктирүү",
    "extra": "доп дополнительно дополнительная кошумча",
    "remote": "дистанционное дистант онлайн online аралыктан",
    "институт": "institute институту",
    "колледж": "college колледжи",
    "Пн": "понедельник mon monday дүйшөмбү дш 1",
    "Вт": "вторник tue tuesday шейшемби шш 2",
    "Ср": "среда wed wednesday шаршемби шр 3",
    "Чт": "четверг thu thursday бейшемби бш 4",
    "Пт": "пятница fri friday жума жм 5",
    "Сб": "суббота sat saturday ишемби иш 6",
    "Вс": "воскресенье sun sunday жекшемби жк 7",
}


def folded(text: str) -> str:
    """A text as it is compared: letters and digits only, no case, ё as е, Latin look-alikes as Cyrillic."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LOOK_ALIKES)
    return "".join(letter for letter in plain if letter.isalnum())


def _index() -> dict[str, set[str]]:
    """Folded word -> the codes that it may stand for."""
    codes = (KIND_CODES, CONTROL_CODES, PARITY_CODES, CHANGE_CODES, MOVEMENT_CODES)
    shown = [pair for each in codes for pair in each.items()]
    pairs = [*shown, *((code, code) for _, code in shown), *((day, day) for day in WEEKDAYS)]
    pairs += [(word, code) for code, words in _WORDS.items() for word in (code, *words.split())]
    index: dict[str, set[str]] = {}
    for word, code in pairs:
        index.setdefault(folded(word), set()).add(code)
    return index


_INDEX = _index()


def code_of(field: Field, text: str) -> str | None:
    """The code that a typed word stands for among a field's choices; None when it is none of them."""
    allowed = [code for _, code in (field.choices or tuple(KIND_CODES.items()))]
    found = _INDEX.get(folded(text), set())
    return next((code for code in allowed if code in found), None)


def shown_word(field: Field, code: object) -> str:
    """The word that the workbook shows for a code; the code itself when it is none of the field's."""
    choices = field.choices or tuple(KIND_CODES.items())
    return next((word for word, known in choices if known == code), str(code))
