"""Closed checkpoints with their posted points, reopenings, refused changes, and cells to be written back."""
