-- Computers of which a keeper said that they are gone and never come back: how many lines of theirs were here then. One of which
-- more comes is back.

CREATE TABLE depot.retirement (
    session text NOT NULL,
    computer text NOT NULL,             -- its tag; empty for the one that made the session
    lines bigint NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (session, computer)
);
