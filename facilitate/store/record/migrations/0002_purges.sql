-- What a purge told of cleared, and what an event was before, as a digest: by it the old words are known, and kept out.

CREATE TABLE depot.purge (
    session text NOT NULL,
    event_id text COLLATE "C" NOT NULL,  -- of the act that tells of it
    until timestamptz NOT NULL,          -- the moment before which everything was cleared
    PRIMARY KEY (session, event_id)
);

CREATE TABLE depot.cleared (
    session text NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    purge text COLLATE "C" NOT NULL,
    was bytea,                           -- SHA-256 of the line it replaced; NULL until the cleared one came
    PRIMARY KEY (session, event_id, purge)
);
