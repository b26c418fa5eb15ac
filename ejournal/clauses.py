"""The clauses of the regulation that concern the system, and the commands that carry each one out.

Which rules and reports carry out a clause stands in their own declarations; together they make the clause matrix
(docs/clauses.md). A clause that software cannot carry says how the university does it (``organization``); one that is
not carried out yet says so (``later``).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clause:
    """One clause: what it asks of the system in one line, and what carries it out beside rules and reports."""

    number: str
    asks: str
    commands: tuple[str, ...] = ()
    organization: str = ""
    later: str = ""


_CLAUSES = (
    Clause(
        "1.1",
        "The rest of the rating comes from decrees and working programs: a scheme a year, assumed values shown.",
        ("scores", "explain", "whatif"),
    ),
    Clause(
        "1.2",
        "The journal stands beside the AVN system: rosters come from it.",
        ("registry check", "registry load", "points import"),
    ),
    Clause("1.4", "Dates of lessons agree with the department's journal: timetable, changes, substitutions."),
    Clause(
        "1.5",
        "The directorate keeps the journal one year, prints it whole and hands it to the archive.",
        ("archive list", "archive verify", "backup"),
        organization="The directorate hands the printed journal over; the system keeps its files and their hashes.",
    ),
    Clause(
        "1.6",
        "Users are administration, study department, teachers, students, and parents through the student.",
        organization="Access to the shared folders is given by the administrator, by role.",
        later="Accounts and the students' cabinet are not part of this version.",
    ),
    Clause("2.1", "Attendance and marks are checked automatically and kept electronically.", ("sync", "run", "cycle")),
    Clause(
        "2.2", "One base of calendar-thematic plans for every discipline and group.", ("journals provision", "sync")
    ),
    Clause("2.3", "Users reach the current year's marks at any time.", ("marks", "scores", "feedback")),
    Clause(
        "2.4",
        "Results as a paper document in the legal form.",
        ("run", "sheet sign"),
    ),
    Clause("2.5", "Automatic interim and final reports on filling, attendance and performance.", ("run", "cycle")),
    Clause(
        "2.6",
        "Objectivity of current and final marks.",
        ("findings", "check dismiss"),
    ),
    Clause(
        "2.7",
        "Forecast of each student's and group's results.",
        later="The forecast is not part of this version; its inputs (points as posted, marks as of a day) are kept.",
    ),
    Clause("2.8", "Students are told in time about their results and their independent work.", ("feedback",)),
    Clause(
        "2.9",
        "Direct contact of administration, teachers and students.",
        organization="Teachers, directorate and students write to each other by the university's own means.",
    ),
    Clause("2.10", "Internal check that every hour of the curriculum is taught.", ("registry check",)),
    Clause("3.1", "The administrator loads groups, timetable and loads, and keeps archive copies.", ("registry load",)),
    Clause(
        "3.2", "A teacher enters and sees only the groups they teach, by the teaching load.", ("journals provision",)
    ),
    Clause(
        "3.3",
        "The administrator prints final grade sheets.",
        ("sheet create", "sheet approve", "sheet sign", "sheet correct"),
        organization="The printed sheets are signed by the examiner and the directorate.",
        later="The printed sheet of the official form is not among the reports of this version.",
    ),
    Clause(
        "3.4",
        "Logins come from the administrator and the directorate; parents see through the student.",
        organization="Logins of the shared folders are the university's own accounts.",
        later="Logins of students are not part of this version.",
    ),
    Clause("3.5", "Filled daily by the timetable; the 0-5 scale; participation and performance.", ("sync", "scores")),
    Clause(
        "3.6",
        "Study department, institutes and heads of department control filling once a month.",
        ("run", "check sign", "check list"),
    ),
    Clause("3.7", "Structural errors are found and reported to those who keep the software.", ("findings", "status")),
    Clause(
        "3.8",
        "Students see their timetable, results and the university's news.",
        later="The students' cabinet is not part of this version; the points stand in the group's workbook.",
    ),
    Clause("4.1", "Archive copies are kept ready; use of the system is controlled.", ("backup", "restore", "status")),
    Clause(
        "4.2",
        "The student scans the room's QR code at the start of a lesson, and reports a wrong mark.",
        organization="A wrong mark is reported to the teacher or the head of department in person.",
    ),
    Clause(
        "4.3",
        "Filled on the lesson's day; no change by the teacher once the checkpoint's points are posted.",
        ("checkpoint close", "checkpoint reopen", "checkpoint status", "history", "revert"),
    ),
    Clause("5.1", "Runs without interruption; what is entered is safe.", ("sync", "backup", "restore")),
    Clause(
        "5.2",
        "Presence of current, interim and final control is checked at the semester's end.",
        ("findings", "results", "points import"),
    ),
    Clause(
        "5.3",
        "Results of each check are told to the teachers, and signed.",
        ("check sign", "check list", "run", "feedback"),
    ),
    Clause("5.4", "Directorate, department and college analyse the journals against attendance.", ("findings",)),
    Clause(
        "5.5",
        "At semester end the study department prints the fill-in information, one paper a teacher.",
        organization="Teachers sign the printed paper.",
        later="That paper is not among the reports of this version; the check of the journals has room to sign.",
    ),
    Clause(
        "5.6", "The signed fill-in information is kept.", organization="The study department keeps the signed paper."
    ),
    Clause("5.7", "Achievements are kept 5 years.", ("backup", "archive list")),
    Clause(
        "5.8",
        "Printed fill-in information is kept one year, then handed to the archive.",
        organization="The directorate or college keeps the paper; the system's own copy stands in the archive.",
    ),
    Clause(
        "6.1",
        "Reports at the end of each semester and year.",
        ("run",),
        later="The semester's and the year's report are not among the reports of this version.",
    ),
    Clause("6.2", "Monthly reports on filling, attendance and performance.", ("run", "cycle")),
    Clause("7.1", "Help and instructions in time for every user.", organization="Guides by role stand in docs/."),
    Clause("7.2", "Results of all disciplines are reachable day and night.", ("marks", "scores", "feedback")),
    Clause("7.5", "Teachers answer for current group lists: a name typed below the list is a finding."),
    Clause(
        "7.6", "Directors, heads and chairs control constantly; curators tell parents about attendance.", ("findings",)
    ),
    Clause(
        "7.8",
        "What is entered is safe.",
        ("backup", "restore", "history", "revert"),
    ),
)
CLAUSES: dict[str, Clause] = {clause.number: clause for clause in _CLAUSES}
"""By number, in the regulation's order."""
