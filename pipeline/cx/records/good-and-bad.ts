/** The scale that the row carries, else the one that the answers known tell. */
const top = 'coalesce(a.scale_max, case when a.score > c.top then 10e0 else c.top end)';

/** CSAT on another scale is neither good nor bad: of three points, the second would be both. */
const onScale = `${top} in (5e0, 7e0)`;

const isNps = "a.kind = 'nps' and coalesce(a.scale_max, 10e0) = 10e0";

/** 1 for an answer that is bad on its scale: a detractor, or the lower two of five and three of seven. */
export const low = `case when ${isNps} and a.score <= 6e0 then 1
      when a.kind = 'csat' and ${onScale} and a.score <= case when ${top} > 5e0 then 3e0 else 2e0 end then 1
      else 0 end`;

/** 1 for an answer that is good on its scale: a promoter, or the upper two of five and of seven. */
export const high = `case when ${isNps} and a.score >= 9e0 then 1
      when a.kind = 'csat' and ${onScale} and a.score >= ${top} - 1e0 then 1
      else 0 end`;
