"""Builds the bundled encoder and the topic model. Never imported when serving."""
