-- The library's first shape. Ids are UUIDv7 text, times ISO 8601 UTC text ending in Z, states and kinds are words.

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE site (              -- a hosting address (BASE) and where its files are put
  id TEXT PRIMARY KEY,
  base_url TEXT NOT NULL UNIQUE, -- https, no trailing slash
  target_kind TEXT NOT NULL DEFAULT 'folder' CHECK (target_kind IN ('folder')),
  folder TEXT,
  published_rev INTEGER NOT NULL DEFAULT 0,
  last_published_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE issuer (            -- OB 2.0 Profile, OB 3.0 Profile
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  url TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  site_id TEXT REFERENCES site(id),
  hosting_decided INTEGER NOT NULL DEFAULT 0 CHECK (hosting_decided IN (0, 1)),
  formats TEXT NOT NULL DEFAULT 'both' CHECK (formats IN ('both', '2.0', '3.0')),
  show_names INTEGER NOT NULL DEFAULT 0 CHECK (show_names IN (0, 1)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  rev INTEGER NOT NULL
) STRICT;

CREATE TABLE signing_key (       -- the private half lies with the platform's secret store, never here
  id TEXT PRIMARY KEY,
  issuer_id TEXT NOT NULL REFERENCES issuer(id),
  kind TEXT NOT NULL CHECK (kind IN ('ed25519')),
  public_multibase TEXT NOT NULL UNIQUE,
  secret_ref TEXT NOT NULL,
  created_at TEXT NOT NULL,
  retired_at TEXT
) STRICT;

CREATE TABLE picture (           -- bytes lie in pictures/<first two>/<sha256>, beside the database
  sha256 TEXT PRIMARY KEY,
  mime TEXT NOT NULL CHECK (mime IN ('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml')),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  pixel_digest TEXT,             -- SHA-256 of the decoded RGBA pixels
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE design (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  picture_sha256 TEXT REFERENCES picture(sha256),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE badge (             -- OB 2.0 BadgeClass, OB 3.0 Achievement
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  issuer_id TEXT REFERENCES issuer(id),
  design_id TEXT REFERENCES design(id),
  status TEXT NOT NULL DEFAULT 'inactive' CHECK (status IN ('inactive', 'active', 'active_locked', 'inactive_locked', 'archived')),
  status_before_archive TEXT,
  current_version_id TEXT,
  mail_subject TEXT,
  mail_body TEXT,
  awarded_count INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX badge_by_change ON badge(updated_at);

CREATE TABLE badge_version (
  id TEXT PRIMARY KEY,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  criteria TEXT NOT NULL DEFAULT '',
  alt_text TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',
  expiry TEXT NOT NULL DEFAULT '{"kind":"none"}',
  picture_sha256 TEXT REFERENCES picture(sha256),
  frozen_at TEXT,                -- set by its first award
  created_at TEXT NOT NULL,
  rev INTEGER NOT NULL,
  UNIQUE (badge_id, number)
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,       -- folded, for ordering
  awarded_count INTEGER NOT NULL DEFAULT 0,
  last_awarded_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX person_by_name ON person(sort_name, id);

CREATE TABLE person_identifier ( -- several people may share an address
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('email')),
  value TEXT NOT NULL,
  value_folded TEXT NOT NULL,    -- lower case, for matching; never hashed
  preferred INTEGER NOT NULL DEFAULT 1 CHECK (preferred IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX identifier_by_value ON person_identifier(type, value_folded);
CREATE INDEX identifier_by_person ON person_identifier(person_id);

CREATE TABLE person_group (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL) STRICT;
CREATE TABLE group_member (
  group_id TEXT NOT NULL REFERENCES person_group(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_by_person ON group_member(person_id);

CREATE TABLE event (id TEXT PRIMARY KEY, name TEXT NOT NULL, held_on TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE TABLE event_badge (
  event_id TEXT NOT NULL REFERENCES event(id) ON DELETE CASCADE,
  badge_id TEXT NOT NULL REFERENCES badge(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (event_id, badge_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE status_list (       -- W3C Bitstring Status List; entries are drawn at random and never reused: award_by_status tells which are taken
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  issuer_id TEXT NOT NULL REFERENCES issuer(id),
  purpose TEXT NOT NULL CHECK (purpose IN ('revocation', 'suspension')),
  size INTEGER NOT NULL DEFAULT 131072,
  created_at TEXT NOT NULL,
  rev INTEGER NOT NULL
) STRICT;

CREATE TABLE batch (             -- one act of awarding, however many people; resumes and undoes as a whole
  id TEXT PRIMARY KEY,
  badge_version_id TEXT NOT NULL REFERENCES badge_version(id),
  event_id TEXT REFERENCES event(id),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled')),
  total INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE award (             -- an issued assertion: its facts; its documents stand in award_document
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  badge_id TEXT NOT NULL REFERENCES badge(id),
  badge_version_id TEXT NOT NULL REFERENCES badge_version(id),
  person_id TEXT NOT NULL REFERENCES person(id),
  batch_id TEXT NOT NULL REFERENCES batch(id),
  event_id TEXT REFERENCES event(id),
  site_id TEXT REFERENCES site(id),      -- where its documents live; null = no hosting address when it was awarded
  key_id TEXT REFERENCES signing_key(id),
  identity_type TEXT NOT NULL DEFAULT 'emailAddress' CHECK (identity_type IN ('emailAddress', 'name')),
  identity_hash TEXT NOT NULL,           -- sha256$…
  salt TEXT NOT NULL,
  awarded_at TEXT NOT NULL,
  expires_at TEXT,
  narrative TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT '[]',
  status_list_id TEXT REFERENCES status_list(id),
  status_index INTEGER,
  documents_sha256 TEXT NOT NULL,        -- of assertion, a line feed, credential
  picture_sha256 TEXT NOT NULL REFERENCES picture(sha256),
  handed_out_at TEXT,
  published_at TEXT,
  revoked_at TEXT,
  revoked_reason TEXT,
  withdrawn_at TEXT,
  rev INTEGER NOT NULL,                  -- rises with every change that publishing must see
  published_rev INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX award_once ON award(badge_id, person_id) WHERE withdrawn_at IS NULL AND revoked_at IS NULL;
CREATE INDEX award_by_person ON award(person_id);
CREATE INDEX award_by_time ON award(awarded_at, id);
CREATE INDEX award_by_badge ON award(badge_id, awarded_at);
CREATE INDEX award_by_version ON award(badge_version_id);
CREATE INDEX award_by_batch ON award(batch_id);
CREATE INDEX award_by_event ON award(event_id) WHERE event_id IS NOT NULL;
CREATE INDEX award_unpublished ON award(site_id, rev) WHERE rev > published_rev AND withdrawn_at IS NULL;
CREATE INDEX award_to_hand_out ON award(awarded_at) WHERE handed_out_at IS NULL AND withdrawn_at IS NULL AND revoked_at IS NULL;
CREATE UNIQUE INDEX award_by_status ON award(status_list_id, status_index) WHERE status_list_id IS NOT NULL;

CREATE TABLE award_document (    -- as issued, letter for letter; apart, so that a new fact does not write kilobytes again
  award_id TEXT PRIMARY KEY REFERENCES award(id),
  assertion TEXT,                        -- OB 2.0 JSON
  credential TEXT                        -- OB 3.0 JSON
) STRICT; -- with row numbers: a tree keyed by text would carry these large rows in its inner pages

CREATE TABLE award_history (
  award_id TEXT NOT NULL REFERENCES award(id),
  at TEXT NOT NULL,
  fact TEXT NOT NULL CHECK (fact IN ('awarded', 'exported', 'mailed', 'printed', 'handed_over', 'published', 'revoked', 'suspended', 'withdrawn')),
  detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX award_history_by_award ON award_history(award_id, at);

CREATE TABLE site_file (         -- the publish manifest: what is live
  site_id TEXT NOT NULL REFERENCES site(id),
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  published_at TEXT NOT NULL,
  PRIMARY KEY (site_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (           -- mirrored line by line in journal.jsonl; ids and salted digests only
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO counter (name, value) VALUES ('rev', 0);

-- Search over folded text (core/people/fold.ts); rows are written by the catalog together with their source.
CREATE VIRTUAL TABLE person_search USING fts5(folded, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
CREATE VIRTUAL TABLE badge_search USING fts5(folded, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
