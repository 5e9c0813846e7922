"""Features and labels at past dates, and features at the scoring date, as data frames."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

LEAST_HISTORY, EVERY, MOST_DATES = 90, 30, 6
KEYS = ["sid", "customer_id", "as_of", "as_of_at", "churned", "value", "active"]


@dataclass
class Rows:
    churn_train: pd.DataFrame
    churn_later: pd.DataFrame
    value: pd.DataFrame
    scored: pd.DataFrame


def features_of(rows):
    return rows.drop(columns=KEYS, errors="ignore")


def back_from(day, first):
    """Up to six dates, a month apart, that have some history."""
    dates = [day - timedelta(days=EVERY * i) for i in range(MOST_DATES)]
    return [one for one in dates if one >= first + timedelta(days=LEAST_HISTORY)]


def build_rows(db, plan):
    as_of, first = date.fromisoformat(plan["asOf"]), date.fromisoformat(plan["first"])
    churn_days, value_days, lag = plan["churnDays"], plan["valueDays"], plan["lagDays"]
    later = as_of - timedelta(days=churn_days + lag)
    # whose labels do not overlap with those of the later date
    learning = back_from(later - timedelta(days=churn_days + lag), first)
    valued = back_from(as_of - timedelta(days=value_days + lag), first)
    dates = sorted({*learning, *valued, later, as_of})
    values = ", ".join(f"(date '{day}')" for day in dates)
    db.execute(f"""create table spine as
        select row_number() over (order by d.as_of, c.customer_id) as sid, c.customer_id, d.as_of,
          timezone('UTC', timezone('{plan["timeZone"]}', d.as_of::timestamp)) as as_of_at
        from customers c join (values {values}) d(as_of) on c.joined_at < timezone('UTC', timezone('{plan["timeZone"]}', d.as_of::timestamp))
        where exists (from orders o where o.customer_id = c.customer_id and o.ordered_at < d.as_of)""")
    text = Path(__file__).with_name("features.sql").read_text()
    db.execute(f"create table features as {text}")
    db.execute(labels_text(plan))
    rows = db.execute("from features join labels using (sid) order by sid").df()
    for column in rows.select_dtypes(["object", "string"]).columns.difference(KEYS):
        rows[column] = rows[column].astype("category")
    day = rows.as_of.dt.date
    active = rows[rows.active]
    return Rows(
        churn_train=active[day[rows.active].isin(learning)],
        churn_later=active[day[rows.active] == later],
        value=rows[day.isin(valued)],
        scored=rows[day == as_of],
    )


def labels_text(plan):
    force = plan["force"]
    return f"""create table labels as
        select s.sid,
          coalesce(bool_or(o.kind = 'sale' and o.ordered_at < s.as_of_at
            and o.ordered_at >= s.as_of_at - interval {plan["lookbackDays"]} day), false) as active,
          1 - max((o.kind = 'sale' and o.ordered_at >= s.as_of_at
            and o.ordered_at < s.as_of_at + interval {plan["churnDays"]} day)::int) as churned,
          coalesce(sum(o.margin * exp(-{force} * date_diff('second', s.as_of_at, o.ordered_at) / 86400e0))
            filter (o.ordered_at >= s.as_of_at and o.ordered_at < s.as_of_at + interval {plan["valueDays"]} day), 0) as value
        from spine s join orders o on o.customer_id = s.customer_id group by s.sid"""
