"""Exercises written as prose, read and turned into scripts."""
