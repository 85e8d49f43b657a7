-- Every table begins with the session, so that all of one event lies together and could lie on a machine of its own.

CREATE TABLE depot.session (
    session text PRIMARY KEY,
    name text NOT NULL,                 -- of its folder, where it was at home when it first came
    since timestamptz NOT NULL DEFAULT now()
);

-- One row for each journal: how far it has come. Readers ask for a writer's lines from n, never for what is newer than
-- the last they saw, which would lose what commits late.
CREATE TABLE depot.journal (
    session text NOT NULL,
    writer text NOT NULL,
    header bytea NOT NULL,              -- the first line, without its end
    lines integer NOT NULL,             -- whole lines, the header included
    length bigint NOT NULL,             -- their bytes
    checksum text,                      -- SHA-256 of these bytes; NULL until somebody asks for it again
    changed timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (session, writer)
);

-- Each event once for ever, as the bytes of the line it came with, without its end.
CREATE TABLE depot.event (
    session text NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    writer text NOT NULL,
    number integer NOT NULL,            -- its place in that journal, from 1; the header is 0
    kind text NOT NULL,
    at timestamptz NOT NULL,
    line bytea NOT NULL,
    PRIMARY KEY (session, event_id)
);

CREATE UNIQUE INDEX event_in_its_journal ON depot.event (session, writer, number);

-- Lines of journals whose event lies in another one, or earlier in the same; `line` only where its bytes differ.
CREATE TABLE depot.repeated (
    session text NOT NULL,
    writer text NOT NULL,
    number integer NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    line bytea,
    PRIMARY KEY (session, writer, number)
);

CREATE INDEX repeated_of ON depot.repeated (session, event_id);
