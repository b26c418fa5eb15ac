"""Parameters of entry: until when a lesson's first completion is in time, and what follows after that (4.3)."""

from typing import Literal

from pydantic import model_validator

from ejournal.strict import Assumption, Setting, Strict, assumed

Late = Literal["accept_and_flag", "refuse"]


class EntryRules(Strict):
    """The norm is the lesson's own day; ``grace_days`` local days after it are still in time.

    ``after_grace`` says what becomes of a later first completion, ``after_lock`` of one in a lesson that a closed
    checkpoint locks; ``reopening_days`` is the longest that a journal may be reopened for.
    """

    grace_days: Setting[int]
    after_grace: Setting[Late]
    after_lock: Setting[Late]
    reopening_days: Setting[int]

    @model_validator(mode="after")
    def _in_range(self) -> "EntryRules":
        if self.grace_days.value < 0:
            raise ValueError("grace_days is 0 or more")
        if self.reopening_days.value < 1:
            raise ValueError("reopening_days is 1 or more")
        return self

    @property
    def assumptions(self) -> list[Assumption]:
        """What the regulation does not fix, for those who read a report."""
        return list(assumed(self))
