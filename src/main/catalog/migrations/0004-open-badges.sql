-- Keys of several kinds, suspension, signed forms of the documents, all that they can say, and badges of other issuers.

-- Rebuilt: more kinds of keys, why one was put away, and when it was last backed up.
CREATE TABLE new_signing_key (   -- the private half lies with the platform's secret store, never here
  id TEXT PRIMARY KEY,
  issuer_id TEXT NOT NULL REFERENCES issuer(id),
  kind TEXT NOT NULL CHECK (kind IN ('ed25519', 'p256', 'rsa')),
  public_multibase TEXT NOT NULL UNIQUE, -- Multikey; of RSA: `u` and base64url of the multicodec 0x1205 and the PKCS #1 key
  secret_ref TEXT NOT NULL,
  created_at TEXT NOT NULL,
  retired_at TEXT,
  retired_reason TEXT CHECK (retired_reason IN ('rotated', 'lost', 'stolen')),
  backed_up_at TEXT,             -- the last encrypted backup or recovery sheet
  rehearsed_at TEXT              -- the last time that the words of a recovery sheet were typed in and were right
) STRICT;
INSERT INTO new_signing_key (id, issuer_id, kind, public_multibase, secret_ref, created_at, retired_at)
  SELECT id, issuer_id, kind, public_multibase, secret_ref, created_at, retired_at FROM signing_key;
DROP TABLE signing_key;
ALTER TABLE new_signing_key RENAME TO signing_key;

-- How an issuer's documents are proved: each format has two ways (OB 2.0 HostedBadge or SignedBadge; OB 3.0 Data Integrity or VC-JWT).
ALTER TABLE issuer ADD COLUMN assertion_proof TEXT NOT NULL DEFAULT 'hosted' CHECK (assertion_proof IN ('hosted', 'signed'));
ALTER TABLE issuer ADD COLUMN credential_proof TEXT NOT NULL DEFAULT 'data_integrity' CHECK (credential_proof IN ('data_integrity', 'jwt'));
-- Whether awards get a second status entry, by which they can be put on hold: 1EdTech's schema knows one entry only.
ALTER TABLE issuer ADD COLUMN suspendable INTEGER NOT NULL DEFAULT 0 CHECK (suspendable IN (0, 1));
ALTER TABLE issuer ADD COLUMN endorsements TEXT NOT NULL DEFAULT '[]'; -- JSON: core/contract/achievement.ts

-- What the documents say of a badge besides its own columns (JSON: core/contract/achievement.ts), and its picture as SVG, if any.
ALTER TABLE badge_version ADD COLUMN achievement TEXT NOT NULL DEFAULT '{}';
ALTER TABLE badge_version ADD COLUMN vector_sha256 TEXT REFERENCES picture(sha256);

-- What they say of one award besides (JSON: core/contract/achievement.ts), the key of a signed assertion, and the second status entry.
ALTER TABLE award ADD COLUMN subject TEXT NOT NULL DEFAULT '{}';
ALTER TABLE award ADD COLUMN assertion_key_id TEXT REFERENCES signing_key(id);
ALTER TABLE award ADD COLUMN suspension_list_id TEXT REFERENCES status_list(id);
ALTER TABLE award ADD COLUMN suspension_index INTEGER;
ALTER TABLE award ADD COLUMN suspended_at TEXT;
ALTER TABLE award ADD COLUMN suspended_reason TEXT;
CREATE UNIQUE INDEX award_by_suspension ON award(suspension_list_id, suspension_index) WHERE suspension_list_id IS NOT NULL;

-- Rebuilt: a suspension can end.
CREATE TABLE new_award_history (
  award_id TEXT NOT NULL REFERENCES award(id),
  at TEXT NOT NULL,
  fact TEXT NOT NULL CHECK (fact IN ('awarded', 'exported', 'mailed', 'printed', 'handed_over', 'published', 'revoked', 'suspended', 'reinstated', 'withdrawn')),
  detail TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO new_award_history (award_id, at, fact, detail) SELECT award_id, at, fact, detail FROM award_history ORDER BY rowid;
DROP TABLE award_history;
ALTER TABLE new_award_history RENAME TO award_history;
CREATE INDEX award_history_by_award ON award_history(award_id, at);

CREATE TABLE endorsement (       -- OB 3.0 EndorsementCredential that an issuer of this library made of another's badge, profile or award
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  issuer_id TEXT NOT NULL REFERENCES issuer(id),
  key_id TEXT NOT NULL REFERENCES signing_key(id),
  subject_id TEXT NOT NULL,      -- the id of what is endorsed: an address, a DID or a URN
  subject_name TEXT NOT NULL,
  comment TEXT NOT NULL,
  document TEXT NOT NULL,        -- as signed
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE received_badge (    -- a badge of another issuer, as it was received, with the verdict of that day
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,   -- of the file; its bytes lie in received/<first two>/<sha256>, beside the database
  file_name TEXT NOT NULL,
  badge_name TEXT NOT NULL,
  issuer_name TEXT NOT NULL,
  verdict TEXT NOT NULL,
  result TEXT NOT NULL,          -- JSON: the whole answer of verification.check
  rescued INTEGER NOT NULL DEFAULT 0 CHECK (rescued IN (0, 1)), -- kept because its issuer could not be reached
  received_at TEXT NOT NULL,
  checked_at TEXT NOT NULL
) STRICT;
CREATE INDEX received_by_time ON received_badge(received_at, id);
CREATE TABLE received_document ( -- what its addresses answered: a copy for the day on which they no longer do
  received_id TEXT NOT NULL REFERENCES received_badge(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  media_type TEXT NOT NULL,
  body BLOB NOT NULL,
  fetched_at TEXT NOT NULL,
  PRIMARY KEY (received_id, url)
) STRICT;
