"""What provisioning says: headings of journals, and what could not be done with what to do about it."""

from dataclasses import dataclass

from ejournal.i18n import Text

KINDS = {
    "lecture": Text("лекции", "лекциялар", "lectures"),
    "practice": Text("практика", "практикалык сабак", "practice"),
    "lab": Text("лабораторные", "лабораториялык сабак", "labs"),
}
SUBGROUP = Text("подгруппа {number}", "{number}-топчо", "subgroup {number}")

PROBLEMS = {
    "gone": Text(
        "{path}: книги нет на месте, а отметки из неё уже прочитаны. Верните файл из копии: пустая книга стёрла бы их.",
        "{path}: китеп ордунда жок, бирок андагы белгилер окулган. Файлды көчүрмөдөн кайтарыңыз: бош китеп аларды "
        "өчүрүп салмак.",
        "{path}: the workbook is gone, and marks were read from it. Bring the file back from a copy: a blank one would "
        "wipe them.",
    ),
    "unreadable": Text(
        "{path}: книга не читается ({detail}). Откройте её и сохраните как xlsx без пароля.",
        "{path}: китеп окулбайт ({detail}). Аны ачып, сырсөзсүз xlsx кылып сактаңыз.",
        "{path}: the workbook cannot be read ({detail}). Open it and save it as xlsx without a password.",
    ),
    "open": Text(
        "{path}: книга у кого-то открыта, она будет дополнена в следующий раз.",
        "{path}: китеп бирөөдө ачык турат, ал кийинки жолу толукталат.",
        "{path}: somebody has the workbook open; it will be brought up to date the next time.",
    ),
    "no_room": Text(
        "{path}: не осталось запасных строк или столбцов ({detail}). Обратитесь к администратору.",
        "{path}: кошумча сап же мамыча калган жок ({detail}). Администраторго кайрылыңыз.",
        "{path}: no spare rows or columns are left ({detail}). Ask the administrator.",
    ),
    "no_room_item": Text(
        "{path}: столбцы для СРС кончились ({detail}). Объедините пункты СРС в КТП.",
        "{path}: СӨАИ үчүн мамычалар түгөндү ({detail}). КТПдагы СӨАИнин пункттарын бириктириңиз.",
        "{path}: no columns of independent work are left ({detail}). Join some of them in the plan.",
    ),
    "no_tab": Text(
        "{path}: вкладка журнала удалена или повторяется ({detail}). Верните её из копии книги.",
        "{path}: журналдын барагы өчүрүлгөн же кайталанат ({detail}). Аны китептин көчүрмөсүнөн кайтарыңыз.",
        "{path}: a journal's tab was deleted or stands twice ({detail}). Bring it back from a copy of the workbook.",
    ),
    "name_differs": Text(
        "{path}: имя в строке не то, что в реестре ({detail}). Исправьте его там, где оно неверно.",
        "{path}: саптагы ысым реестрдегиден башка ({detail}). Кайсынысы туура эмес болсо, ошону оңдоңуз.",
        "{path}: the name in a row differs from the registry's ({detail}). Correct the one that is wrong.",
    ),
    "too_many": Text(
        "{path}: слишком много книг с этим именем. Уберите лишние из папки журналов.",
        "{path}: мындай аттагы китептер өтө көп. Ашыкчасын журналдар папкасынан алып салыңыз.",
        "{path}: too many workbooks have this name. Remove the needless ones from the journals folder.",
    ),
}
SAID = {"no room: ": "no_room", "no tab: ": "no_tab", "name differs: ": "name_differs"}
"""Beginning of a line of sheets.extend_workbook -> code of the problem that it names."""


@dataclass(frozen=True)
class Problem:
    """One thing that could not be done with a workbook; ``detail`` names the place in it."""

    code: str
    path: str
    detail: str = ""

    def text(self, language: str) -> str:
        """The sentence in this language."""
        return PROBLEMS[self.code].format(language, path=self.path, detail=self.detail)


def problem_of(path: str, line: str) -> Problem | None:
    """The problem that a line of an extension names, else None."""
    for start, code in SAID.items():
        if line.startswith(start):
            detail = line.removeprefix(start)
            return Problem("no_room_item" if code == "no_room" and " item " in detail else code, path, detail)
    return None
