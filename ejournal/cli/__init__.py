"""The command line: it parses, calls one function, and prints."""

from ejournal.cli.app import main

__all__ = ["main"]
