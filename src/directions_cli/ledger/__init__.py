"""The Git side: finding the repository, the lock, the transaction of an act, and the history behind a direction."""
