-- Where the server of each machine was opened last, by the machine's name: its keeper is told whether it answers there.

CREATE TABLE depot.server (
    host text PRIMARY KEY,
    address text NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
);
