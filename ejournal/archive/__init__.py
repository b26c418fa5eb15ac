"""The archive: versions of reports, and proof that they are what was put there."""

from ejournal.archive.entries import Entry, Source, StoredFile, Subject
from ejournal.archive.manifest import add, find_same, head, list_entries
from ejournal.archive.verify import Problem, verify

__all__ = ["Entry", "Problem", "Source", "StoredFile", "Subject", "add", "find_same", "head", "list_entries", "verify"]
