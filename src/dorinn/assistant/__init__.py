"""The way of a question: triage, understand, retrieve, route, compose. Read `pipeline.py` first."""
