"""Moving in: spreadsheets and Word forms read into what a register holds, with an account of every cell."""
