"""Rules that find nothing in workbooks or in a registry that passes its check, and why."""

_CHECKED = "the registry's check refuses such rows before they are loaded"
_CLOSING = "it takes a checkpoint that somebody closed, and the sample closes none"
_ENTERED = "it takes points of tests or exams that other courses entered, and the sample enters none"
_COMPARED = "it compares a department's many journals, more than a sample has; docs/objectivity.md measures it"
REFUSED: dict[str, str] = {
    "author-not-entitled": "a workbook belongs to the teacher of its journals, so nobody else is known to have typed",
    "cancelled-lesson-filled": "a lesson that is cancelled before the workbooks are made has no column in them",
    "change-after-checkpoint": _CLOSING,
    "check-not-signed": "signing a check is a decision of people; it is found wherever nobody signs",
    "checkpoint-not-posted": "closing a checkpoint is a decision of people; it is found wherever nobody closes any",
    "checkpoint-not-ready": _CLOSING,
    "checkpoint-test-missing": _ENTERED,
    "far-from-department": _COMPARED,
    "far-from-exam": _ENTERED,
    "far-from-other-courses": _COMPARED,
    "final-control-missing": _ENTERED,
    "group-in-two-places": _CHECKED,
    "in-two-lessons": _CHECKED,
    "late-entry-refused": "it takes the parameter that refuses late entry, which is off by default",
    "lesson-on-holiday": _CHECKED,
    "lesson-without-teacher": "a line of the teaching load without a teacher is refused by the registry's check",
    "scanned-but-absent": "it takes check-ins by QR code, which no workbook holds",
    "teacher-in-two-places": _CHECKED,
}
"""Rule -> why."""
