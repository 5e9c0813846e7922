"""The shop's tables in DuckDB: ids under one spelling, money in one currency, as a config would say."""

import duckdb

SOURCES = ["orders", "events", "tickets", "surveys", "touches"]
PRICED = {"orders": ["amount", "margin"], "touches": ["cost"]}


def open_tables(folder, rates, threads, memory="4GB"):
    """Views of the Parquet files of a folder, by the names of the sources."""
    db = duckdb.connect(config={"threads": threads, "memory_limit": memory})
    db.execute("set TimeZone = 'UTC'")
    cases = " ".join(f"when '{code}' then {rate}" for code, rate in rates.items())
    for source in ["customers", "identities"]:
        db.execute(f"create view {source} as from '{folder}/{source}.parquet'")
    for source in SOURCES:
        money = "".join(f", {column} * case currency {cases} else 1 end as {column}" for column in PRICED.get(source, []))
        db.execute(f"""create view {source} as
            select t.* replace (coalesce(i.customer_id, t.customer_id) as customer_id {money})
            from '{folder}/{source}.parquet' t left join identities i on i.alias_id = t.customer_id""")
    return db
