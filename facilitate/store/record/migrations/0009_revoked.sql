-- The digests of tokens that were revoked, and whose name another one has now: whoever still has one is told that it was revoked.

CREATE TABLE depot.revoked (
    digest bytea PRIMARY KEY,
    name text NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
);
