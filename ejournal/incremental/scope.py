"""How far a change reaches: from journals to groups, and by students who changed groups to other groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from ejournal.store import schema
from ejournal.store.entities import current

Keys = frozenset[int]


@dataclass(frozen=True)
class Links:
    """The journals of each group, and which students were ever in which groups."""

    journals: dict[int, set[int]]
    students: dict[int, set[int]]
    groups: dict[int, set[int]]

    @classmethod
    def of(cls, connection: sa.Connection) -> "Links":
        """As they stand in the dataset."""
        journals, students = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
        groups = defaultdict[int, set[int]](set)
        load, members = schema.registry["load"], schema.registry["memberships"]
        for group, journal in connection.execute(sa.select(load.c.group_id, load.c.id).where(current(load))):
            journals[group].add(journal)
        among = sa.select(members.c.group_id, members.c.student_id).where(current(members))
        for group, student in connection.execute(among):
            students[group].add(student)
            groups[student].add(group)
        return cls(journals, students, groups)

    def groups_of(self, journals: Iterable[int]) -> Keys:
        """The groups of these journals."""
        wanted = set(journals)
        return frozenset(group for group, own in self.journals.items() if own & wanted)

    def near(self, groups: Iterable[int]) -> Keys:
        """These groups and every other one that a student of theirs was ever in."""
        wanted = frozenset(groups)
        students = {student for group in wanted for student in self.students.get(group, ())}
        return wanted | {group for student in students for group in self.groups[student]}

    def journals_of(self, groups: Iterable[int]) -> Keys:
        """All journals of these groups."""
        return frozenset(journal for group in groups for journal in self.journals.get(group, ()))

    def students_of(self, groups: Iterable[int]) -> Keys:
        """Everyone who was ever in one of these groups."""
        return frozenset(student for group in groups for student in self.students.get(group, ()))
