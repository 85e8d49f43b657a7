"""From a report to a document of sections, tables and lists."""
