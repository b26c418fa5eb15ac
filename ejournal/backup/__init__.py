"""One file that holds a workspace, made while it is in use, and the way back (4.1, 5.7, 7.8)."""

from ejournal.backup.manifest import Manifest, Member
from ejournal.backup.pack import BackupSummary, backup
from ejournal.backup.unpack import RestoreSummary, restore

__all__ = ["BackupSummary", "Manifest", "Member", "RestoreSummary", "backup", "restore"]
