-- The record: what articles claim, and what happened in the light of all of them.
-- Claims (articles, events and what hangs on events) and corrections are only ever added to. What
-- is called derived is worked out from them and can be rebuilt at any time.
-- Days are DATE; open or unknown ends are NULL. Offsets are half-open characters of the article's
-- field ('text' or 'title').

-- One row: which version of this file the record was made with.
CREATE TABLE record (
    schema_version INTEGER NOT NULL,
    made_by        TEXT NOT NULL,         -- version of communique that made it
    worked_in      BIGINT NOT NULL        -- articles that the derived tables know of
);

-- One row an article.
CREATE TABLE articles (
    article    TEXT PRIMARY KEY,          -- article id
    hash       TEXT NOT NULL,             -- of title and text: the same words, the same hash
    title      TEXT,
    published  DATE,
    source     TEXT,
    url        TEXT,
    text       TEXT NOT NULL,
    coded_by   TEXT NOT NULL,             -- version of communique that coded it
    events     INTEGER NOT NULL           -- number of events found in it
);

-- One row an event as one article reports it: the fields of the coding manual.
CREATE TABLE events (
    event      TEXT PRIMARY KEY,          -- event id, a content hash
    article    TEXT NOT NULL,
    type       TEXT NOT NULL,             -- PLOVER type: CONSULT, ACCUSE ...
    mode       TEXT,
    contexts   TEXT[] NOT NULL,
    status     TEXT NOT NULL,             -- occurred ongoing planned possible negated
    historical BOOLEAN NOT NULL,
    start_date DATE,
    end_date   DATE,
    edtf       TEXT,
    timex      TEXT,
    date_text  TEXT NOT NULL,
    date_basis TEXT NOT NULL,             -- explicit relative inferred unknown
    place      TEXT,
    place_country TEXT,
    latitude   DOUBLE,
    longitude  DOUBLE,
    geonames_id BIGINT,
    count      INTEGER NOT NULL,
    score      DOUBLE NOT NULL,           -- PLOVER's -10 to 10
    quad       INTEGER NOT NULL,          -- 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict
    confidence DOUBLE NOT NULL,
    version    TEXT NOT NULL,
    document   JSON NOT NULL,             -- the whole event, as `communique read` writes it
    stage      TEXT NOT NULL,             -- what it tells of its deed's life: planned, held, denied ...
    likeness   BIGINT NOT NULL            -- of its sentence: the same words, the same number; 0 if short
);

-- One row an entity on one side of an event.
CREATE TABLE parties (
    event    TEXT NOT NULL,
    side     TEXT NOT NULL,               -- actor or recipient
    position INTEGER NOT NULL,            -- from 0, in the order given
    entity   TEXT NOT NULL,               -- entity id
    name     TEXT NOT NULL,
    country  TEXT NOT NULL,               -- ISO 3166 alpha-3, or IGO UNO EUR NGO ISM IMG MNC
    sector   TEXT NOT NULL,
    role     TEXT NOT NULL,
    words    TEXT NOT NULL,               -- as written
    start    INTEGER,
    "end"    INTEGER
);

-- One row for each who vouches for an event.
CREATE TABLE attributions (
    event    TEXT NOT NULL,
    position INTEGER NOT NULL,
    entity   TEXT NOT NULL,
    name     TEXT NOT NULL,
    country  TEXT NOT NULL,
    sector   TEXT NOT NULL,
    role     TEXT NOT NULL,
    stance   TEXT NOT NULL,               -- asserts alleges denies reports
    cue      TEXT NOT NULL
);

-- One row a sentence that reports an event.
CREATE TABLE evidence (
    event    TEXT NOT NULL,
    position INTEGER NOT NULL,
    article  TEXT NOT NULL,
    field    TEXT NOT NULL,               -- text or title
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end   INTEGER NOT NULL,
    trigger  TEXT NOT NULL
);

-- One row for each thing that users have put right, see docs/record.md.
CREATE TABLE corrections (
    correction TEXT PRIMARY KEY,          -- content hash
    position   INTEGER NOT NULL,          -- from 0, in the order given
    action     TEXT NOT NULL,             -- drop change merge split
    events     TEXT[] NOT NULL,           -- the events it is about, as they were coded
    field      TEXT,                      -- what a change changes
    value      TEXT,
    who        TEXT NOT NULL,             -- who says so
    why        TEXT NOT NULL,
    made       DATE                       -- when, where it was said
);

-- Derived: events that no answer rests on, dropped or changed by a correction.
CREATE TABLE retired (
    event      TEXT NOT NULL,
    correction TEXT NOT NULL,             -- the first that concerns it
    instead    TEXT                       -- the event that stands for it, where it was changed
);

-- Derived: one row a deed, whatever number of reports tell of it.
CREATE TABLE occurrences (
    occurrence TEXT NOT NULL,             -- content hash, independent of the order of adding
    type       TEXT NOT NULL,
    mode       TEXT,
    life       TEXT NOT NULL,             -- announced planned held ongoing postponed cancelled denied possible
    start_date DATE,
    end_date   DATE,
    edtf       TEXT,
    place      TEXT,
    place_country TEXT,
    actors     TEXT[] NOT NULL,           -- entity ids, sorted
    recipients TEXT[] NOT NULL,
    actor_countries TEXT[] NOT NULL,
    recipient_countries TEXT[] NOT NULL,
    count      INTEGER NOT NULL,          -- how many deeds a reported count stands for
    score      DOUBLE NOT NULL,
    quad       INTEGER NOT NULL,
    historical BOOLEAN NOT NULL,
    reports    INTEGER NOT NULL,          -- events that tell of it
    articles   INTEGER NOT NULL,          -- articles that tell of it, near-identical copies once
    best       TEXT NOT NULL,             -- the event that tells it best
    best_article TEXT NOT NULL            -- the article of that event
);

-- Derived: which events tell of which deed.
CREATE TABLE occurrence_events (
    occurrence TEXT NOT NULL,
    event      TEXT NOT NULL,
    stage      TEXT NOT NULL,             -- what this report tells of its life: planned, held, denied ...
    told_in    TEXT NOT NULL              -- the event's article
);

-- Derived: articles that are near-identical copies of another, as papers print an agency's text.
CREATE TABLE copies (
    article    TEXT NOT NULL,
    original   TEXT NOT NULL              -- the one published first, among equals by id
);

-- Derived, for adding: samples of articles' runs of words, by which copies are recognised.
CREATE TABLE sketches (
    article    TEXT NOT NULL,
    run        UINTEGER NOT NULL,
    runs       INTEGER NOT NULL,          -- runs in the article's sample
    day        BIGINT NOT NULL            -- of publication, counted from year 1; -1 where unknown
);

-- Derived, for adding: within which bounds an event's like may be found.
CREATE TABLE blocks (
    event      TEXT NOT NULL,
    block      BIGINT NOT NULL
);
