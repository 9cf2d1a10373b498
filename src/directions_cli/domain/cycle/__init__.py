"""The governance cycle: what follows from a register on a day: duties, coverage, money, clashes, practice (guidance 5 and 6; policy 3 and 4)."""  # noqa: E501
