-- National figures, for reading alone: GRANT USAGE ON SCHEMA figures, and SELECT on its views, to whoever may see them.
-- They count acts as they were written; what an undo or a merge makes of them only the program can tell.

CREATE INDEX event_of_kind ON depot.event (kind, session);

CREATE SCHEMA IF NOT EXISTS figures;

CREATE VIEW figures.acts AS
    SELECT session, kind, count(*) AS acts FROM depot.event GROUP BY session, kind;

CREATE VIEW figures.events AS
    WITH counted AS (
        SELECT session,
            sum(acts) FILTER (WHERE kind LIKE 'idea.recorded%') AS ideas,
            sum(acts) FILTER (WHERE kind LIKE 'idea.withdrawn%') AS withdrawals,
            sum(acts) FILTER (WHERE kind LIKE 'proposal.merged%') AS merges,
            sum(acts) FILTER (WHERE kind LIKE 'proposal.filed%') AS filings,
            sum(acts) AS acts
        FROM figures.acts GROUP BY session
    ), arrived AS (
        SELECT session, count(*) AS journals, sum(lines) AS lines, sum(length) AS bytes, max(changed) AS changed
        FROM depot.journal GROUP BY session
    ), created AS (
        SELECT DISTINCT ON (session) session, convert_from(substring(line FROM 10), 'UTF8')::jsonb #> '{data,plan}' AS plan
        FROM depot.event WHERE kind LIKE 'session.created%' ORDER BY session, event_id
    )
    SELECT s.session, s.name, plan ->> 'title' AS title, plan ->> 'date' AS day, plan #>> '{place,city}' AS city,
        coalesce(journals, 0)::bigint AS journals, coalesce(lines, 0)::bigint AS lines, coalesce(bytes, 0)::bigint AS bytes,
        coalesce(ideas, 0)::bigint AS ideas, coalesce(withdrawals, 0)::bigint AS withdrawals, coalesce(merges, 0)::bigint AS merges,
        coalesce(filings, 0)::bigint AS filings, coalesce(acts, 0)::bigint AS acts, s.since, changed
    FROM depot.session s LEFT JOIN counted USING (session) LEFT JOIN arrived USING (session)
        LEFT JOIN created USING (session);

CREATE VIEW figures.national AS
    SELECT count(*) AS events, count(*) FILTER (WHERE ideas > 0) AS events_with_ideas, coalesce(sum(ideas), 0)::bigint AS ideas,
        coalesce(sum(withdrawals), 0)::bigint AS withdrawals, coalesce(sum(merges), 0)::bigint AS merges,
        coalesce(sum(journals), 0)::bigint AS journals, coalesce(sum(lines), 0)::bigint AS lines, max(changed) AS changed
    FROM figures.events;

CREATE VIEW figures.months AS
    SELECT date_trunc('month', at) AS month, count(*) AS ideas, count(DISTINCT session) AS events
    FROM depot.event WHERE kind = 'idea.recorded' GROUP BY 1 ORDER BY 1;
