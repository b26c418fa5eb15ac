"""Words for the codes that stand in scores, so that stored points read in every language."""

from collections.abc import Mapping

from ejournal.i18n import Text

COMPONENTS: Mapping[str, Text] = {
    "participation": Text("участие", "катышуу", "participation"),
    "performance": Text("успеваемость", "жетишүү", "performance"),
    "test": Text("тест", "тесттин упайы", "test"),
}
REASONS: Mapping[str, Text] = {
    "no_lessons_held": Text(
        "нет проведённых заполненных занятий", "өткөрүлүп, толтурулган сабак жок", "no complete lesson was held"
    ),
    "no_marks": Text("нет ни одной оценки", "бир дагы баа коюлган эмес", "no mark was given"),
    "not_entered": Text("баллы ещё не внесены", "упайы азырынча киргизилген эмес", "the points are not entered yet"),
    "did_not_come": Text("не явился", "келген жок", "did not come"),
    "not_scored": Text("баллы ещё не посчитаны", "упайы азырынча эсептелген эмес", "the points are not computed yet"),
    "not_admitted": Text("не допущен к экзамену", "экзаменге киргизилген эмес", "not admitted to the exam"),
}
