"""PostgreSQL with pgvector as the engine for many workers. The only room that knows psycopg."""
