-- Versions of an index, side by side. A version is seen by others whole or not at all: it is written in one transaction.
CREATE TABLE version (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shelf text NOT NULL,
    digest text NOT NULL,
    name text NOT NULL,
    passages integer NOT NULL,
    made timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX version_wanted ON version (shelf, digest, number);

-- `line` is a passage's place in the order it was handed over in.
CREATE TABLE passage (
    version bigint NOT NULL,
    line integer NOT NULL,
    id text NOT NULL,
    kommune text NOT NULL,
    kind text NOT NULL,
    record text,
    services text[] NOT NULL,
    about text[] NOT NULL,
    document text NOT NULL,
    section text NOT NULL,
    title text NOT NULL,
    nb text NOT NULL,
    nn text NOT NULL,
    words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('norwegian', title), 'A')
        || to_tsvector('norwegian', CASE WHEN nb = nn THEN nb ELSE nb || ' ' || nn END)
    ) STORED,
    PRIMARY KEY (version, line)
);
CREATE INDEX passage_words ON passage USING gin (words);

-- No approximate index: with the exact filter of (version, kommune) in front, a scan is exact and short.
CREATE TABLE meaning (
    version bigint NOT NULL,
    kommune text COLLATE "C" NOT NULL,
    line integer NOT NULL,
    vector vector NOT NULL,
    PRIMARY KEY (version, kommune, line)
);

-- The weights of the embedded lexical index, to be summed: which passages of a place have a term, and how much it tells.
CREATE TABLE posting (
    version bigint NOT NULL,
    term text COLLATE "C" NOT NULL,
    kommune text COLLATE "C" NOT NULL,
    lines integer[] NOT NULL,
    weights real[] NOT NULL,
    PRIMARY KEY (version, term, kommune)
);

-- For whoever looks after the server: full-text search in the newest version, any of the words, best first.
-- A whole question joined with AND finds nothing, so its words are joined with OR.
CREATE FUNCTION find(question text, places text[] DEFAULT NULL, most integer DEFAULT 10)
RETURNS TABLE (id text, kommune text, rank real, title text, nb text)
LANGUAGE sql STABLE AS $$
    WITH asked AS (
        SELECT string_agg(quote_literal(word), ' | ')::tsquery AS query
        FROM unnest(tsvector_to_array(to_tsvector('norwegian', question))) AS word
    )
    SELECT p.id, p.kommune, ts_rank_cd(p.words, asked.query, 1), p.title, p.nb
    FROM asked CROSS JOIN passage AS p
    WHERE p.words @@ asked.query
      AND (places IS NULL OR p.kommune = ANY (places))
      AND p.version IN (SELECT max(number) FROM version GROUP BY shelf)
    ORDER BY 3 DESC, p.version, p.line
    LIMIT most
$$;
