"""Who may see what: as Datasette itself permits it."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Forbidden


async def permit(datasette: Any, actor: Any, database: str, tables: tuple[str, ...]) -> None:
    """Raises Forbidden unless `actor` may see all of `tables` in Datasette itself."""
    for table in tables:
        if hasattr(datasette, "allowed"):
            from datasette.resources import TableResource

            resource = TableResource(database=database, table=table)
            if not await datasette.allowed(action="view-table", resource=resource, actor=actor):
                raise Forbidden("view-table")
        else:
            await datasette.ensure_permissions(
                actor, [("view-table", (database, table)), ("view-database", database), "view-instance"]
            )


async def permit_sql(datasette: Any, actor: Any, database: str) -> None:
    """Raises Forbidden unless `actor` may run SQL in Datasette itself."""
    if hasattr(datasette, "allowed"):
        from datasette.resources import DatabaseResource

        resource = DatabaseResource(database=database)
        if not await datasette.allowed(action="execute-sql", resource=resource, actor=actor):
            raise Forbidden("execute-sql")
    else:
        await datasette.ensure_permissions(
            actor, [("execute-sql", database), ("view-database", database), "view-instance"]
        )
