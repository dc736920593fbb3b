"""Checks an exported file against the cue sheet inside it."""
