"""The plan of an event: what an editor writes of it before it is held, what is refused, what is shown."""
