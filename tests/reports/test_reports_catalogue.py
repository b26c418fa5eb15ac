"""The notebooks' declarations: what may be given to a run is checked before it, and the nearest name is offered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from stub_notebook import STUB

from ejournal.errors import ParameterError
from ejournal.i18n import LANGUAGES
from ejournal.reports.catalogue import NotebookSpec, find_notebook, load_catalogue, notebook_file

KNOWN = {"group": ["ИТ-1-26", "ИТ-2-26"], "semester": ["2026-1", "2026-2"]}
FILLED = {"today": "2026-10-31", "language": "ky", "semester": "2026-1"}
YEARS = {"2026-1": "2026-2027", "2026-2": "2026-2027"}
Resolve = Callable[..., dict[str, object]]


@pytest.fixture(scope="module")
def shipped() -> dict[str, NotebookSpec]:
    """The notebooks that come with the program."""
    return load_catalogue(Path("nowhere"))


@pytest.fixture
def resolve(shipped: dict[str, NotebookSpec]) -> Resolve:
    """Resolves parameters of a shipped notebook."""
    return lambda name, **given: shipped[name].resolve(given, FILLED, KNOWN)


def refused(resolve: Resolve, name: str, **given: str) -> ParameterError:
    """The error that these parameters raise."""
    with pytest.raises(ParameterError) as raised:
        resolve(name, **given)
    return raised.value


def test_shipped_notebooks_are_declared_in_three_languages(shipped: dict[str, NotebookSpec]) -> None:
    """Every title and every parameter's sentence differs from language to language."""
    assert set(shipped) >= {"monthly", "scoring", "validation"}
    for spec in shipped.values():
        for words in (spec.title, *(parameter.doc for parameter in spec.parameters.values())):
            assert len({words.text[language] for language in LANGUAGES}) == 3


def test_values_are_typed_and_what_is_left_out_is_filled(resolve: Resolve) -> None:
    """Given values get their type; today, language and semester come from the runner, the rest from defaults."""
    assert resolve("scoring", group="ИТ-1-26", checkpoint="2") == {
        "semester": "2026-1",
        "checkpoint": 2,
        "group": "ИТ-1-26",
        "today": "2026-10-31",
        "language": "ky",
        "as_of": "",
    }


@pytest.mark.parametrize("text", ["2026-10-05", "05.10.2026"])
def test_a_date_is_read_as_people_write_it(resolve: Resolve, text: str) -> None:
    """ISO and dotted dates are one day."""
    assert resolve("validation", today=text)["today"] == "2026-10-05"


@pytest.mark.parametrize("text", ["12", "2026-10-31", "2026-10-31 14:00"])
def test_a_state_is_a_revision_or_a_moment(resolve: Resolve, text: str) -> None:
    """Both are passed on as they are; the notebook opens the dataset there."""
    assert resolve("validation", as_of=text)["as_of"] == text


@pytest.mark.parametrize(
    ("name", "nearest"), [("grup", "group"), ("mounth", "month"), ("languge", "language"), ("as_off", "as_of")]
)
def test_an_unknown_parameter_offers_the_nearest(resolve: Resolve, name: str, nearest: str) -> None:
    """papermill would pass it on in silence; here the run does not begin."""
    error = refused(resolve, "monthly", group="ИТ-1-26", month="2026-10", **{name: "x"})
    assert (error.value, error.remedy, error.exit_code) == (name, f"Did you mean {nearest}?", 2)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("month", "2026-13", "a month: 2026-10"),
        ("month", "октябрь", "a month: 2026-10"),
        ("today", "31.02.2026", "a date"),
        ("hours", "два", "a whole number"),
        ("hours", "1_0", "a whole number"),
        ("as_of", "вчера", "a revision or a moment"),
        ("language", "kg", "no such value"),
        ("group", "ИТ-1-62", "no such value"),
    ],
)
def test_a_mistyped_value_names_its_parameter(resolve: Resolve, key: str, value: str, said: str) -> None:
    """The message says what the value should be, where it stands and what stands there."""
    error = refused(resolve, "monthly", **({"group": "ИТ-1-26", "month": "2026-10"} | {key: value}))
    assert said in error.what
    assert (error.where, error.value) == (f"monthly: {key}", value)


def test_a_choice_offers_what_there_is(resolve: Resolve) -> None:
    """A checkpoint that does not exist lists those that do; a group's mistyped code offers the nearest."""
    assert refused(resolve, "scoring", group="ИТ-1-26", checkpoint="7").remedy == "Known: 1, 2"
    assert refused(resolve, "scoring", group="ИТ-1-62", checkpoint="1").remedy == "Did you mean ИТ-1-26?"


def test_a_required_parameter_is_asked_for(resolve: Resolve) -> None:
    """Left out or empty, it stops the run and says how to give it."""
    assert "-p month=..." in refused(resolve, "monthly", group="ИТ-1-26").remedy
    assert "-p month=..." in refused(resolve, "monthly", group="ИТ-1-26", month="").remedy


def test_a_semester_that_does_not_exist_yet_is_asked_for(shipped: dict[str, NotebookSpec]) -> None:
    """Before the registry is loaded there is none to fill in, and no report is made of nothing."""
    with pytest.raises(ParameterError, match="semester"):
        shipped["validation"].resolve({}, FILLED | {"semester": ""}, {"group": [], "semester": []})


def test_reports_are_filed_by_month_or_academic_year(shipped: dict[str, NotebookSpec]) -> None:
    """A spring semester belongs to the academic year that its registry row names, not to the year of its code."""
    monthly = {"group": "ИТ-1-26", "month": "2026-10", "today": "2026-11-02"}
    assert shipped["monthly"].place(monthly, YEARS) == ("2026-10", "ИТ-1-26")
    spring = {"semester": "2026-2", "group": "", "today": "2027-03-01"}
    assert shipped["validation"].place(spring, YEARS) == ("2026-2027", "2026-2")


def declared(folder: Path, text: str) -> Path:
    """A workspace's parameters folder with this declaration of ``stub``."""
    (folder / "notebooks").mkdir(parents=True)
    (folder / "notebooks/stub.yaml").write_text(text, encoding="utf-8")
    return folder


def test_without_semester_the_year_is_that_of_the_day(tmp_path: Path) -> None:
    """An academic year runs from 1 September to 31 August; an empty scope is ``all``."""
    spec = load_catalogue(declared(tmp_path, STUB))["stub"]
    assert spec.place({"today": "2026-08-31", "group": ""}, {}) == ("2025-2026", "all")
    assert spec.place({"today": "2026-09-01", "group": "А"}, {}) == ("2026-2027", "А")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("clause:", "clauses:", "clause"),
        ('scope: "{group}"', 'scope: "{groop}"', "groop"),
        ("  today:", "  tuday:", "today"),
        ("default: 1", "default: one", "no int"),
        ("required: true", "required: true, default: А", "required"),
        ("type: int", "type: integer", "number.type"),
        ("title:", "\ttitle:", "cannot be read"),
    ],
)
def test_a_broken_declaration_names_file_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A workspace's own declaration is checked as a whole when it is read."""
    assert old in STUB
    with pytest.raises(ParameterError) as raised:
        load_catalogue(declared(tmp_path, STUB.replace(old, new)))
    assert "stub.yaml" in raised.value.where
    assert said in str(raised.value)


def test_the_workspaces_own_declaration_wins(tmp_path: Path) -> None:
    """A university may declare a shipped notebook anew."""
    folder = declared(tmp_path, STUB)
    (folder / "notebooks/stub.yaml").rename(folder / "notebooks/monthly.yaml")
    assert load_catalogue(folder)["monthly"].title.ru == "Проба"


def test_an_unknown_notebook_offers_the_nearest(shipped: dict[str, NotebookSpec]) -> None:
    """``validaton`` is no notebook; ``validation`` is."""
    with pytest.raises(ParameterError, match="Did you mean validation"):
        find_notebook(shipped, "validaton")


def test_the_workspaces_own_notebook_wins(tmp_path: Path) -> None:
    """A notebook in the workspace is run instead of the shipped one; one that is nowhere is an error."""
    assert notebook_file(tmp_path, "monthly").name == "monthly.ipynb"
    own = tmp_path / "notebooks/monthly.ipynb"
    own.parent.mkdir()
    own.write_text("{}", encoding="utf-8")
    assert notebook_file(tmp_path, "monthly") == own
    with pytest.raises(ParameterError, match=r"gone\.ipynb"):
        notebook_file(tmp_path, "gone")
