/** CSAT on another scale is neither good nor bad: of three points, the second would be both. */
const onScale = 'coalesce(a.scale_max, c.top) in (5e0, 7e0)';

/** 1 for an answer that is bad on its scale: a detractor, or the lower two of five and three of seven. */
export const low = `case when a.kind = 'nps' and a.score <= 6e0 then 1
      when a.kind = 'csat' and ${onScale} and a.score <= case when coalesce(a.scale_max, c.top) > 5e0 then 3e0 else 2e0 end then 1
      else 0 end`;

/** 1 for an answer that is good on its scale: a promoter, or the upper two of five and of seven. */
export const high = `case when a.kind = 'nps' and a.score >= 9e0 then 1
      when a.kind = 'csat' and ${onScale} and a.score >= coalesce(a.scale_max, c.top) - 1e0 then 1
      else 0 end`;
