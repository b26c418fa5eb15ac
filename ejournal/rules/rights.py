"""Who may fill a journal, and until when: the load, substitutions, and the checkpoint's lock (3.2, 3.5, 4.3)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.places import DATE_ROW, at_head

SHOWN_DAYS = Parameter(
    "days",
    14,
    Text(
        "сколько дней показывать отказ после того, как ячейка возвращена",
        "уяча калыбына келтирилгенден кийин баш тартуу канча күн көрсөтүлөт",
        "days that a refusal is shown after its cell was set back",
    ),
    lowest=0,
    highest=365,
)


def _refused(inputs: Inputs, moment: Moment, cause: str, days: int) -> pd.DataFrame:
    """Refusals for this cause that stand, and those whose cell was set back within these days."""
    refused = inputs.refusals[inputs.refusals["cause"] == cause]
    since = moment.midnight.tz_localize(moment.zone).tz_convert("UTC") - pd.Timedelta(days=days)
    return refused[refused["closed_at"].isna() | (refused["closed_at"] >= since)]


@rule(
    "author-not-entitled",
    clauses=("3.2", "3.5", "4.3"),
    severity="error",
    audience="department",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: записи внёс {author}, у кого в этот день не было права на журнал.",
        ky="«{tab}», {date} күнкү {pair}-пара: жазууларды ошол күнү журналга укугу жок {author} киргизген.",
        en="«{tab}», lesson of {date}, pair {pair}: entered by {author}, who had no right to the journal that day.",
    ),
    remedy=Text(
        ru="Внесите приказ о замещении в реестр или верните записи к прежним.",
        ky="Алмаштыруу буйругун реестрге жазыңыз же жазууларды мурунку абалына кайтарыңыз.",
        en="Enter the order of substitution in the registry, or set the entries back.",
    ),
)
def author_not_entitled(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Lessons with entries of a known author who neither teaches the journal nor stood in that day (3.5).

    A teacher who ever had the journal by the load is left out: a workbook keeps its owner when the teacher changes, so
    its author then says nothing about who typed.
    """
    about = inputs.lessons.drop(columns=["journal_id"])
    entered = inputs.authors.drop_duplicates(["lesson_id", "author_id"]).merge(about, on="lesson_id")
    entered = entered[entered["journal_id"].isin(inputs.spans["journal_id"])]
    spans = inputs.spans.rename(columns={"teacher_id": "author_id"})
    held = entered[["journal_id", "author_id", "lesson_id", "date"]].merge(spans, on=["journal_id", "author_id"])
    inside = (held["valid_from"].isna() | (held["valid_from"] <= held["date"])) & (
        held["valid_to"].isna() | (held["date"] <= held["valid_to"])
    )
    right = held.loc[~held["substitute"] | inside, ["lesson_id", "author_id"]].drop_duplicates().assign(right=True)
    joined = entered.merge(right, on=["lesson_id", "author_id"], how="left")
    return at_head(joined[joined["right"].isna()], DATE_ROW)


@rule(
    "change-after-checkpoint",
    clauses=("4.3",),
    severity="error",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell}: после закрытия проверки {checkpoint} «{old}» изменено на «{new}»; не принято.",
        ky="«{tab}», {cell} уячасы: {checkpoint}-текшерүү жабылгандан кийин «{old}» ордуна «{new}» жазылган; кабыл "
        "алынбады.",
        en="«{tab}», cell {cell}: «{old}» was changed to «{new}» after checkpoint {checkpoint} closed; not accepted.",
    ),
    remedy=Text(
        ru="Если правка нужна, попросите директорат открыть журнал с указанием документа.",
        ky="Оңдоо керек болсо, дирекциядан журналды документ менен ачууну сураныңыз.",
        en="If the change is needed, ask the directorate to reopen the journal, naming the document.",
    ),
    parameters=(SHOWN_DAYS,),
    scope="journal",
)
def change_after_checkpoint(inputs: Inputs, moment: Moment, *, days: int) -> pd.DataFrame:
    """Changes that the lock of a posted checkpoint refused, while they stand and for some days after (4.3)."""
    return _refused(inputs, moment, "checkpoint", days)


@rule(
    "late-entry-refused",
    clauses=("4.3",),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell}: «{new}» внесено позже допустимого срока; запись не принята.",
        ky="«{tab}», {cell} уячасы: «{new}» уруксат берилген мөөнөттөн кийин жазылган; жазуу кабыл алынган жок.",
        en="«{tab}», cell {cell}: «{new}» was entered after the time allowed; it was not accepted.",
    ),
    remedy=Text(
        ru="Объясните опоздание кафедре; запись принимают после открытия журнала.",
        ky="Кечигүүнү кафедрага түшүндүрүңүз; жазуу журнал ачылгандан кийин кабыл алынат.",
        en="Explain the delay to the department; the entry is taken once the journal is reopened.",
    ),
    parameters=(SHOWN_DAYS,),
    scope="journal",
)
def late_entry_refused(inputs: Inputs, moment: Moment, *, days: int) -> pd.DataFrame:
    """Late entries that the university's parameter refuses, while they stand and for some days after (4.3)."""
    return _refused(inputs, moment, "late", days)
