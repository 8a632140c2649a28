"""The linkage attack: whoever has everything that is stored tries to tell who wrote what.

`scene` plays people who sign in and write in a known order. `loot` takes what a host has: every file of
the database, its log, a dump with all hidden columns, the folder of keys, backups. `attackers` order what
was delivered by whatever they can read from that. `score` says whether an order is better than chance,
by exact hits **and** by pairs: an attack that only counts exact hits passes a leaky system.
"""
