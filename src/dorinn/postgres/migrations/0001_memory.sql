-- What is stored with consent, feedback, and counts: the tables of dorinn.memory.database, in PostgreSQL's types.
-- What was deleted is cleared from the files soon after: autovacuum comes as soon as one row is dead.
CREATE TABLE conversation (
    key bytea PRIMARY KEY,
    consented bigint NOT NULL,
    expires bigint NOT NULL
) WITH (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
CREATE INDEX conversation_expires ON conversation (expires);

CREATE TABLE turn (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation bytea NOT NULL REFERENCES conversation ON DELETE CASCADE,
    at bigint NOT NULL,
    question text NOT NULL,
    form text NOT NULL,
    kommune text,
    urgency text NOT NULL,
    services text NOT NULL
) WITH (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
CREATE INDEX turn_conversation ON turn (conversation);

CREATE TABLE feedback (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    verdict text NOT NULL,
    note text NOT NULL,
    form text NOT NULL,
    kommune text,
    services text NOT NULL,
    done boolean NOT NULL DEFAULT false
) WITH (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
CREATE INDEX feedback_at ON feedback (at);

CREATE TABLE gap (
    month text NOT NULL,
    kommune text NOT NULL,
    topic text NOT NULL,
    reason text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (month, kommune, topic, reason)
);
