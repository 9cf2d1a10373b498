"""A register handed out in the forms that others read: spreadsheets, JSON, databases, and what each column means."""
