"""The exchange workbook: reading it safely, comparing it with the database, storing it, writing it out."""
