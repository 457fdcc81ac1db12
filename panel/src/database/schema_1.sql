-- Instants are milliseconds since 1970. A device's id is made of what tells it from others. What is compared and
-- ordered byte by byte has the collation C, so that an order does not depend on the server's language.
CREATE SCHEMA IF NOT EXISTS mailbox_password;
SET LOCAL search_path = mailbox_password;

CREATE TABLE schema_version (version integer NOT NULL);

CREATE TABLE requests (
  mailbox text COLLATE "C" NOT NULL, caller text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
  begun bigint NOT NULL, session text, set_before bigint, done bigint,
  PRIMARY KEY (mailbox, caller, key)
);
CREATE INDEX requests_begun ON requests (begun);

CREATE TABLE ended_sessions (id text COLLATE "C" PRIMARY KEY, until bigint NOT NULL);
CREATE INDEX ended_sessions_until ON ended_sessions (until);

CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at bigint NOT NULL, since bigint, hour bigint, mailbox text COLLATE "C" NOT NULL, caller text NOT NULL,
  event text NOT NULL, reference text, client text NOT NULL, source text NOT NULL DEFAULT '',
  count bigint NOT NULL DEFAULT 1
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_of ON audit (mailbox, at);
CREATE UNIQUE INDEX audit_hourly ON audit (mailbox, hour, event, client, source) WHERE hour IS NOT NULL;

CREATE TABLE agents (name text COLLATE "C" PRIMARY KEY, sequence bigint NOT NULL, batch text NOT NULL);

CREATE TABLE sources (
  agent text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, format text NOT NULL, problem text,
  is_caught_up boolean NOT NULL, clock_is_off_by bigint, last_line_at bigint, heard_at bigint NOT NULL,
  PRIMARY KEY (agent, name)
);

CREATE TABLE logs (log text COLLATE "C" PRIMARY KEY, read_to bigint NOT NULL, heard_at bigint NOT NULL);

CREATE TABLE devices (
  mailbox text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, device text NOT NULL, name text NOT NULL,
  kind text NOT NULL, client text NOT NULL, program text NOT NULL, protocol text NOT NULL, host text NOT NULL,
  network text NOT NULL, first_at bigint NOT NULL, last_at bigint NOT NULL,
  accepted_at bigint, password_at bigint, refused_at bigint, wrong_at bigint, wrong_count bigint NOT NULL,
  PRIMARY KEY (mailbox, id)
);
CREATE INDEX devices_last_at ON devices (last_at);

CREATE TABLE locks (
  mailbox text COLLATE "C" PRIMARY KEY, at bigint NOT NULL, seen_until bigint NOT NULL, device text, host text NOT NULL,
  wrong_count bigint NOT NULL
);
CREATE INDEX locks_seen_until ON locks (seen_until);
