-- How often the units of a shard turn to whom, in a sketch of a fixed size.
CREATE TABLE event_edges (
    shard INT8 PRIMARY KEY,
    state BYTES NOT NULL
);
