"""The semester's workbooks: made from the registry, and brought up to it without touching what is typed (3.1)."""

from ejournal.provision.run import ProvisionSummary, provision
from ejournal.provision.words import Problem

__all__ = ["Problem", "ProvisionSummary", "provision"]
