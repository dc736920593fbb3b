"""The picture of a session: breath above, words below, in rows of time."""
