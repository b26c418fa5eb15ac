"""Words for the codes that stand in scores, so that stored points read in every language."""

from collections.abc import Mapping

from ejournal.i18n import Text

COMPONENTS: Mapping[str, Text] = {
    "participation": Text("участие", "катышуу", "participation"),
    "performance": Text("успеваемость", "жетишүү", "performance"),
}
REASONS: Mapping[str, Text] = {
    "no_lessons_held": Text(
        "нет проведённых заполненных занятий", "өткөрүлүп, толтурулган сабак жок", "no complete lesson was held"
    ),
    "no_marks": Text("нет ни одной оценки", "бир дагы баа коюлган эмес", "no mark was given"),
}
