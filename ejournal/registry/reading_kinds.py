"""Kinds of problems that show while the workbook is read: tabs, columns, cells, hidden ids."""

from ejournal.i18n import Text
from ejournal.registry.problems import Kind

MISSING_TAB = Kind(
    "missing_tab",
    Text("нет вкладки «{title}»", "«{title}» барагы жок", "the tab «{title}» is missing"),
    Text(
        "Верните вкладку с этим названием; пустая тоже годится, если в ней есть строка заголовков",
        "Ушундай аталыштагы баракты кайтарыңыз; башкы сабы болсо, бош барак да жарайт",
        "Put a tab of this title back; an empty one will do when it has the row of headers",
    ),
)
DOUBLED_TAB = Kind(
    "doubled_tab",
    Text("вкладка «{title}» есть дважды", "«{title}» барагы эки жолу бар", "the tab «{title}» is there twice"),
    Text("Оставьте одну из них", "Алардын бирин калтырыңыз", "Keep one of them"),
)
MISSING_HEADER = Kind(
    "missing_header",
    Text("не найдена строка заголовков", "башкы сап табылган жок", "the row of headers was not found"),
    Text(
        "Верните строку с заголовками столбцов: {titles}",
        "Мамычалардын аталыштары менен башкы сапты кайтарыңыз: {titles}",
        "Put the row with the columns' headers back: {titles}",
    ),
)
MISSING_COLUMN = Kind(
    "missing_column",
    Text("нет столбца «{title}»", "«{title}» мамычасы жок", "the column «{title}» is missing"),
    Text(
        "Верните столбец с этим заголовком; место и порядок столбцов не важны",
        "Ушундай аталыштагы мамычаны кайтарыңыз; мамычалардын орду жана тартиби маанилүү эмес",
        "Put a column of this header back; where it stands does not matter",
    ),
)
DOUBLED_COLUMN = Kind(
    "doubled_column",
    Text("столбец «{title}» есть дважды", "«{title}» мамычасы эки жолу бар", "the column «{title}» is there twice"),
    Text(
        "Оставьте один из них, другой удалите или назовите иначе",
        "Бирин калтырып, экинчисин өчүрүңүз же башкача атаңыз",
        "Keep one of them; delete the other one or call it something else",
    ),
)
UNREADABLE = Kind(
    "unreadable",
    Text("значение не читается", "маани окулбайт", "the value cannot be read"),
    Text("Напишите так: {example}", "Мындай жазыңыз: {example}", "Write it so: {example}"),
)
UNKNOWN_CHOICE = Kind(
    "unknown_choice",
    Text("такого значения нет в списке", "тизмеде мындай маани жок", "this value is not in the list"),
    Text("Выберите из списка: {choices}", "Тизмеден тандаңыз: {choices}", "Choose from the list: {choices}"),
)
DOUBLED_ID = Kind(
    "doubled_id",
    Text(
        "строка скопирована вместе со скрытым кодом строки {row}",
        "сап {row}-саптын жашыруун коду менен кошо көчүрүлгөн",
        "the row was copied together with the hidden id of row {row}",
    ),
    Text(
        "Впишите адрес {cell} в поле имени слева от строки формул, нажмите Enter, затем Delete",
        "Формулалар сабынын сол жагындагы аталыш талаасына {cell} дарегин жазып, Enter, андан кийин Delete басыңыз",
        "Type the address {cell} into the name box left of the formula bar, press Enter, then Delete",
    ),
)
FOREIGN_ID = Kind(
    "foreign_id",
    Text(
        "скрытый код строки не от этой вкладки или испорчен",
        "саптын жашыруун коду бул барактыкы эмес же бузулган",
        "the row's hidden id belongs to another tab or is damaged",
    ),
    Text(
        "Очистите ячейку {cell}: впишите её адрес в поле имени слева от строки формул, Enter, Delete",
        "{cell} уячасын тазалаңыз: дарегин формулалар сабынын сол жагындагы талаага жазып, Enter, Delete",
        "Clear the cell {cell}: its address into the name box left of the formula bar, Enter, Delete",
    ),
)
