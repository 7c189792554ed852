-- The catalog: how badges belong together, how they are earned, who may do what, and more about people.

-- Who works here. While there is nobody in it, everybody at this computer may do everything.
CREATE TABLE operator (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE COLLATE NOCASE,
  display_name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT '',  -- the role in which they confirm criteria, in their own words: "Trainer"
  is_admin INTEGER NOT NULL DEFAULT 0 CHECK (is_admin IN (0, 1)),
  pin_hash TEXT NOT NULL,         -- scrypt, with its parameters and salt
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  last_login_at TEXT,
  wrong_pins INTEGER NOT NULL DEFAULT 0 CHECK (wrong_pins >= 0), -- in a row
  wait_until TEXT,                -- no PIN is looked at before
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE TABLE capability_grant (  -- what an operator who is no administrator may do, and where
  operator_id TEXT NOT NULL REFERENCES operator(id) ON DELETE CASCADE,
  capability TEXT NOT NULL,      -- core/operators/capabilities.ts
  scope_type TEXT NOT NULL CHECK (scope_type IN ('library', 'system', 'issuer', 'program', 'badge')),
  scope_id TEXT NOT NULL,        -- '' for the whole library
  PRIMARY KEY (operator_id, capability, scope_type, scope_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (             -- append-only: every row's hash covers the row before it; ids and words, never personal values
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  operator_id TEXT,              -- null where there are no operators
  device_id TEXT NOT NULL,
  action TEXT NOT NULL,          -- a change ("awards.created") or "refused"
  target TEXT NOT NULL,          -- JSON: ids, words and numbers
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_action ON audit(action, seq);
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;

-- Belonging: systems, issuers, programs and badges, joined at every level.
CREATE TABLE system (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  picture_sha256 TEXT REFERENCES picture(sha256),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE TABLE program (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  picture_sha256 TEXT REFERENCES picture(sha256),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE TABLE system_issuer (
  system_id TEXT NOT NULL REFERENCES system(id) ON DELETE CASCADE,
  issuer_id TEXT NOT NULL REFERENCES issuer(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (system_id, issuer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX system_issuer_by_issuer ON system_issuer(issuer_id);
CREATE TABLE issuer_program (
  issuer_id TEXT NOT NULL REFERENCES issuer(id) ON DELETE CASCADE,
  program_id TEXT NOT NULL REFERENCES program(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (issuer_id, program_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX issuer_program_by_program ON issuer_program(program_id);
CREATE TABLE program_badge (
  program_id TEXT NOT NULL REFERENCES program(id) ON DELETE CASCADE,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (program_id, badge_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX program_badge_by_badge ON program_badge(badge_id);
-- A badge under another issuer than its own: documents name one issuer, so each has a public token of its own.
CREATE TABLE badge_under_issuer (
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  issuer_id TEXT NOT NULL REFERENCES issuer(id),
  token TEXT NOT NULL UNIQUE,
  PRIMARY KEY (badge_id, issuer_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE team (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL) STRICT;
CREATE TABLE series (
  id TEXT PRIMARY KEY,
  team_id TEXT REFERENCES team(id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE TABLE milestone (         -- a step of a series; gaps in the positions are allowed
  id TEXT PRIMARY KEY,
  series_id TEXT NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  UNIQUE (series_id, badge_id),
  UNIQUE (series_id, position)
) STRICT;
CREATE INDEX milestone_by_badge ON milestone(badge_id);
CREATE TABLE milestone_rule (    -- whoever holds so many of its members gets the target badge
  id TEXT PRIMARY KEY,
  target_badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  number_required INTEGER NOT NULL CHECK (number_required >= 1),
  action TEXT NOT NULL CHECK (action IN ('award', 'queue_application')),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX milestone_rule_by_target ON milestone_rule(target_badge_id);
CREATE TABLE milestone_rule_member (
  rule_id TEXT NOT NULL REFERENCES milestone_rule(id) ON DELETE CASCADE,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  PRIMARY KEY (rule_id, badge_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX milestone_rule_member_by_badge ON milestone_rule_member(badge_id);

-- How a badge is kept and awarded; not part of what its documents say, so not of a version.
ALTER TABLE badge ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)); -- inactive because somebody said so
ALTER TABLE badge ADD COLUMN issue_limit INTEGER CHECK (issue_limit >= 1);
ALTER TABLE badge ADD COLUMN one_per_person INTEGER NOT NULL DEFAULT 1 CHECK (one_per_person IN (0, 1));
ALTER TABLE badge ADD COLUMN duplicate_policy TEXT NOT NULL DEFAULT 'deny' CHECK (duplicate_policy IN ('deny', 'allow', 'replace', 'renew'));
ALTER TABLE badge ADD COLUMN double_entry INTEGER NOT NULL DEFAULT 0 CHECK (double_entry IN (0, 1)); -- a second operator confirms every award
ALTER TABLE badge ADD COLUMN notify_creator INTEGER NOT NULL DEFAULT 0 CHECK (notify_creator IN (0, 1));
ALTER TABLE badge ADD COLUMN attach_baked INTEGER NOT NULL DEFAULT 1 CHECK (attach_baked IN (0, 1));
ALTER TABLE badge ADD COLUMN is_visible INTEGER NOT NULL DEFAULT 1 CHECK (is_visible IN (0, 1)); -- listed on public pages
ALTER TABLE badge ADD COLUMN context TEXT NOT NULL DEFAULT 'site' CHECK (context IN ('site', 'course'));
ALTER TABLE badge ADD COLUMN context_activity_id TEXT REFERENCES activity(id); -- the course, where the context is one
ALTER TABLE badge ADD COLUMN created_by TEXT REFERENCES operator(id);
CREATE TABLE badge_tag (         -- the tags of its current version: exact match, any or all
  tag TEXT NOT NULL COLLATE NOCASE,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  PRIMARY KEY (tag, badge_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX badge_tag_by_badge ON badge_tag(badge_id);
INSERT OR IGNORE INTO badge_tag (tag, badge_id)
  SELECT tag.value, badge.id FROM badge JOIN badge_version ON badge_version.id = badge.current_version_id, json_each(badge_version.tags) AS tag;
CREATE TABLE category (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, created_at TEXT NOT NULL) STRICT;
CREATE TABLE badge_category (
  category_id TEXT NOT NULL REFERENCES category(id) ON DELETE CASCADE,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  PRIMARY KEY (category_id, badge_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX badge_category_by_badge ON badge_category(badge_id);
CREATE TABLE badge_prerequisite (
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  required_badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  PRIMARY KEY (badge_id, required_badge_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX badge_prerequisite_by_required ON badge_prerequisite(required_badge_id);
CREATE TABLE related_badge (     -- both ways at once: the smaller id stands first
  a_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  b_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  PRIMARY KEY (a_id, b_id),
  CHECK (a_id < b_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_badge_by_b ON related_badge(b_id);
CREATE TABLE framework_item (    -- skills of frameworks, imported so that alignments can be picked without a network
  id TEXT PRIMARY KEY,
  framework TEXT NOT NULL,
  code TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  folded TEXT NOT NULL,          -- name, code and framework, for finding
  UNIQUE (framework, url)
) STRICT;

-- Earning. Things that people do or reach: sessions of an event and other activities, courses, competencies.
CREATE TABLE activity (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('activity', 'course', 'competency')),
  name TEXT NOT NULL,
  event_id TEXT REFERENCES event(id) ON DELETE SET NULL,
  starts_at TEXT,
  ends_at TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE TABLE completion (        -- attendance, a course done, a competency reached
  activity_id TEXT NOT NULL REFERENCES activity(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  completed_at TEXT NOT NULL,
  level REAL,                    -- a grade or a level of competency
  operator_id TEXT REFERENCES operator(id),
  PRIMARY KEY (activity_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX completion_by_person ON completion(person_id);
CREATE TABLE progress_counter (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, unit TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL) STRICT;
CREATE TABLE progress_value (
  counter_id TEXT NOT NULL REFERENCES progress_counter(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  value REAL NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (counter_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX progress_value_by_person ON progress_value(person_id);

CREATE TABLE criterion (
  id TEXT PRIMARY KEY,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('overall', 'manual', 'course', 'courseset', 'activity', 'profile', 'social', 'badge', 'cohort', 'competency')),
  method TEXT NOT NULL CHECK (method IN ('all', 'any')),
  description TEXT NOT NULL DEFAULT '',
  params TEXT NOT NULL DEFAULT '[]', -- JSON: core/earning/criteria.ts
  UNIQUE (badge_id, type)
) STRICT;
CREATE TABLE criterion_met (     -- under ALL, criteria are met before there is an award
  id TEXT PRIMARY KEY,
  criterion_id TEXT NOT NULL REFERENCES criterion(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  award_id TEXT REFERENCES award(id) ON DELETE SET NULL,
  met_at TEXT NOT NULL,
  operator_id TEXT REFERENCES operator(id),
  role TEXT NOT NULL DEFAULT '', -- in which somebody confirmed it
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX criterion_met_once ON criterion_met(criterion_id, person_id, role) WHERE award_id IS NULL;
CREATE INDEX criterion_met_by_person ON criterion_met(person_id);
CREATE INDEX criterion_met_by_award ON criterion_met(award_id) WHERE award_id IS NOT NULL;

CREATE TABLE rubric_item (       -- what a reviewer looks at, one by one
  id TEXT PRIMARY KEY,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  description TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  is_required INTEGER NOT NULL DEFAULT 1 CHECK (is_required IN (0, 1))
) STRICT;
CREATE INDEX rubric_item_by_badge ON rubric_item(badge_id, position);
CREATE TABLE application (
  id TEXT PRIMARY KEY,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person(id),
  state TEXT NOT NULL CHECK (state IN ('submitted', 'assigned', 'reviewed', 'awarded', 'declined', 'withdrawn')),
  source TEXT NOT NULL CHECK (source IN ('typed', 'imported', 'milestone')),
  statement TEXT NOT NULL DEFAULT '',
  assigned_to TEXT REFERENCES operator(id),
  assigned_name TEXT NOT NULL DEFAULT '', -- where there are no operators
  assigned_until TEXT,
  is_flagged INTEGER NOT NULL DEFAULT 0 CHECK (is_flagged IN (0, 1)),
  award_id TEXT UNIQUE REFERENCES award(id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX application_by_state ON application(state, created_at, id);
CREATE INDEX application_by_person ON application(person_id);
CREATE INDEX application_by_badge ON application(badge_id);
CREATE TABLE application_evidence (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('file', 'link', 'text', 'photo')),
  url TEXT,
  text TEXT NOT NULL DEFAULT '',
  sha256 TEXT,                   -- bytes lie in evidence/<first two>/<sha256>, beside the database
  file_name TEXT NOT NULL DEFAULT '',
  media_type TEXT NOT NULL DEFAULT '',
  bytes INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX application_evidence_by_application ON application_evidence(application_id);
CREATE TABLE review (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application(id) ON DELETE CASCADE,
  operator_id TEXT REFERENCES operator(id),
  author TEXT NOT NULL DEFAULT '',
  decision TEXT NOT NULL CHECK (decision IN ('approve', 'decline', 'ask_for_more')),
  comment TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX review_by_application ON review(application_id, created_at);
CREATE TABLE review_item (
  review_id TEXT NOT NULL REFERENCES review(id) ON DELETE CASCADE,
  rubric_item_id TEXT NOT NULL REFERENCES rubric_item(id) ON DELETE CASCADE,
  is_satisfied INTEGER NOT NULL CHECK (is_satisfied IN (0, 1)),
  comment TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (review_id, rubric_item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE canned_response (id TEXT PRIMARY KEY, title TEXT NOT NULL UNIQUE, text TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;

CREATE TABLE code_batch (
  id TEXT PRIMARY KEY,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('single', 'multi', 'reserved')),
  style TEXT NOT NULL CHECK (style IN ('words', 'letters')),
  expires_at TEXT,
  operator_id TEXT REFERENCES operator(id),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX code_batch_by_badge ON code_batch(badge_id);
CREATE TABLE claim_code (
  id TEXT PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES code_batch(id) ON DELETE CASCADE,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,       -- within its batch, as printed on the sheet
  digest TEXT NOT NULL UNIQUE,   -- of the code, never the code itself
  reserved_for TEXT NOT NULL DEFAULT '', -- a folded address
  max_uses INTEGER CHECK (max_uses >= 1), -- null: as often as people come
  uses INTEGER NOT NULL DEFAULT 0 CHECK (max_uses IS NULL OR uses <= max_uses),
  expires_at TEXT,
  cancelled_at TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX claim_code_by_batch ON claim_code(batch_id, number);
CREATE TABLE code_claim (
  code_id TEXT NOT NULL REFERENCES claim_code(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  award_id TEXT NOT NULL UNIQUE REFERENCES award(id),
  claimed_at TEXT NOT NULL,
  PRIMARY KEY (code_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  badge_id TEXT NOT NULL REFERENCES badge(id) ON DELETE CASCADE,
  digest TEXT NOT NULL UNIQUE,
  person_id TEXT REFERENCES person(id) ON DELETE CASCADE, -- null: whoever brings it
  expires_at TEXT NOT NULL,
  operator_id TEXT REFERENCES operator(id),
  created_at TEXT NOT NULL,
  used_at TEXT,
  used_by TEXT REFERENCES person(id),
  award_id TEXT UNIQUE REFERENCES award(id),
  cancelled_at TEXT
) STRICT;
CREATE INDEX invitation_by_badge ON invitation(badge_id);

-- People.
ALTER TABLE person ADD COLUMN given_name TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN family_name TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN nickname TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN website TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN bio TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN picture_sha256 TEXT REFERENCES picture(sha256);
ALTER TABLE person ADD COLUMN opted_out_at TEXT; -- hidden, and not to be awarded
ALTER TABLE person ADD COLUMN opted_out_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN erased_at TEXT;    -- what is left is a number in the counts
CREATE INDEX person_hidden ON person(erased_at) WHERE opted_out_at IS NOT NULL; -- whoever is erased has opted out for good
CREATE INDEX person_by_awards ON person(awarded_count DESC, sort_name, id) WHERE awarded_count > 0 AND opted_out_at IS NULL AND erased_at IS NULL;

CREATE TABLE new_person_identifier ( -- several people may share an address
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('email', 'url', 'telephone', 'did', 'user_name', 'student_id', 'local_id')),
  value TEXT NOT NULL,
  value_folded TEXT NOT NULL,    -- lower case, for matching; never hashed
  preferred INTEGER NOT NULL DEFAULT 1 CHECK (preferred IN (0, 1)), -- of its type
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO new_person_identifier SELECT id, person_id, type, value, value_folded, preferred, created_at FROM person_identifier;
DROP TABLE person_identifier;
ALTER TABLE new_person_identifier RENAME TO person_identifier;
CREATE INDEX identifier_by_value ON person_identifier(type, value_folded);
CREATE INDEX identifier_by_person ON person_identifier(person_id);

-- Whom a badge, or all of a program, an issuer or a system, may not be awarded to: Moodle's capability earnbadge, taken away.
CREATE TABLE do_not_award (
  person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  scope_type TEXT NOT NULL CHECK (scope_type IN ('library', 'system', 'issuer', 'program', 'badge')),
  scope_id TEXT NOT NULL,        -- '' for the whole library
  reason TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  PRIMARY KEY (person_id, scope_type, scope_id)
) STRICT, WITHOUT ROWID;
ALTER TABLE person_group ADD COLUMN kind TEXT NOT NULL DEFAULT 'cohort' CHECK (kind IN ('cohort', 'family', 'team'));
CREATE TABLE person_merge (      -- what was moved, so that it can be parted again
  id TEXT PRIMARY KEY,
  kept_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  merged TEXT NOT NULL,          -- JSON: catalog/merge-people.ts
  merged_at TEXT NOT NULL,
  split_at TEXT
) STRICT;
CREATE INDEX person_merge_by_kept ON person_merge(kept_id);

-- Awards.
ALTER TABLE award ADD COLUMN issuer_id TEXT REFERENCES issuer(id); -- under whom it was awarded
ALTER TABLE award ADD COLUMN badge_token TEXT; -- the badge's public name in its documents, where that is not the badge's own (badge_under_issuer)
ALTER TABLE award ADD COLUMN once INTEGER NOT NULL DEFAULT 1 CHECK (once IN (0, 1)); -- no second current one for the same person
ALTER TABLE award ADD COLUMN replaces_id TEXT REFERENCES award(id);
ALTER TABLE award ADD COLUMN superseded_at TEXT; -- another award stands in its place
ALTER TABLE award ADD COLUMN operator_id TEXT REFERENCES operator(id);
ALTER TABLE award ADD COLUMN confirmed_by TEXT REFERENCES operator(id);
ALTER TABLE award ADD COLUMN override_reason TEXT NOT NULL DEFAULT ''; -- why it was awarded without its prerequisites
UPDATE award SET issuer_id = coalesce( -- a badge may have had another issuer then; the key that signed knows
  (SELECT issuer_id FROM signing_key WHERE signing_key.id = coalesce(award.key_id, award.assertion_key_id)),
  (SELECT issuer_id FROM badge WHERE badge.id = award.badge_id));
DROP INDEX award_once;
CREATE UNIQUE INDEX award_once ON award(badge_id, person_id) WHERE once = 1 AND withdrawn_at IS NULL AND revoked_at IS NULL AND superseded_at IS NULL;
-- What a list counts and sorts by stands in its index whole: a count reads no row.
DROP INDEX award_by_event;
CREATE INDEX award_by_event ON award(event_id, awarded_at, id) WHERE event_id IS NOT NULL;
DROP INDEX award_to_hand_out;
CREATE INDEX award_to_hand_out ON award(awarded_at, id, person_id, handed_out_at, withdrawn_at, revoked_at, superseded_at)
  WHERE handed_out_at IS NULL AND withdrawn_at IS NULL AND revoked_at IS NULL AND superseded_at IS NULL;
CREATE INDEX award_withdrawn ON award(withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX award_by_holder ON award(badge_id, person_id);
CREATE INDEX award_by_issuer ON award(issuer_id, badge_version_id);
CREATE INDEX award_by_replaced ON award(replaces_id) WHERE replaces_id IS NOT NULL;

-- Rebuilt: an award can give way to another.
CREATE TABLE new_award_history (
  award_id TEXT NOT NULL REFERENCES award(id),
  at TEXT NOT NULL,
  fact TEXT NOT NULL CHECK (fact IN ('awarded', 'exported', 'mailed', 'printed', 'handed_over', 'published', 'revoked', 'suspended', 'reinstated', 'superseded', 'restored', 'withdrawn')),
  detail TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO new_award_history (award_id, at, fact, detail) SELECT award_id, at, fact, detail FROM award_history ORDER BY rowid;
DROP TABLE award_history;
ALTER TABLE new_award_history RENAME TO award_history;
CREATE INDEX award_history_by_award ON award_history(award_id, at);

ALTER TABLE batch ADD COLUMN source TEXT NOT NULL DEFAULT 'typed'
  CHECK (source IN ('typed', 'roster', 'event', 'criteria', 'milestone', 'code', 'invitation', 'application', 'import'));
ALTER TABLE batch ADD COLUMN operator_id TEXT REFERENCES operator(id);

-- A roster on its way to becoming awards: it can be looked through, mended row by row, stopped and gone on with.
CREATE TABLE roster (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  badge_id TEXT REFERENCES badge(id) ON DELETE CASCADE, -- null: each row names its own
  state TEXT NOT NULL CHECK (state IN ('checked', 'running', 'done')),
  file_sha256 TEXT NOT NULL,
  operator_id TEXT REFERENCES operator(id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE TABLE roster_row (
  roster_id TEXT NOT NULL REFERENCES roster(id) ON DELETE CASCADE,
  row INTEGER NOT NULL,          -- data rows count from 1
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  badge TEXT NOT NULL DEFAULT '', -- as written, where the roster names badges
  awarded_on TEXT NOT NULL DEFAULT '',
  narrative TEXT NOT NULL DEFAULT '',
  badge_id TEXT REFERENCES badge(id) ON DELETE SET NULL,
  person_id TEXT REFERENCES person(id) ON DELETE SET NULL,
  is_accepted INTEGER NOT NULL DEFAULT 0 CHECK (is_accepted IN (0, 1)), -- somebody looked at it: without an address, too
  verdict TEXT NOT NULL,
  award_id TEXT REFERENCES award(id),
  PRIMARY KEY (roster_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_row_by_person ON roster_row(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX roster_row_by_verdict ON roster_row(roster_id, verdict, row);
