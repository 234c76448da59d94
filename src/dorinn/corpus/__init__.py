"""Reads and checks `corpus/`. No other room opens that folder."""
