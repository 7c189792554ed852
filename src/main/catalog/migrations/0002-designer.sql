-- What the designer keeps: the undo of open designs, versions, levels of a master, brands, and fonts of one's own.

-- The steps of a design's history, in the order done; those from design.history_at on are undone and can be made again.
CREATE TABLE design_step (
  design_id TEXT NOT NULL REFERENCES design(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,     -- from 0
  step TEXT NOT NULL,            -- JSON: core/designs/history.ts
  PRIMARY KEY (design_id, position)
) STRICT, WITHOUT ROWID;
ALTER TABLE design ADD COLUMN history_at INTEGER NOT NULL DEFAULT 0;

-- Designs made from a master's levels: their documents follow it.
ALTER TABLE design ADD COLUMN master_id TEXT REFERENCES design(id) ON DELETE SET NULL;
ALTER TABLE design ADD COLUMN level_id TEXT;
CREATE INDEX design_by_master ON design(master_id) WHERE master_id IS NOT NULL;

CREATE TABLE design_version (    -- a design as it was: when it became a badge's picture, was opened again, or was restored
  id TEXT PRIMARY KEY,
  design_id TEXT NOT NULL REFERENCES design(id) ON DELETE CASCADE,
  document TEXT NOT NULL,
  picture_sha256 TEXT REFERENCES picture(sha256),
  reason TEXT NOT NULL CHECK (reason IN ('used', 'opened', 'restored', 'asked')),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX design_version_by_design ON design_version(design_id, created_at);

CREATE TABLE template (          -- designs that somebody made a template of
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  template TEXT NOT NULL,        -- JSON: core/designs/templates.ts
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE font (              -- faces that somebody added; bytes lie in pictures' neighbour folder fonts/<first two>/<sha256>
  sha256 TEXT PRIMARY KEY,
  family TEXT NOT NULL,
  weight INTEGER NOT NULL,
  style TEXT NOT NULL CHECK (style IN ('normal', 'italic')),
  format TEXT NOT NULL CHECK (format IN ('ttf', 'otf', 'woff', 'woff2')),
  bytes INTEGER NOT NULL,
  embedding TEXT NOT NULL CHECK (embedding IN ('installable', 'editable', 'preview', 'restricted')), -- OpenType OS/2 fsType
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE issuer ADD COLUMN brand TEXT; -- JSON: core/designs/brand.ts; null = none chosen

-- The design document that a version's picture was drawn from, where every award needs a picture of its own (merge fields); else null.
ALTER TABLE badge_version ADD COLUMN art TEXT;
-- What stands in an award's own picture: its running number within the badge, never reused, where the art shows one; and its own words.
ALTER TABLE award ADD COLUMN serial INTEGER;
ALTER TABLE award ADD COLUMN custom TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX award_by_serial ON award(badge_id, serial) WHERE serial IS NOT NULL;
