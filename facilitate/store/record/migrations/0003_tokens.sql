-- A token opens one session, which it takes with its first push; a reader's opens all, for reading alone.

CREATE TABLE depot.token (
    name text PRIMARY KEY,
    digest bytea NOT NULL UNIQUE,
    session text UNIQUE,
    reads_all boolean NOT NULL DEFAULT false,
    since timestamptz NOT NULL DEFAULT now(),
    used timestamptz,
    revoked timestamptz
);

-- One typology for the programme, as the JSON of its categories.
CREATE TABLE depot.typology (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    content bytea NOT NULL
);
