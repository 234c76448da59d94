"""Encoders and indexes. The only room that knows sentence-transformers."""
