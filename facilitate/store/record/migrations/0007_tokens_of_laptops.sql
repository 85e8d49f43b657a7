-- Several tokens may open one session: each laptop of a town may have its own, so that one is revoked alone.

ALTER TABLE depot.token DROP CONSTRAINT token_session_key;

CREATE INDEX token_of_session ON depot.token (session);
