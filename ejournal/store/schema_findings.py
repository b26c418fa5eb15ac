"""The life of findings, and signed checks of journals."""
