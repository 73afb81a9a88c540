-- The durable state. Written in the SQL that SQLite and PostgreSQL share: only BIGINT and TEXT columns, because
-- the driver that speaks to both knows no other type in both. Truth values are 0 or 1, moments are Unix seconds
-- unless the name says milliseconds, days are ISO 8601 text, lists are JSON arrays in text.

CREATE TABLE guild_settings (
    guild_id        BIGINT NOT NULL PRIMARY KEY,
    answer_channels TEXT, -- NULL means every channel
    language        TEXT, -- NULL means the language of the guild or of the person
    reply_length    TEXT NOT NULL CHECK (reply_length IN ('short', 'full')),
    log_unanswered  BIGINT NOT NULL CHECK (log_unanswered IN (0, 1)),
    subscribers     TEXT NOT NULL CHECK (subscribers IN ('admins', 'everyone'))
);

CREATE TABLE subscriptions (
    guild_id     BIGINT NOT NULL,
    channel_id   BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    set_by       BIGINT, -- NULL once that person asked to be forgotten
    set_at       BIGINT NOT NULL,
    PRIMARY KEY (channel_id, organisation)
);
CREATE INDEX subscriptions_of_organisation ON subscriptions (organisation);
CREATE INDEX subscriptions_of_guild ON subscriptions (guild_id);

CREATE TABLE votes (
    answer   TEXT NOT NULL,
    user_id  BIGINT NOT NULL,
    helpful  BIGINT NOT NULL CHECK (helpful IN (0, 1)),
    voted_at BIGINT NOT NULL,
    PRIMARY KEY (answer, user_id)
);
CREATE INDEX votes_of_user ON votes (user_id);

CREATE TABLE corrections (
    id         BIGINT NOT NULL PRIMARY KEY,
    answer     TEXT NOT NULL,
    field      TEXT NOT NULL,
    value      TEXT NOT NULL,
    source_url TEXT NOT NULL,
    note       TEXT NOT NULL,
    user_id    BIGINT NOT NULL,
    status     TEXT NOT NULL CHECK (status IN ('new', 'accepted', 'rejected')),
    sent_at    BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX corrections_of_user ON corrections (user_id);
CREATE INDEX corrections_by_status ON corrections (status, id);

-- No user id, no channel, no message id: a row cannot be led back to a person.
CREATE TABLE unanswered (
    guild_id   BIGINT NOT NULL,
    normalised TEXT NOT NULL,
    question   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    nearest    TEXT NOT NULL,
    asked      BIGINT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen  TEXT NOT NULL,
    PRIMARY KEY (guild_id, normalised)
);
CREATE INDEX unanswered_by_day ON unanswered (last_seen);

CREATE TABLE announcements (
    name       TEXT NOT NULL PRIMARY KEY,
    claimed_at BIGINT NOT NULL
);

CREATE TABLE messages (
    message_id BIGINT NOT NULL PRIMARY KEY,
    claimed_at BIGINT NOT NULL
);
CREATE INDEX messages_by_age ON messages (claimed_at);

CREATE TABLE identifies (
    id              BIGINT NOT NULL PRIMARY KEY,
    bucket          BIGINT NOT NULL,
    at_milliseconds BIGINT NOT NULL
);

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Numbers that are given out once. A row is also the lock under which the next one is given out.
CREATE TABLE counters (
    name  TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
