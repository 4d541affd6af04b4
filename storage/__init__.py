"""The data at rest: tables, migrations, the one door to the database, one file of statements per aggregate."""
