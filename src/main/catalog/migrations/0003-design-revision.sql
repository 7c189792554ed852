-- Counts the changes of a design's document, name and steps, its picture left out: whoever saves names the one that the work is based on.
ALTER TABLE design ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
