-- Sentiment of the customer's words, in support cases and in answers to surveys, from −1 to 1.
select spine_id, 'ticket' as said_in, ticket_id as row_id, opened_at as said_at, sentiment
from known_tickets
where sentiment is not null
union all
select spine_id, 'survey' as said_in, survey_id as row_id, answered_at as said_at, sentiment
from known_invitations
where sentiment is not null
