"""Turns at other people's hosts: one for all nodes that share a store."""

from sqlalchemy import Engine, text

from ruznama.store.database.engine import writing

_TAKE = text(
    "INSERT INTO hosts (host, free) VALUES (:host, clock_timestamp() + make_interval(secs => :gap))"
    " ON CONFLICT (host) DO UPDATE SET"
    " free = greatest(hosts.free, clock_timestamp()) + make_interval(secs => :gap)"
    " RETURNING extract(epoch FROM free - clock_timestamp()) - :gap"
)


class Turns:
    """Turns at hosts, by the clock of the database. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def take(self, host: str, gap_s: float) -> float:
        """The seconds until a host may be asked; the next turn there is `gap_s` after that one.

        None to wait where nobody else is at work on the store.
        """
        if self.engine.dialect.name != "postgresql":
            return 0.0
        with writing(self.engine) as connection:
            told = connection.execute(_TAKE, {"host": host, "gap": gap_s}).scalar_one()
        return max(float(told), 0.0)
