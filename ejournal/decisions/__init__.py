"""Decisions that the regulation gives to somebody: closing and reopening of checkpoints, and what follows from them.

Its modules are imported by name: sync needs the outbox at every start, and closing's frames take long to load.
"""
