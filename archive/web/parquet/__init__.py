"""All tables as Parquet by portal and year, with what DuckDB needs to answer the canned queries from them."""
