"""Encoders, indexes and stores. The only room that knows faiss, bm25s and sentence-transformers."""
