-- What customers wrote as of an instant, each record once, with its mood from −1 to 1: the one that the data bring, else the one
-- that a model of the business's own or a service has read; lists of words are wrong too often.
-- Portable Trino SQL; {{…}} is filled by said-moods.ts.
with spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '14' day as since_14
  from customers
)
select spine_id as customer_id, said_in, row_id, said_at, cast(sentiment as double) as sentiment
from known_moods
union all
select m.customer_id, m.source as said_in, m.record_id as row_id, cast(m.written_at as timestamp) as said_at, m.sentiment
from {{moods_read}} m
where m.customer_id is not null and m.sentiment is not null and m.said_by in ('own', 'comprehend', 'bedrock')
  and cast(m.written_at as timestamp) < {{as_of}}
