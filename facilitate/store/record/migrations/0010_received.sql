-- When an event came, by the clock of the server: its own date is that of a laptop, which may be wrong. NULL where it came before
-- this was noted.

ALTER TABLE depot.event ADD COLUMN received timestamptz;
ALTER TABLE depot.event ALTER COLUMN received SET DEFAULT now();

CREATE OR REPLACE VIEW figures.months AS
    SELECT date_trunc('month', least(e.at, e.received, j.changed)) AS month, count(*) AS ideas,
        count(DISTINCT e.session) AS events
    FROM depot.event e JOIN depot.journal j USING (session, writer) WHERE e.kind = 'idea.recorded' GROUP BY 1 ORDER BY 1;
