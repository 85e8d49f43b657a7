-- Journals of which something is dated too far ahead to be taken, for the date of a computer was wrong: nothing that follows it
-- can come, and a keeper is told.

CREATE TABLE depot.held_back (
    session text NOT NULL,
    writer text NOT NULL,
    at timestamptz NOT NULL,            -- what it is dated
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (session, writer)
);

-- Nothing was done after it came, whatever its date: no month that is still to come has ideas.
CREATE OR REPLACE VIEW figures.months AS
    SELECT date_trunc('month', least(e.at, j.changed)) AS month, count(*) AS ideas, count(DISTINCT e.session) AS events
    FROM depot.event e JOIN depot.journal j USING (session, writer) WHERE e.kind = 'idea.recorded' GROUP BY 1 ORDER BY 1;
